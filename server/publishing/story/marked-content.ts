/**
 * A page with a mark in the place of each of its texts. What of it is published is told by the
 * marks that are left when it has become pieces: the rules by which that is done stand in one place.
 */
import type { JSONContent } from '@tiptap/core'
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import type { YjsId } from '#contract/threads.ts'

/** Marks from one up to, and not including, another. */
export interface Places {
  readonly from: number
  readonly to: number
}

export interface MarkedContent {
  /** A `doc` node; no word of the page is in its texts. */
  readonly content: JSONContent
  /** How many marks there are. */
  readonly size: number
  /** The marks of a character, or of all in a node; null for what is not there. */
  placesOf(id: YjsId): Places | null
}

/** The page as it is; keeps nothing of it. */
export function markedContent(doc: Y.Doc): MarkedContent {
  const known = new Map<number, Stretch[]>()
  let size = 0

  function know({ id, length }: Y.Item, from: number): void {
    const stretches = known.get(id.client) ?? []
    known.set(id.client, stretches)
    stretches.push({ clock: id.clock, length, from, to: size })
  }

  function marked(): JSONContent {
    return { type: 'text', text: `\ue000${size++}\ue001` }
  }

  function contentsOf({ _start }: Y.XmlFragment | Y.XmlText): JSONContent[] {
    const nodes: JSONContent[] = []
    for (let item = _start; item !== null; item = item.right) {
      if (item.deleted) continue
      const from = size
      const { content } = item
      if (content instanceof Y.ContentString) nodes.push(marked())
      else if (content instanceof Y.ContentType) {
        const { type } = content
        if (type instanceof Y.XmlElement) nodes.push(nodeOf(type))
        else if (type instanceof Y.XmlText) nodes.push(...contentsOf(type))
      }
      know(item, from)
    }
    return nodes
  }

  function nodeOf(element: Y.XmlElement): JSONContent {
    const { nodeName } = element
    const attrs: Record<string, unknown> = element.getAttributes()
    if (nodeName === 'hardBreak') return { type: nodeName }
    if (typeof attrs['label'] === 'string') {
      return { type: nodeName, attrs: { ...attrs, label: marked().text } }
    }
    const from = size
    const content = contentsOf(element)
    // A picture without a caption is told by a mark, too.
    return { type: nodeName, attrs, content: size > from ? content : [...content, marked()] }
  }

  const content = { type: 'doc', content: contentsOf(doc.getXmlFragment(pageRoot)) }
  return {
    content,
    size,
    placesOf({ client, clock }) {
      const found = known
        .get(client)
        ?.find((one) => clock >= one.clock && clock < one.clock + one.length)
      return found ?? null
    },
  }
}

/** The marks in a text. */
export function placesIn(text: string): number[] {
  return [...text.matchAll(/\ue000(\d+)\ue001/g)].map(([, place]) => Number(place))
}

interface Stretch extends Places {
  readonly clock: number
  readonly length: number
}
