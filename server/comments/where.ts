/** What a live page tells of anchors without its history. */
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import type { YjsId } from '#contract/threads.ts'

/** Does the page know it, and was it not deleted? */
export function isThere({ store }: Y.Doc, { client, clock }: YjsId): boolean {
  if (clock >= Y.getState(store, client)) return false
  const struct: unknown = Y.getItem(store, Y.createID(client, clock))
  return struct instanceof Y.Item && !struct.deleted
}

/** All characters of the page, with nothing between them. */
export function pageText(doc: Y.Doc): string {
  const parts: string[] = []
  const walk = ({ _start }: Y.XmlFragment | Y.XmlText) => {
    for (let item = _start; item !== null; item = item.right) {
      if (item.deleted) continue
      const { content } = item
      if (content instanceof Y.ContentString) parts.push(content.str)
      else if (content instanceof Y.ContentType) {
        const { type } = content
        if (type instanceof Y.XmlElement || type instanceof Y.XmlText) walk(type)
      }
    }
  }
  walk(doc.getXmlFragment(pageRoot))
  return parts.join('')
}

/** How often words, which are not nothing, stand in a text. */
export function timesIn(text: string, words: string): number {
  let times = 0
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) times++
  return times
}
