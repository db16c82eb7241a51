/** Writing the entries of a page anew, with nobody on the page meanwhile. */
import type { PageId } from '#contract/ids.ts'
import type { Chronicles, IdRange } from '../chronicles/chronicles.ts'
import { IdRanges } from '../history/id-ranges.ts'
import { redactUpdate } from '../history/redact.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { UpdateLog } from '../storage/storage.ts'

/** What of a page goes. */
interface Found {
  readonly ranges: readonly IdRange[]
}

/**
 * Puts filler in the place of what `find` finds, when nobody writes any more, in every entry that
 * holds it. Everybody is sent away and comes back by themselves; where nothing is found, nothing is
 * changed but that.
 */
export type Rewrite = <T extends Found>(page: PageId, find: () => Promise<T>) => Promise<T>

export function createRewrite(deps: {
  readonly chronicles: Pick<Chronicles, 'rewriting'>
  readonly log: UpdateLog
  readonly rooms: Pick<Rooms, 'without'>
}): Rewrite {
  const { chronicles, log, rooms } = deps
  return (page, find) =>
    rooms.without(page, async () => {
      const found = await find()
      if (found.ranges.length === 0) return found
      const ranges = new IdRanges(found.ranges)
      await chronicles.rewriting(page, async () => {
        await log.rewrite(page, (entry) => redactUpdate(entry.update, ranges))
        // Whoever has fetched the history throws it away.
        await log.raiseEpoch(page)
      })
      return found
    })
}
