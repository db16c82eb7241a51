/** What readers wrote, and what became of it. */
import { AppError, notFound } from '#contract/errors.ts'
import { type Edition, type Feedback, feedback, mostFeedback } from '#contract/editions.ts'
import {
  feedbackId,
  newId,
  type FeedbackId,
  type PersonId,
  type StrategyId,
} from '#contract/ids.ts'
import type { Fate } from '#contract/threads.ts'
import type { Bus } from '../../bus/bus.ts'
import { isConflict, retryConflict } from '../../storage/conflict.ts'
import { findRecord, getRecord, listRecords, readersPartition } from '../../storage/records.ts'
import type { Catalogue, Change } from '../../storage/storage.ts'
import { toldLater } from '../../storage/told-later.ts'
import { z } from 'zod'
import { hashOfCode } from './stamp.ts'

/** Taken within a day for each strategy, beside all in all: nobody fills the disk. */
export const mostADay = 200
const dayMs = 24 * 3_600_000

/** With what finds it for whoever wrote it. */
export const keptFeedback = feedback.extend({ codeHash: z.string() })
export type KeptFeedback = z.infer<typeof keptFeedback>

/** What finds it, and what is left of it, for whoever has the code. */
export const keyOf = (codeHash: string) => `code:${codeHash}`

/** The change that stores it; `expects`: the revision that it had, 0 = none. */
export function putFeedback(value: KeptFeedback, expects: number): Change {
  const unique = [keyOf(value.codeHash)]
  return { do: 'put', collection: 'feedback', id: value.id, value, expects, unique }
}

/** Words as they came by a form, checked. */
export type NewFeedback = Pick<
  Feedback,
  'answerBy' | 'language' | 'name' | 'page' | 'person' | 'text'
>

export interface FeedbackBook {
  /**
   * Stores it, durably. What came under the same code before is given back as it is. AppError
   * too-many-requests when there was too much of it today, or in all.
   */
  write(edition: Edition, given: NewFeedback, code: string): Promise<Feedback>
  /** Null for a code that is none. */
  withCode(strategy: StrategyId, code: string): Promise<Feedback | null>
  /** Newest first. */
  list(strategy: StrategyId): Promise<readonly Feedback[]>
  /** Null for one that there is not. */
  get(strategy: StrategyId, id: FeedbackId): Promise<Feedback | null>
  /** Says what became of it, in place of what was said before. AppError not-found. */
  answer(
    strategy: StrategyId,
    id: FeedbackId,
    fate: { readonly fate: Fate; readonly reason: string; readonly by: PersonId },
  ): Promise<Feedback>
}

export function createFeedbackBook(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
}): FeedbackBook {
  const { bus, catalogue, clock } = deps
  const place = (strategy: StrategyId) =>
    ({ partition: readersPartition(strategy), collection: 'feedback' }) as const

  const withHash = async (strategy: StrategyId, codeHash: string) =>
    (await findRecord(catalogue, place(strategy), keyOf(codeHash), feedback))?.value ?? null

  async function refuseFlood(strategy: StrategyId): Promise<void> {
    const all = await listRecords(catalogue, place(strategy), feedback)
    const since = clock() - dayMs
    const lately = all.filter(({ value }) => Date.parse(value.at) > since)
    if (all.length < mostFeedback && lately.length < mostADay) return
    throw new AppError('too-many-requests', 'No more feedback can be taken at present.', {
      details: { reason: 'full', retryAfter: '3600' },
    })
  }

  return {
    async write(edition, given, code) {
      const { id, pages, strategy } = edition
      const codeHash = hashOfCode(code)
      const before = await withHash(strategy, codeHash)
      if (before) return before
      await refuseFlood(strategy)
      const at = new Date(clock()).toISOString()
      const mine = { ...given, id: newId(feedbackId), strategy, edition: id }
      const made: Feedback = { ...mine, at, fate: null }
      const first = given.page === null ? [] : [given.page]
      const others = pages.flatMap(({ page }) => (page === given.page ? [] : [page]))
      const told = toldLater({
        ...{ what: 'feedback', at, by: given.person, strategy, pages: [...first, ...others] },
        ...{ edition: id, feedback: made.id, ofPage: given.page !== null },
      })
      try {
        const partition = readersPartition(strategy)
        await catalogue.transact(partition, [putFeedback({ ...made, codeHash }, 0), told])
      } catch (error) {
        const other = isConflict(error) && (await withHash(strategy, codeHash))
        if (other) return other
        throw error
      }
      bus.publish({ kind: 'publishing', strategy })
      return made
    },

    withCode: (strategy, code) => withHash(strategy, hashOfCode(code)),

    async list(strategy) {
      const all = await listRecords(catalogue, place(strategy), feedback)
      return all
        .map(({ value }) => value)
        .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
    },

    get: async (strategy, id) =>
      (await getRecord(catalogue, place(strategy), id, feedback))?.value ?? null,

    async answer(strategy, id, fate) {
      const changed = await retryConflict(async () => {
        const found = await getRecord(catalogue, place(strategy), id, keptFeedback)
        if (!found) throw notFound()
        const at = new Date(clock()).toISOString()
        const value = { ...found.value, fate: { ...fate, at } }
        await catalogue.transact(readersPartition(strategy), [putFeedback(value, found.revision)])
        return feedback.parse(value)
      })
      bus.publish({ kind: 'publishing', strategy })
      return changed
    },
  }
}
