/** What is moved, copied and marked as a whole: the blocks with the caret, or items of a list. */
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/** Neighbours in one holder. */
export interface Unit {
  /** From before the first to after the last of them. */
  readonly from: number
  readonly to: number
  readonly holder: Node
  /** The place of the first among the holder's children, and after the last. */
  readonly start: number
  readonly end: number
}

/** Whose children can stand in another order. Rows of blocks that think have ways of their own. */
const holders: readonly string[] = [
  'doc',
  'blockquote',
  'callout',
  'detailsContent',
  'tableCell',
  'tableHeader',
  'bulletList',
  'orderedList',
  'taskList',
]

/** The unit of the selection; null in the title. */
export function unitOf({ selection: { $from, $to } }: EditorState): Unit | null {
  for (let depth = $from.sharedDepth($to.pos); depth >= 0; depth -= 1) {
    const unit = unitIn($from, $to, depth)
    if (unit !== null && (depth === 0 || unit.end - unit.start < unit.holder.childCount)) {
      return unit.holder.child(unit.start).type.name === 'title' ? null : unit
    }
  }
  return null
}

/** The unit that a place of the page is in: the innermost item of a list, or the block. */
export function unitAround($at: ResolvedPos): Unit | null {
  for (let depth = $at.depth; depth >= 0; depth -= 1) {
    const isPart = /List$|^doc$|^callout$|^detailsContent$/.test($at.node(depth).type.name)
    const unit = isPart ? unitIn($at, $at, depth) : null
    if (unit !== null) return unit.holder.child(unit.start).type.name === 'title' ? null : unit
  }
  return null
}

function unitIn($from: ResolvedPos, $to: ResolvedPos, depth: number): Unit | null {
  const holder = $from.node(depth)
  if (!holders.includes(holder.type.name)) return null
  const start = $from.index(depth)
  // A place between two blocks stands for the one after it.
  const end = Math.max($to.indexAfter(depth), start + 1)
  if (end > holder.childCount) return null
  return {
    from: $from.posAtIndex(start, depth),
    to: $from.posAtIndex(end, depth),
    holder,
    start,
    end,
  }
}

/** The blocks or items of a unit. */
export function nodesOf({ holder, start, end }: Unit): readonly Node[] {
  return Array.from({ length: end - start }, (_, n) => holder.child(start + n))
}

/** The unit of the one block or item that begins there. */
export function unitFrom(doc: Node, from: number): Unit | null {
  const $from = doc.resolve(from)
  return $from.nodeAfter === null ? null : unitIn($from, $from, $from.depth)
}
