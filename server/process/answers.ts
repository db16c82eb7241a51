/**
 * The answers to the scales of pages, as records. A hall answers within a minute and asks for the
 * spread again and again: what has gathered is stored in one write, and what was read is kept.
 */
import type { PageId, PersonId, ScaleId } from '#contract/ids.ts'
import type { ScaleAnswer } from '#contract/records.ts'
import { answersOf, answersPartition, listRecords } from '../storage/records.ts'
import { retryConflict } from '../storage/conflict.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'
import { keptAnswer, type KeptAnswer, settled } from './spread.ts'

/** Pages whose answers are kept in memory. */
const keptPages = 200

export interface GivenAnswer {
  readonly scale: ScaleId
  readonly person: PersonId
  /** Null takes the answer back. */
  readonly value: number | null
}

export interface Answers {
  /** All answers on a page, those taken back too as long as they are shown. */
  of(page: PageId): Promise<readonly KeptAnswer[]>
  /** The scales of a page that somebody has answered. */
  scalesOf(page: PageId): Promise<ReadonlySet<ScaleId>>
  /** Stores an answer, with those that come at the same time. Resolves when it is stored. */
  give(page: PageId, given: GivenAnswer): Promise<void>
  /** What a person has answered anywhere. */
  by(person: PersonId): Promise<readonly ScaleAnswer[]>
}

type Kept = readonly Stored<KeptAnswer>[]

interface Waiting extends GivenAnswer {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export function createAnswers(deps: {
  readonly catalogue: Catalogue
  readonly clock: () => number
}): Answers {
  const { catalogue, clock } = deps
  const known = new Map<PageId, Promise<Kept>>()
  const waiting = new Map<PageId, Waiting[]>()

  const read = (page: PageId): Promise<Kept> =>
    listRecords(catalogue, { partition: answersPartition(page), collection: 'answers' }, keptAnswer)

  async function keptOf(page: PageId): Promise<Kept> {
    const reading = known.get(page) ?? read(page)
    // The one asked for last is the last to be forgotten.
    known.delete(page)
    known.set(page, reading)
    for (const oldest of known.keys()) {
      if (known.size <= keptPages) break
      known.delete(oldest)
    }
    try {
      return await reading
    } catch (error) {
      if (known.get(page) === reading) known.delete(page)
      throw error
    }
  }

  const of = async (page: PageId) => (await keptOf(page)).map(({ value }) => value)

  async function store(page: PageId, given: readonly GivenAnswer[]): Promise<void> {
    await retryConflict(async () => {
      const before = await keptOf(page)
      const changes = changesFor(page, before, given, new Date(clock()).toISOString())
      if (changes.length === 0) return
      // If it fails, what is stored is read again.
      known.delete(page)
      const revisions = await catalogue.transact(answersPartition(page), changes)
      known.set(page, Promise.resolve(changed(before, changes, revisions)))
    })
  }

  /** Stores what waits, all that has gathered at a time. */
  async function work(page: PageId): Promise<void> {
    for (let taken = waiting.get(page); taken?.length; taken = waiting.get(page)) {
      waiting.set(page, [])
      try {
        await store(page, taken)
        for (const { resolve } of taken) resolve()
      } catch (error) {
        for (const { reject } of taken) reject(error)
      }
    }
    waiting.delete(page)
  }

  return {
    of,

    async scalesOf(page) {
      const given = (await of(page)).filter(({ value }) => value !== null)
      return new Set(given.map(({ scale }) => scale))
    },

    give(page, given) {
      return new Promise((resolve, reject) => {
        const queue = waiting.get(page)
        if (queue) queue.push({ ...given, resolve, reject })
        else {
          waiting.set(page, [{ ...given, resolve, reject }])
          void work(page)
        }
      })
    },

    async by(person) {
      const found: ScaleAnswer[] = []
      for (const partition of await catalogue.partitions()) {
        const page = answersOf(partition)
        if (page === null) continue
        for (const { value, ...one } of await of(page)) {
          if (one.person !== person || value === null) continue
          found.push({ page: one.page, scale: one.scale, person, value, at: one.at })
        }
      }
      return found
    },
  }
}

type AnswerChange =
  | (Extract<Change, { readonly do: 'put' }> & { readonly value: KeptAnswer })
  | Extract<Change, { readonly do: 'delete' }>

/** What is stored after the changes. */
function changed(
  before: Kept,
  changes: readonly AnswerChange[],
  revisions: readonly number[],
): Kept {
  const after = new Map(before.map((one) => [one.id, one]))
  for (const [index, change] of changes.entries()) {
    const { id } = change
    if (change.do === 'delete') after.delete(id)
    else after.set(id, { id, revision: revisions[index] ?? 0, value: change.value })
  }
  return [...after.values()]
}

const idOf = ({ scale, person }: Pick<KeptAnswer, 'scale' | 'person'>) => `${scale}-${person}`

/** What has to be written so that the answers given stand, and the spreads as they are due. */
function changesFor(
  page: PageId,
  stored: Kept,
  given: readonly GivenAnswer[],
  at: string,
): AnswerChange[] {
  const before = new Map(stored.map((one) => [one.id, one]))
  const after = new Map(stored.map(({ id, value }) => [id, value]))
  for (const { scale, person, value } of given) {
    const id = idOf({ scale, person })
    const one = after.get(id)
    if ((one?.value ?? null) === value) continue
    after.set(id, { page, scale, person, value, shown: one?.shown ?? null, at })
  }
  const now = [...new Set(given.map(({ scale }) => scale))].flatMap((scale) =>
    settled([...after.values()].filter((one) => one.scale === scale)),
  )
  const changes: AnswerChange[] = []
  for (const value of now) {
    const id = idOf(value)
    const was = before.get(id)
    before.delete(id)
    if (was && was.value.value === value.value && was.value.shown === value.shown) continue
    const expects = was?.revision ?? 0
    changes.push({ do: 'put', collection: 'answers', id, value, expects })
  }
  const touched = new Set(given.map(({ scale }) => scale))
  for (const { id, revision, value } of before.values()) {
    if (!touched.has(value.scale)) continue
    changes.push({ do: 'delete', collection: 'answers', id, expects: revision })
  }
  return changes
}
