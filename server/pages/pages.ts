/** The pages of a strategy: made, listed, renamed. Their text is the room's. */
import type { JSONContent } from '@tiptap/core'
import type { Bus } from '../bus/bus.ts'
import { AppError, notFound } from '#contract/errors.ts'
import { newId, type PageId, pageId, type StrategyId, talkootAuthor } from '#contract/ids.ts'
import {
  type Language,
  type Page,
  page,
  type Person,
  type Strategy,
  strategy,
} from '#contract/records.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { getRecord, listRecords, strategyPartition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import { retryConflict } from '../storage/conflict.ts'
import type { Templates } from './templates.ts'
import type { Titles } from './titles.ts'

interface NewPage {
  readonly strategy: StrategyId
  readonly person: Person
  readonly language: Language
  readonly template?: string | undefined
  readonly title?: string | undefined
}

export interface Pages {
  /**
   * Writes a new page's first text, durably, and gives the record that makes it findable once
   * stored. AppError invalid-input for an unknown template.
   */
  begin(newPage: NewPage): Promise<Page>
  /** The change that stores the record. */
  record(page: Page): Change
  /** Adds a page at the end of the strategy. */
  add(strategy: Strategy, newPage: Omit<NewPage, 'strategy'>): Promise<Page>
  /** In the strategy's order. */
  list(strategy: Strategy): Promise<readonly Page[]>
  /**
   * Narrows, locks or opens a page; what is not given stays. Whoever has it open follows at once.
   * AppError invalid-input where somebody is named twice.
   */
  changeAccess(
    page: Page,
    given: {
      readonly narrowed?: Page['narrowed'] | undefined
      readonly locked?: boolean | undefined
    },
    person: Person,
  ): Promise<Page>
  /** Changes the title by an entry in the person's name. */
  rename(page: Page, title: string, person: Person): Promise<Page>
}

export function createPages(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly rooms: Rooms
  readonly titles: Titles
  readonly templates: Templates
  readonly clock: () => number
}): Pages {
  const { catalogue, bus, rooms, titles, templates, clock } = deps

  const record = (value: Page): Change => ({
    do: 'put',
    collection: 'pages',
    id: value.id,
    value,
    expects: 0,
  })

  async function begin(newPage: NewPage): Promise<Page> {
    const { person, language } = newPage
    const template = newPage.template === undefined ? null : templates.get(newPage.template)
    if (newPage.template !== undefined && !template) {
      throw new AppError('invalid-input', 'There is no such template.', {
        details: { template: 'unknown' },
      })
    }
    const id = newId(pageId)
    const text = template?.texts[language]
    const given = newPage.title === undefined ? undefined : oneLine(newPage.title)
    await rooms.begin(id, text?.content ?? emptyPage(given ?? ''), text ? talkootAuthor : person.id)
    if (text && given !== undefined && given !== text.title) {
      await rooms.setTitle(id, given, person.id)
    }
    return {
      id,
      strategy: newPage.strategy,
      title: given ?? text?.title ?? '',
      template: template?.id ?? null,
      ...(text && { keyQuestion: text.keyQuestion }),
      language,
      parent: null,
      status: 'draft',
      owner: null,
      deputy: null,
      reviewOn: null,
      source: null,
      trashed: null,
      narrowed: null,
      locked: null,
      createdAt: new Date(clock()).toISOString(),
      createdBy: person.id,
    }
  }

  return {
    begin,
    record,

    async add(known, newPage) {
      const made = await begin({ ...newPage, strategy: known.id })
      const partition = strategyPartition(known.id)
      await retryConflict(async () => {
        const place = { partition, collection: 'strategies' } as const
        const found = await getRecord(catalogue, place, known.id, strategy)
        if (!found) throw notFound()
        const value: Strategy = { ...found.value, pages: [...found.value.pages, made.id] }
        await catalogue.transact(partition, [
          { do: 'put', collection: 'strategies', id: known.id, value, expects: found.revision },
          record(made),
        ])
      })
      bus.publish({ kind: 'pages', strategy: known.id })
      return made
    },

    async list(known) {
      const place = { partition: strategyPartition(known.id), collection: 'pages' } as const
      const all = await listRecords(catalogue, place, page)
      const byId = new Map<PageId, Page>(all.map(({ value }) => [value.id, value]))
      return known.pages.flatMap((id) => byId.get(id) ?? [])
    },

    async changeAccess(known, given, person) {
      const named = given.narrowed?.named ?? []
      if (new Set(named.map((one) => one.person)).size < named.length) {
        throw new AppError('invalid-input', 'Somebody is named twice.', {
          details: { 'narrowed.named': 'twice' },
        })
      }
      const partition = strategyPartition(known.strategy)
      const changed = await retryConflict(async () => {
        const place = { partition, collection: 'pages' } as const
        const found = await getRecord(catalogue, place, known.id, page)
        if (!found) throw notFound()
        const before = found.value
        const lock = () => before.locked ?? { by: person.id, at: new Date(clock()).toISOString() }
        const value: Page = {
          ...before,
          narrowed: given.narrowed === undefined ? before.narrowed : given.narrowed,
          locked: given.locked === undefined ? before.locked : given.locked ? lock() : null,
        }
        await catalogue.transact(partition, [
          { do: 'put', collection: 'pages', id: known.id, value, expects: found.revision },
        ])
        return value
      })
      bus.publish({ kind: 'page-rights', page: known.id })
      bus.publish({ kind: 'pages', strategy: known.strategy })
      return changed
    },

    async rename(known, title, person) {
      const clean = oneLine(title)
      await rooms.setTitle(known.id, clean, person.id)
      await titles.store(known.id, known.strategy, clean)
      return { ...known, title: clean }
    },
  }
}

/** A title has no line breaks and no control characters. */
function oneLine(title: string): string {
  return title
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .normalize('NFC')
}

function emptyPage(title: string): JSONContent[] {
  const text = title === '' ? {} : { content: [{ type: 'text', text: title }] }
  return [{ type: 'title', ...text }, { type: 'paragraph' }]
}
