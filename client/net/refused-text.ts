import * as Y from 'yjs'
import type { Aside } from './asides.ts'
import { type Branch, plainText, rootName, treeOf } from './page-tree.ts'

export interface RefusedText {
  readonly text: string
  /** The blocks as trees, to be put in again. */
  readonly blocks: readonly Branch[]
}

/**
 * The blocks of a document set aside in which there is something that the page does not have:
 * whole blocks, since a sentence torn from its paragraph helps nobody. `page` is the document as
 * the server has it, or null where it can't be read any more; then everything counts that was
 * written in the sessions with unsent text.
 */
export function refusedText(aside: Aside, page: Y.Doc | null): RefusedText {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, aside.update)
  const known = page === null ? null : Y.decodeStateVector(Y.encodeStateVector(page))
  const mine = new Set(aside.clients)
  const isNew = ({ client, clock }: Y.ID) =>
    known === null ? mine.has(client) : clock >= (known.get(client) ?? 0)
  const blocks = doc
    .getXmlFragment(rootName)
    .toArray()
    .filter((block) => block instanceof Y.XmlElement)
    .filter((block) => holdsNew(block, isNew))
    .map(treeOf)
  const text = blocks
    .map(plainText)
    .filter((line) => line.trim() !== '')
    .join('\n\n')
  doc.destroy()
  return { text, blocks }
}

type Holder = Y.XmlElement | Y.XmlText | Y.XmlHook

function holdsNew(holder: Holder, isNew: (id: Y.ID) => boolean): boolean {
  for (let item = holder._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { clock } = item.id
    // An item holds many characters; the last one tells whether any of them is new.
    if (isNew({ client: item.id.client, clock: clock + item.length - 1 })) return true
    if (item.content instanceof Y.ContentType) {
      const { type } = item.content
      if ((type instanceof Y.XmlElement || type instanceof Y.XmlText) && holdsNew(type, isNew)) {
        return true
      }
    }
  }
  return false
}
