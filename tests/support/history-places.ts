/** Finds places in the history of a page by what stood there. */
import type { Chronicle, Place } from '../../server/history/chronicle.ts'
import type { IdRange } from '../../server/history/id-ranges.ts'
import { type HistoryNode, pageAt } from '../../server/history/page-at.ts'

/** Every node, in the order of the page. */
export const nodesWithin = (node: HistoryNode): HistoryNode[] => [
  node,
  ...(node.content ?? []).flatMap(nodesWithin),
]

/** The places of a text node's UTF-16 units. */
export const unitsOf = ({ runs = [] }: HistoryNode): Place[] =>
  runs.flatMap(({ place, length }) => Array.from({ length }, (_, i) => place + i))

export const wordsOf = (node: HistoryNode): string =>
  node.text ?? (node.content ?? []).map(wordsOf).join('')

/** The places of words within one block, as they stood first on the page after an entry. */
export function placesOfWords(chronicle: Chronicle, words: string, seq = chronicle.head): Place[] {
  for (const { content = [] } of nodesWithin(pageAt(chronicle, seq))) {
    const at = content
      .map(({ text = '' }) => text)
      .join('')
      .indexOf(words)
    if (at >= 0) return content.flatMap(unitsOf).slice(at, at + words.length)
  }
  throw new Error(`There is no “${words}”.`)
}

/** The place of the innermost block with these words. */
export function blockWith(chronicle: Chronicle, words: string, seq = chronicle.head): HistoryNode {
  const found = nodesWithin(pageAt(chronicle, seq)).findLast(
    (node) => node.place !== 0 && wordsOf(node).includes(words),
  )
  if (found === undefined) throw new Error(`There is no block with “${words}”.`)
  return found
}

export const rangesOf = (chronicle: Chronicle, places: readonly Place[]): IdRange[] =>
  places.map((place) => ({ ...chronicle.idOf(place), length: 1 }))
