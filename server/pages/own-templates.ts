/** The organisation's own templates: made from pages, changed, offered no more. */
import type { JSONContent } from '@tiptap/core'
import type { Bus } from '../bus/bus.ts'
import { AppError, notFound } from '#contract/errors.ts'
import { newId, type TemplateId, templateId } from '#contract/ids.ts'
import { mayInOrganisation } from '#contract/permissions.ts'
import { type OwnTemplate, ownTemplate, type Page, type Person } from '#contract/records.ts'
import { z } from 'zod'
import { textWithout } from '../history/taken-words.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { retryConflict } from '../storage/conflict.ts'
import { getRecord, listRecords, templatesPartition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import { nodesWithout } from './taken-out.ts'
import { templateContent } from './template-content.ts'

/** The largest template, and all together, as characters of JSON: they share one file. */
const largest = 500_000
const largestTogether = 10_000_000

const place = { partition: templatesPartition, collection: 'templates' } as const
const words = ownTemplate.omit({ content: true })
type Words = z.infer<typeof words>

export interface OwnTemplates {
  /** All of them, without their content, the oldest first. */
  list(): Promise<readonly Words[]>
  /** `id` may be any text. */
  get(id: string): Promise<OwnTemplate | null>
  /**
   * Makes a template from a page as it is now, or puts it in the place of one. AppError not-found
   * for an unknown one, forbidden for one that is not theirs, too-large.
   */
  save(page: Page, person: Person, given: NewOwnTemplate): Promise<OwnTemplate>
  /** Changes what is given. AppError not-found. */
  change(
    id: TemplateId,
    given: {
      readonly title?: string | undefined
      readonly keyQuestion?: string | undefined
      readonly purpose?: string | undefined
      readonly retired?: boolean | undefined
    },
  ): Promise<OwnTemplate>
  /** Takes words out of all of them, for good. Were they in any? */
  takeOut(words: readonly string[]): Promise<boolean>
}

interface NewOwnTemplate {
  readonly title: string
  readonly keyQuestion: string
  readonly purpose: string
  readonly keepText: boolean
  readonly replaces?: TemplateId | undefined
}

const isNode = (value: unknown) => typeof value === 'object' && value !== null
const nodes = z.array(z.custom<JSONContent>(isNode))

/** The nodes of an own template. */
export const nodesOf = ({ content }: OwnTemplate): readonly JSONContent[] => nodes.parse(content)

export function createOwnTemplates(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly rooms: Rooms
  readonly clock: () => number
}): OwnTemplates {
  const { catalogue, bus, rooms, clock } = deps

  const put = (value: OwnTemplate, expects: number): Change => ({
    ...{ do: 'put', collection: place.collection, id: value.id, value, expects },
  })

  /** The template that somebody may replace. */
  async function replaceable(id: TemplateId, person: Person) {
    const found = await getRecord(catalogue, place, id, ownTemplate)
    const isTheirs = found?.value.createdBy === person.id
    if (!found || !(isTheirs || mayInOrganisation(person.role, 'templates.read'))) throw notFound()
    if (!isTheirs && !mayInOrganisation(person.role, 'templates.manage')) {
      throw new AppError('forbidden', 'Whoever made a template replaces it, or an administrator.')
    }
    return found
  }

  async function requireRoom(content: unknown, replaced: TemplateId | undefined): Promise<void> {
    const size = JSON.stringify(content).length
    if (size > largest) {
      throw new AppError('too-large', 'This page is too long for a template.', {
        details: { full: 'template' },
      })
    }
    let together = size
    for (const { id, value } of await catalogue.list(place.partition, place.collection)) {
      if (id !== replaced) together += JSON.stringify(value).length
    }
    if (together > largestTogether) {
      throw new AppError('too-large', 'There is no room for more templates.', {
        details: { full: 'templates' },
      })
    }
  }

  return {
    async list() {
      const all = (await listRecords(catalogue, place, words)).map(({ value }) => value)
      return all.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    },

    async get(id) {
      const parsed = templateId.safeParse(id)
      if (!parsed.success) return null
      return (await getRecord(catalogue, place, parsed.data, ownTemplate))?.value ?? null
    },

    async save(page, person, given) {
      const { keepText, keyQuestion, purpose, replaces, title } = given
      if (replaces !== undefined) await replaceable(replaces, person)
      const read = await rooms.read(page.id)
      const made = templateContent(read.content.content ?? [], { keepText, title })
      const content = ownTemplate.shape.content.parse(made)
      const saved = await retryConflict(async () => {
        const before = replaces === undefined ? null : await replaceable(replaces, person)
        await requireRoom(content, replaces)
        const value: OwnTemplate = {
          id: newId(templateId),
          retiredAt: null,
          createdAt: new Date(clock()).toISOString(),
          createdBy: person.id,
          ...before?.value,
          ...{ title, keyQuestion, purpose, language: page.language, content },
        }
        await catalogue.transact(place.partition, [put(value, before?.revision ?? 0)])
        return value
      })
      bus.publish({ kind: 'templates' })
      return saved
    },

    async change(id, given) {
      const changed = await retryConflict(async () => {
        const found = await getRecord(catalogue, place, id, ownTemplate)
        if (!found) throw notFound()
        const before = found.value
        const since = () => before.retiredAt ?? new Date(clock()).toISOString()
        const value: OwnTemplate = {
          ...before,
          title: given.title ?? before.title,
          keyQuestion: given.keyQuestion ?? before.keyQuestion,
          purpose: given.purpose ?? before.purpose,
          retiredAt:
            given.retired === undefined ? before.retiredAt : given.retired ? since() : null,
        }
        await catalogue.transact(place.partition, [put(value, found.revision)])
        return value
      })
      bus.publish({ kind: 'templates' })
      return changed
    },

    async takeOut(taken) {
      let found = false
      for (const { id } of await catalogue.list(place.partition, place.collection)) {
        await retryConflict(async () => {
          const stored = await getRecord(catalogue, place, id, ownTemplate)
          if (!stored) return
          const before = stored.value
          const value: OwnTemplate = ownTemplate.parse({
            ...before,
            title: textWithout(before.title, taken),
            keyQuestion: textWithout(before.keyQuestion, taken),
            purpose: textWithout(before.purpose, taken),
            content: nodesWithout(nodesOf(before), taken),
          })
          if (JSON.stringify(value) === JSON.stringify(before)) return
          await catalogue.transact(place.partition, [put(value, stored.revision)])
          found = true
        })
      }
      if (found) bus.publish({ kind: 'templates' })
      return found
    },
  }
}
