/** Which part of the text is on the screen, with a screen more above and below. */
import type { EditorView } from '@tiptap/pm/view'

export interface Range {
  readonly from: number
  readonly to: number
}

/** Positions of the text near what can be seen. Asks the browser about a few blocks only. */
export function nearby(view: EditorView): Range {
  const blocks = view.dom.children
  const whole = { from: 0, to: view.state.doc.content.size }
  if (blocks.length === 0 || innerHeight === 0) return whole
  const first = firstWhere(blocks.length, (at) => bottomOf(blocks[at]) >= -innerHeight)
  const after = firstWhere(blocks.length, (at) => topOf(blocks[at]) > 2 * innerHeight)
  return {
    from: first >= blocks.length ? whole.to : positionOf(view, blocks[first], whole.from),
    to: after >= blocks.length ? whole.to : positionOf(view, blocks[after], whole.to),
  }
}

/** The first of so many for which it is true; it is false before and true from there on. */
function firstWhere(count: number, isTrue: (at: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (isTrue(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const bottomOf = (block: Element | undefined) => boxOf(block)?.bottom ?? 0
const topOf = (block: Element | undefined) => boxOf(block)?.top ?? 0

/** What is folded away has no box; it is where the block before it is. */
function boxOf(block: Element | undefined): DOMRect | undefined {
  let seen: Element | null | undefined = block
  while (seen !== null && seen?.getClientRects().length === 0) seen = seen.previousElementSibling
  return seen?.getBoundingClientRect()
}

function positionOf(view: EditorView, block: Element | undefined, otherwise: number): number {
  return block === undefined ? otherwise : view.posAtDOM(block, 0)
}
