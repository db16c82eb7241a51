/** Where places of a text are after its blocks were made others, with the same letters in them. */
import type { ThreadId } from '#contract/ids.ts'
import type { Range } from './page-index.ts'

/**
 * Where these are afterwards; those of which nothing is left are not in it. Both texts have one sign
 * for each place: letters, and another sign wherever blocks begin and end, whatever they are.
 */
export function mappedAlike(
  was: string,
  is: string,
  places: ReadonlyMap<ThreadId, Range>,
): ReadonlyMap<ThreadId, Range> {
  const least = Math.min(was.length, is.length)
  let same = 0
  while (same < least && was[same] === is[same]) same += 1
  let behind = 0
  while (behind < least - same && was[was.length - 1 - behind] === is[is.length - 1 - behind]) {
    behind += 1
  }
  const at = (place: number, side: -1 | 1) => {
    if (place <= same) return place
    if (place >= was.length - behind) return place + is.length - was.length
    return side === 1 ? is.length - behind : same
  }
  const mapped = new Map<ThreadId, Range>()
  for (const [thread, { from, to }] of places) {
    const next = { from: at(from, 1), to: at(to, -1) }
    if (next.from < next.to) mapped.set(thread, next)
  }
  return mapped
}
