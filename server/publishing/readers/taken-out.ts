/** Takes words that were taken out of a page out of what readers wrote of it, too. */
import type { PageId } from '#contract/ids.ts'
import type { Page } from '#contract/records.ts'
import { textWithout } from '../../history/taken-words.ts'
import type { Bus } from '../../bus/bus.ts'
import { retryConflict } from '../../storage/conflict.ts'
import { overwrite } from '../../storage/overwrite.ts'
import { getRecord, listRecords, readersPartition } from '../../storage/records.ts'
import type { Catalogue } from '../../storage/storage.ts'
import { type KeptFeedback, keptFeedback, putFeedback } from './feedback-book.ts'

/** For good: nothing of them is left in what readers wrote, nor in what they were answered. */
export type TakeOutOfFeedback = (
  page: Pick<Page, 'id' | 'strategy'>,
  words: readonly string[],
) => Promise<void>

export function createTakeOutOfFeedback(deps: {
  readonly bus: Pick<Bus, 'publish'>
  readonly catalogue: Catalogue
}): TakeOutOfFeedback {
  const { bus, catalogue } = deps
  return async ({ id: page, strategy }, words) => {
    const partition = readersPartition(strategy)
    const place = { partition, collection: 'feedback' } as const
    for (const { value: known } of await listRecords(catalogue, place, keptFeedback)) {
      if (!isAbout(known, page) || without(known, words) === null) continue
      await retryConflict(async () => {
        // Somebody may have answered it meanwhile.
        const found = await getRecord(catalogue, place, known.id, keptFeedback)
        const left = found && without(found.value, words)
        if (found && left) await catalogue.transact(partition, [putFeedback(left, found.revision)])
      })
    }
    await overwrite(catalogue, partition)
    bus.publish({ kind: 'publishing', strategy })
  }
}

/** Of the page, or of the edition as a whole, where it may quote any page. */
const isAbout = ({ page }: KeptFeedback, id: PageId) => page === null || page === id

/** Null where there is nothing in it. */
function without(known: KeptFeedback, words: readonly string[]): KeptFeedback | null {
  const { fate, text } = known
  const left = {
    ...known,
    text: textWithout(text, words),
    fate: fate && { ...fate, reason: textWithout(fate.reason, words) },
  }
  return left.text === text && left.fate?.reason === fate?.reason ? null : left
}
