/** Items of a live document beside what the Chronicle knows of them. */
import * as Y from 'yjs'
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'

/** Neighbouring clocks of one item of the Chronicle. */
export interface Stretch {
  readonly content: Y.Item['content']
  /** Where in the content it begins, in clocks. */
  readonly offset: number
  readonly length: number
  /** Of its first clock; the others follow. */
  readonly place: Place
}

/**
 * The clocks of an item, in order, as the Chronicle has them: a live document forgets what was
 * deleted and lays it together. What the Chronicle does not know yet is given as its length alone.
 */
export function* stretchesOf(
  chronicle: Chronicle,
  { id: { client, clock }, length }: Y.Item,
): Generator<Stretch | number> {
  const structs = chronicle.doc.store.clients.get(client) ?? []
  const end = clock + length
  const known = Math.min(end, Y.getState(chronicle.doc.store, client))
  let at = clock
  for (let i = at < known ? Y.findIndexSS(structs, at) : structs.length; at < known; i++) {
    const struct = structs[i]
    if (!(struct instanceof Y.Item)) throw new Error(`The Chronicle lacks ${client}:${at}`)
    const until = Math.min(known, struct.id.clock + struct.length)
    while (at < until) {
      const run = chronicle.places.runOf(client, at, until - at)
      const place = chronicle.placeOf(client, at)
      yield { content: struct.content, offset: at - struct.id.clock, length: run, place }
      at += run
    }
  }
  if (at < end) yield end - at
}

/** The same of what the Chronicle knows whole, like its own items. */
export function* knownStretches(chronicle: Chronicle, item: Y.Item): Generator<Stretch> {
  for (const stretch of stretchesOf(chronicle, item)) {
    if (typeof stretch !== 'number') yield stretch
  }
}

/** The item that holds this id, deleted or not; null where there is none, or it is forgotten. */
export function itemAt(doc: Y.Doc, { client, clock }: { client: number; clock: number }) {
  if (clock >= Y.getState(doc.store, client)) return null
  const struct: unknown = Y.getItem(doc.store, Y.createID(client, clock))
  return struct instanceof Y.Item ? struct : null
}

/** The Chronicle's item at a place. */
export function itemOf(chronicle: Chronicle, place: Place): Y.Item | null {
  return itemAt(chronicle.doc, chronicle.idOf(place))
}

/** The element or text that an item is, or null for anything else. */
export function typeOf(item: Y.Item | null): Y.XmlElement | Y.XmlText | null {
  const type: unknown = item?.content instanceof Y.ContentType ? item.content.type : null
  return type instanceof Y.XmlElement || type instanceof Y.XmlText ? type : null
}

/** The characters that stood in one of the Chronicle's types after an entry, in their order. */
export function textAt(
  chronicle: Chronicle,
  known: Y.XmlElement | Y.XmlText,
  seq: Seq,
): readonly Place[] {
  const places: Place[] = []
  for (let item = known._start; item !== null; item = item.right) {
    const inner = typeOf(item)
    if (inner !== null) for (const place of textAt(chronicle, inner, seq)) places.push(place)
    if (!(item.content instanceof Y.ContentString)) continue
    for (const { place, length } of knownStretches(chronicle, item)) {
      for (let i = 0; i < length; i++) {
        if (chronicle.isVisible(place + i, seq)) places.push(place + i)
      }
    }
  }
  return places
}
