/** Messages of readers that were removed for good: that they were, never what they said. */
import { mostFeedback } from '#contract/editions.ts'
import { notFound } from '#contract/errors.ts'
import { feedbackId, type FeedbackId, type StrategyId } from '#contract/ids.ts'
import { type Language, language } from '#contract/records.ts'
import type { Bus } from '../../bus/bus.ts'
import { retryConflict } from '../../storage/conflict.ts'
import { overwrite } from '../../storage/overwrite.ts'
import { findRecord, listRecords, readersPartition } from '../../storage/records.ts'
import type { Catalogue, Change, Stored } from '../../storage/storage.ts'
import { z } from 'zod'
import { keptFeedback, keyOf } from './feedback-book.ts'
import { hashOfCode } from './stamp.ts'

const collection = 'removals'

/** So many are remembered of each strategy: whoever floods it does not fill the disk by this. */
const mostRemembered = mostFeedback

/** With what finds it for whoever wrote it. */
const removal = z.object({
  id: feedbackId,
  codeHash: z.string(),
  /** In which its page tells that it was removed. */
  language,
  at: z.iso.datetime(),
})
type Removal = z.infer<typeof removal>

export interface Removals {
  /**
   * Removes messages, durably, all or none; resolves with how many, when nothing of them is left on
   * the disk. What was removed before is passed over, so that it can be done again. AppError
   * not-found when one of them is none of the strategy's.
   */
  remove(strategy: StrategyId, ids: readonly FeedbackId[]): Promise<number>
  /** The language of what came under the code and was removed; null = there was no such thing. */
  languageOf(strategy: StrategyId, code: string): Promise<Language | null>
}

export function createRemovals(deps: {
  readonly bus: Pick<Bus, 'publish'>
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
}): Removals {
  const { bus, catalogue, clock } = deps

  /** The oldest make room for so many more. */
  function forgotten(known: readonly Stored<Removal>[], more: number): Change[] {
    const most = Math.max(0, mostRemembered - more)
    return known
      .toSorted((a, b) => (a.value.at < b.value.at ? -1 : 1))
      .slice(0, Math.max(0, known.length - most))
      .map(({ id }) => ({ do: 'delete', collection, id }))
  }

  return {
    async remove(strategy, ids) {
      const partition = readersPartition(strategy)
      const removed = await retryConflict(async () => {
        const all = await listRecords(
          catalogue,
          { partition, collection: 'feedback' },
          keptFeedback,
        )
        const known = await listRecords(catalogue, { partition, collection }, removal)
        const wanted = new Set<string>(ids)
        const there = all.filter(({ id }) => wanted.has(id))
        for (const { id } of [...there, ...known]) wanted.delete(id)
        if (wanted.size > 0) throw notFound()
        if (there.length === 0) return 0
        const at = new Date(clock()).toISOString()
        const changes = there.flatMap(({ id, revision, value }): Change[] => {
          const { codeHash, language: spoken } = value
          const left: Removal = { id: value.id, codeHash, language: spoken, at }
          const unique = [keyOf(codeHash)]
          return [
            { do: 'delete', collection: 'feedback', id, expects: revision },
            { do: 'put', collection, id, value: left, expects: 0, unique },
          ]
        })
        await catalogue.transact(partition, [...forgotten(known, there.length), ...changes])
        return there.length
      })
      // Also after a stop in the middle: whoever asks again has it done.
      await overwrite(catalogue, partition)
      bus.publish({ kind: 'publishing', strategy })
      return removed
    },

    async languageOf(strategy, code) {
      const place = { partition: readersPartition(strategy), collection } as const
      const found = await findRecord(catalogue, place, keyOf(hashOfCode(code)), removal)
      return found?.value.language ?? null
    },
  }
}
