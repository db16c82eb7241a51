import type { ThreadId } from '#contract/ids.ts'
import type { ThreadView } from '../net/thread-queries.ts'
import { isGone } from './threads.ts'
import type { Places } from './use-places.ts'

interface Sorted {
  /** About the whole page, the oldest first. */
  readonly page: readonly ThreadView[]
  /** In the text, in its order. */
  readonly here: readonly ThreadView[]
  /** Open, and gone from the text. */
  readonly gone: readonly ThreadView[]
  /** Ended, and not marked in the text. */
  readonly ended: readonly ThreadView[]
}

/** Threads by where they are, in the order in which they are shown. */
export function sorted(
  threads: readonly ThreadView[],
  { tops, order }: Places,
  lost: ReadonlySet<ThreadId>,
): Sorted {
  const place = new Map(order.map((id, n) => [id, n]))
  const parts = {
    page: new Array<ThreadView>(),
    here: new Array<ThreadView>(),
    gone: new Array<ThreadView>(),
    ended: new Array<ThreadView>(),
  }
  for (const thread of threads) {
    if (thread.anchor === null) parts.page.push(thread)
    else if (tops.has(thread.id)) parts.here.push(thread)
    else if (thread.ending !== null) parts.ended.push(thread)
    else if (isGone(thread, lost)) parts.gone.push(thread)
    // Not drawn yet: it will be, or the text says that it lacks it.
    else parts.here.push(thread)
  }
  parts.here.sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity))
  return parts
}
