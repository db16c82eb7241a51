/** Which characters of the page are selected in the browser. */
import type { PlaceRun } from '../../../server/history/page-at.ts'
import type { Passages } from './passages.ts'

export interface SelectedRuns {
  readonly text: string
  readonly runs: readonly PlaceRun[]
}

/**
 * What is selected of the passages drawn in an element; null for nothing. Whatever else is drawn
 * there, like initials and what only screen readers say, is left out.
 */
export function selectedRuns(drawn: HTMLElement, passages: Passages): SelectedRuns | null {
  const selection = getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!drawn.contains(range.commonAncestorContainer)) return null
  const offsets = new Map<number, number>()
  const runs: PlaceRun[] = []
  let text = ''
  for (const span of drawn.querySelectorAll<HTMLElement>('[data-passage]')) {
    const index = Number(span.dataset['passage'])
    const passage = passages.all[index]
    if (passage === undefined) continue
    for (const node of textNodes(span)) {
      const start = offsets.get(index) ?? 0
      offsets.set(index, start + node.data.length)
      if (!range.intersectsNode(node)) continue
      const from = node === range.startContainer ? range.startOffset : 0
      const to = node === range.endContainer ? range.endOffset : node.data.length
      if (to <= from) continue
      text += node.data.slice(from, to)
      runs.push(...slice(passage.runs, start + from, start + to))
    }
  }
  return runs.length === 0 ? null : { text, runs }
}

function textNodes(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text && node.parentElement?.closest('.unseen') === null) nodes.push(node)
  }
  return nodes
}

/** The places of the characters from one to another, counted from the beginning. */
export function slice(runs: readonly PlaceRun[], from: number, to: number): PlaceRun[] {
  let at = 0
  return runs.flatMap(({ place, length }) => {
    const begin = Math.max(from - at, 0)
    const end = Math.min(to - at, length)
    at += length
    return begin < end ? [{ place: place + begin, length: end - begin }] : []
  })
}
