/** The page as it was after an entry: one walk, nothing is replayed. */
import type { JSONContent } from '@tiptap/core'
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import { markName } from '#contract/page-names.ts'
import { valuesAt } from './attributes-at.ts'
import type { Chronicle, Place } from './chronicle.ts'
import type { PlaceTable } from './place-table.ts'

/** Neighbouring places: one for each UTF-16 unit. */
export interface PlaceRun {
  readonly place: Place
  readonly length: number
}

export interface HistoryMark {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

/** A node of the page as it was: plain data. */
export interface HistoryNode {
  /** Name of the node; `doc` at the top, `text` for text. */
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly HistoryNode[]
  /** The element's place; 0 for `doc` and text. */
  readonly place: Place
  /** Of text nodes, of which there is one for each run of equal marks. */
  readonly text?: string
  readonly marks?: readonly HistoryMark[]
  /** The places of the text's UTF-16 units, in order. */
  readonly runs?: readonly PlaceRun[]
}

/** The page after an entry; 0 is before all of them. */
export function pageAt(chronicle: Chronicle, seq: Seq): HistoryNode {
  return { type: 'doc', content: contentAt(chronicle, chronicle.root, seq), place: 0 }
}

/** What was in a fragment or element after an entry, which has to have been there itself. */
export function contentAt(chronicle: Chronicle, parent: Y.XmlFragment, seq: Seq): HistoryNode[] {
  return contentsOf({ places: chronicle.places, seq }, parent)
}

/** An element's attributes after an entry. */
export function attributesAt(
  chronicle: Chronicle,
  element: Y.XmlElement,
  seq: Seq,
): Record<string, unknown> {
  return valuesAt(chronicle.places, element, seq)
}

/** The page as JSON, as an editor would give it. */
export function plainContent(node: HistoryNode): JSONContent {
  const { type, attrs, content, text, marks } = node
  return {
    type,
    ...(attrs && { attrs: { ...attrs } }),
    ...(content && { content: content.map(plainContent) }),
    ...(text !== undefined && { text }),
    ...(marks && {
      marks: marks.map((mark) => ({
        type: mark.type,
        ...(mark.attrs && { attrs: { ...mark.attrs } }),
      })),
    }),
  }
}

/** A moment: the tables and an entry. */
interface Moment {
  readonly places: PlaceTable
  readonly seq: Seq
}

function contentsOf(moment: Moment, parent: Y.XmlFragment): HistoryNode[] {
  const content: HistoryNode[] = []
  for (let item = parent._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentType)) continue
    const place = moment.places.of(item.id.client, item.id.clock)
    if (!isThere(moment, place)) continue
    const { type } = item.content
    if (type instanceof Y.XmlText) addText(moment, type, content)
    else if (type instanceof Y.XmlElement) content.push(elementOf(moment, type, place))
  }
  return content
}

function elementOf(moment: Moment, element: Y.XmlElement, place: Place): HistoryNode {
  const attrs = valuesAt(moment.places, element, moment.seq)
  const content = contentsOf(moment, element)
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
    place,
  }
}

/** Adds the nodes of a text as it was; a new one wherever formatting begins or ends, as Yjs does. */
function addText(moment: Moment, parent: Y.XmlText, nodes: HistoryNode[]): void {
  const { places, seq } = moment
  const { inserted, deleted } = places
  const format = new Map<string, unknown>()
  let text = ''
  let runs: { place: Place; length: number }[] = []
  const end = () => {
    if (text === '') return
    const marks = marksOf(format)
    nodes.push({ type: 'text', place: 0, text, ...(marks && { marks }), runs })
    text = ''
    runs = []
  }
  for (let item = parent._start; item !== null; item = item.right) {
    const { id, content } = item
    if (content instanceof Y.ContentString) {
      const { str } = content
      for (let from = 0; from < str.length;) {
        const first = places.of(id.client, id.clock + from)
        const length = places.runOf(id.client, id.clock + from, str.length - from)
        for (let i = 0; i < length;) {
          while (i < length && !wasThere(inserted[first + i], deleted[first + i], seq)) i++
          const start = i
          while (i < length && wasThere(inserted[first + i], deleted[first + i], seq)) i++
          if (i === start) continue
          text += str.slice(from + start, from + i)
          const last = runs.at(-1)
          const place = first + start
          if (last !== undefined && last.place + last.length === place) last.length += i - start
          else runs.push({ place, length: i - start })
        }
        from += length
      }
    } else if (content instanceof Y.ContentFormat) {
      if (!isThere(moment, places.of(id.client, id.clock))) continue
      end()
      if (content.value === null) format.delete(content.key)
      else format.set(content.key, content.value)
    } else if (!(content instanceof Y.ContentDeleted)) {
      if (isThere(moment, places.of(id.client, id.clock))) end()
    }
  }
  end()
}

function isThere({ places, seq }: Moment, place: Place): boolean {
  return wasThere(places.inserted[place], places.deleted[place], seq)
}

function wasThere(inserted = 0, deleted = 0, seq: Seq): boolean {
  return inserted !== 0 && inserted <= seq && (deleted === 0 || deleted > seq)
}

function marksOf(format: ReadonlyMap<string, unknown>): HistoryMark[] | null {
  if (format.size === 0) return null
  return [...format].map(([key, value]) => {
    const attrs = typeof value === 'object' && value !== null ? { ...value } : {}
    return { type: markName(key), ...(Object.keys(attrs).length > 0 && { attrs }) }
  })
}
