/** The pages of a strategy: made, listed, changed. Their text is the room's. */
import type { Bus } from '../bus/bus.ts'
import { AppError } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { type Page, page, type Person, type Strategy } from '#contract/records.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { listRecords, strategyPartition } from '../storage/records.ts'
import type { Catalogue, UpdateLog } from '../storage/storage.ts'
import type { MakePage, NewPage } from './page-making.ts'
import { changePageRecord, type ChangeTree, newRecord } from './page-records.ts'
import { byId, type PageRights, reordered, requirePlace, shownParent } from './page-tree.ts'
import { requireSource } from './page-versions.ts'
import type { Templates } from './templates.ts'
import { oneLine } from './title-line.ts'
import type { Titles } from './titles.ts'

/** What may be changed about a page; what is not given stays. */
export interface PageChange {
  readonly title?: string | undefined
  readonly owner?: Page['owner'] | undefined
  readonly deputy?: Page['deputy'] | undefined
  readonly reviewOn?: Page['reviewOn'] | undefined
  readonly status?: Page['status'] | undefined
  readonly language?: Page['language'] | undefined
}

export interface Pages {
  /**
   * Adds a page at the end of the strategy, or under a page; a version comes right after its
   * source. AppError as `MakePage`, `requirePlace` and `requireSource`.
   */
  add(
    strategy: Strategy,
    newPage: Omit<NewPage, 'strategy' | 'version'> & {
      readonly parent?: PageId | null | undefined
      readonly versionOf?:
        | { readonly page: PageId; readonly begin: 'template' | 'copy' }
        | undefined
    },
    rights: Pick<PageRights, 'reads'>,
  ): Promise<Page>
  /** All, also those in the trash, in the strategy's order. */
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
  /** Changes what is given; the title by an entry in the person's name. */
  change(page: Page, given: PageChange, person: Person): Promise<Page>
  /**
   * Makes a page a version of another one, which it follows up to now, or of none. AppError as
   * `requireSource`.
   */
  setSource(page: Page, source: PageId | null, rights: Pick<PageRights, 'reads'>): Promise<Page>
}

export function createPages(deps: {
  readonly catalogue: Catalogue
  readonly changeTree: ChangeTree
  readonly bus: Bus
  readonly log: UpdateLog
  readonly makePage: MakePage
  readonly rooms: Rooms
  readonly titles: Titles
  readonly templates: Templates
  readonly clock: () => number
}): Pages {
  const { catalogue, changeTree, bus, log, makePage, rooms, titles, templates, clock } = deps

  async function list(known: Strategy): Promise<readonly Page[]> {
    const place = { partition: strategyPartition(known.id), collection: 'pages' } as const
    const all = byId((await listRecords(catalogue, place, page)).map(({ value }) => value))
    const ordered = known.pages.flatMap((id) => all.get(id) ?? [])
    // Those that were made since the strategy was read.
    return [...ordered, ...[...all.values()].filter(({ id }) => !known.pages.includes(id))]
  }

  async function rename(known: Page, title: string, person: Person): Promise<Page> {
    const clean = oneLine(title)
    await rooms.setTitle(known.id, clean, person.id)
    await titles.store(known.id, known.strategy, clean)
    return { ...known, title: clean }
  }

  return {
    list,

    async add(known, newPage, rights) {
      const { language, parent, versionOf, ...rest } = newPage
      /** Where it may stand, and what it is a version of, among the pages as they are. */
      const placeAmong = (pages: ReadonlyMap<PageId, Page>) => {
        const source =
          versionOf && requireSource(pages, { id: null, language }, versionOf.page, rights)
        const isShown = (one: Page) => !one.trashed && rights.reads(one)
        const above =
          parent ?? (source && parent === undefined ? shownParent(pages, source, isShown) : null)
        requirePlace(pages, null, above, rights)
        return { above, source }
      }
      // Nothing is written for a page that cannot be there.
      const { source } = placeAmong(byId(await list(known)))
      const version = source && versionOf && { of: source, begin: versionOf.begin }
      const begun = await makePage({ ...rest, language, strategy: known.id, version })
      const made = await changeTree(known.id, ({ pages, strategy }) => {
        const { above } = placeAmong(pages)
        const value: Page = { ...begun, parent: above }
        const order = strategy.value.pages
        const next = source && order[order.indexOf(source.id) + 1]
        return {
          order: reordered(order, value.id, next ?? null),
          changes: [newRecord(value)],
          gives: value,
        }
      })
      bus.publish({ kind: 'pages', strategy: known.id })
      return made
    },

    async changeAccess(known, given, person) {
      const named = given.narrowed?.named ?? []
      if (new Set(named.map((one) => one.person)).size < named.length) {
        throw new AppError('invalid-input', 'Somebody is named twice.', {
          details: { 'narrowed.named': 'twice' },
        })
      }
      const changed = await changePageRecord(catalogue, known, (before) => {
        const lock = () => before.locked ?? { by: person.id, at: new Date(clock()).toISOString() }
        return {
          ...before,
          narrowed: given.narrowed === undefined ? before.narrowed : given.narrowed,
          locked: given.locked === undefined ? before.locked : given.locked ? lock() : null,
        }
      })
      bus.publish({ kind: 'page-rights', page: known.id })
      bus.publish({ kind: 'pages', strategy: known.strategy })
      return changed
    },

    async change(known, { title, ...given }, person) {
      const renamed = title === undefined ? known : await rename(known, title, person)
      if (Object.values(given).every((value) => value === undefined)) return renamed
      const changed = await changePageRecord(catalogue, known, (before) => {
        const language = given.language ?? before.language
        const template = before.template === null ? null : templates.get(before.template)
        const keyQuestion = template?.texts[language].keyQuestion ?? before.keyQuestion
        return {
          ...before,
          owner: given.owner === undefined ? before.owner : given.owner,
          deputy: given.deputy === undefined ? before.deputy : given.deputy,
          reviewOn: given.reviewOn === undefined ? before.reviewOn : given.reviewOn,
          status: given.status ?? before.status,
          language,
          ...(given.language && keyQuestion !== undefined && { keyQuestion }),
        }
      })
      bus.publish({ kind: 'pages', strategy: known.strategy })
      return changed
    },

    async setSource(known, source, rights) {
      const seq = source === null ? 0 : (await log.head(source)).seq
      const changed = await changeTree(known.strategy, ({ pages, put }) => {
        const before = pages.get(known.id) ?? known
        if (source !== null) requireSource(pages, before, source, rights)
        const value: Page = { ...before, source: source === null ? null : { page: source, seq } }
        return { changes: [put(value)], gives: value }
      })
      bus.publish({ kind: 'pages', strategy: known.strategy })
      return changed
    },
  }
}
