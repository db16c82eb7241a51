/** Changes a page's title without a new text, so that carets and authors in it stay. */
import * as Y from 'yjs'
import { plainTextOf } from './content.ts'

/** Must run inside a transaction. Changes only what differs between the two ends. */
export function changeTitle(root: Y.XmlFragment, title: string): void {
  const element: unknown = root.get(0)
  if (!(element instanceof Y.XmlElement) || element.nodeName !== 'title') return
  const first: unknown = element.get(0)
  if (!(first instanceof Y.XmlText) || element.length > 1) {
    element.delete(0, element.length)
    const text = new Y.XmlText(title)
    element.insert(0, [text])
    return
  }
  const before = plainTextOf(element)
  const shorter = Math.min(before.length, title.length)
  let start = 0
  while (start < shorter && before[start] === title[start]) start++
  if (isFirstHalf(before, start - 1)) start--
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === title.at(-1 - end)) end++
  if (end > 0 && isFirstHalf(before, before.length - end - 1)) end--
  first.delete(start, before.length - start - end)
  first.insert(start, title.slice(start, title.length - end))
}

/** Is there the first half of a character that takes two places? It must not be cut off. */
function isFirstHalf(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 0xd800 && code <= 0xdbff
}
