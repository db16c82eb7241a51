/** Where two states of a page's text differ, as a map of positions. */
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { Mapping, StepMap } from '@tiptap/pm/transform'

/** The one range that was replaced. Blocks that are the same objects cost nothing. */
export function differenceOf(before: Node, after: Node): StepMap {
  const start = before.content.findDiffStart(after.content)
  if (start === null) return StepMap.empty
  const end = before.content.findDiffEnd(after.content)
  if (end === null) return StepMap.empty
  // The same letters on both sides of a change are counted once.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return new StepMap([start, end.a + overlap - start, end.b + overlap - start])
}

/** What a transaction did. A remote one replaces the whole page by one that is much the same. */
export function changeOf(before: Node, { mapping, doc, steps }: Transaction): Mapping {
  const ranges = mapping.maps[0]
  let isWhole = false
  ranges?.forEach((from, to) => {
    if (from === 0 && to === before.content.size) isWhole = true
  })
  return isWhole && steps.length === 1 ? new Mapping([differenceOf(before, doc)]) : mapping
}
