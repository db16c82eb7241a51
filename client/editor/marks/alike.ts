/** Where places of a text are after its blocks were made others, with the same letters in them. */
import type { Node } from '@tiptap/pm/model'
import type { ThreadId } from '#contract/ids.ts'
import { differenceOf } from '../text-change.ts'
import type { Range } from './page-index.ts'

/** Where these are afterwards; those of which nothing is left are not in it. */
export function mappedAlike(
  before: Node,
  after: Node,
  places: ReadonlyMap<ThreadId, Range>,
): ReadonlyMap<ThreadId, Range> {
  const mapped = new Map<ThreadId, Range>()
  let start = 0
  let old = 0
  let made = 0
  differenceOf(before, after).forEach((from, to, _, newTo) => {
    start = from
    old = to
    made = newTo
  })
  const was = signs(before, start, old)
  const is = signs(after, start, made)
  let same = 0
  while (same < Math.min(was.length, is.length) && was[same] === is[same]) same += 1
  let behind = 0
  while (
    behind < Math.min(was.length, is.length) - same &&
    was[was.length - 1 - behind] === is[is.length - 1 - behind]
  ) {
    behind += 1
  }
  const at = (place: number, side: -1 | 1) => {
    if (place <= start + same) return place
    if (place >= old - behind) return place + made - old
    return side === 1 ? made - behind : start + same
  }
  for (const [thread, { from, to }] of places) {
    const next = { from: at(from, 1), to: at(to, -1) }
    if (next.from < next.to) mapped.set(thread, next)
  }
  return mapped
}

/** One sign for each place: letters, and where nodes begin and end, whatever they are. */
function signs(doc: Node, from: number, to: number): string {
  const found = Array.from({ length: to - from }, () => '\0')
  doc.nodesBetween(from, to, (node, at) => {
    const { text } = node
    for (let n = 0; text !== undefined && n < text.length; n += 1) {
      const place = at + n - from
      if (place >= 0 && place < found.length) found[place] = text.charAt(n)
    }
    return true
  })
  return found.join('')
}
