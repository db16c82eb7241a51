/** What has to go from a page and its whole history so that passages are gone from both. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { pageSchema } from '#contract/page-schema.ts'
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from '../history/chronicle.ts'
import type { IdRange, IdRanges } from '../history/id-ranges.ts'
import { redactionRanges } from '../history/redaction-ranges.ts'
import { TextHistory } from '../history/text-history.ts'
import type { Redacting } from './questions.ts'

export function redacting(chronicle: Chronicle, chosen: readonly IdRange[]): Redacting {
  const { characters, ranges } = redactionRanges(chronicle, chosen)
  return {
    ranges: [...ranges],
    characters,
    words: wordsIn(chronicle, ranges),
    update: deletion(visibleIn(chronicle, ranges)),
  }
}

/** Every item of the page's history. */
function* itemsOf({ doc }: Chronicle): Generator<Y.Item> {
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) if (struct instanceof Y.Item) yield struct
  }
}

const idOf = ({ id, length }: Y.Item): IdRange => ({ client: id.client, clock: id.clock, length })

/** What of the ranges is on the page now and is something that was written, not what holds it. */
function visibleIn(chronicle: Chronicle, ranges: IdRanges): IdRange[] {
  const visible: IdRange[] = []
  for (const item of itemsOf(chronicle)) {
    if (item.deleted || holdsOther(item)) continue
    const { client, clock } = item.id
    for (const [from, to] of ranges.within(idOf(item))) {
      visible.push({ client, clock: clock + from, length: to - from })
    }
  }
  return visible
}

/** Would what others wrote go with it? And what is no text among the values need not go. */
function holdsOther({ content }: Y.Item): boolean {
  if (content instanceof Y.ContentAny) return content.arr.every((one) => typeof one !== 'string')
  const type: unknown = content instanceof Y.ContentType ? content.type : null
  if (type === null) return false
  return !(type instanceof Y.XmlElement) || pageSchema.nodes[type.nodeName]?.isLeaf !== true
}

/** An update that deletes and does nothing else: the format of yjs 13.6. */
function deletion(ranges: readonly IdRange[]): Uint8Array | null {
  if (ranges.length === 0) return null
  const clients = new Map<number, IdRange[]>()
  for (const range of ranges) {
    clients.set(range.client, [...(clients.get(range.client) ?? []), range])
  }
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, clients.size)
    for (const [client, own] of clients) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, own.length)
      for (const { clock, length } of own.toSorted((a, b) => a.clock - b.clock)) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, length)
      }
    }
  })
}

/** Shorter pieces of a passage are not looked for: they would be found everywhere. */
const shortestPiece = 12

/**
 * The passages as they stand now and as they stood: what was made from the page when only a part of
 * one was there holds that part.
 */
function wordsIn(chronicle: Chronicle, ranges: IdRanges): string[] {
  const words = new Set<string>()
  const gone = placesIn(chronicle, ranges)
  for (const { content } of itemsOf(chronicle)) {
    const type: unknown = content instanceof Y.ContentType ? content.type : null
    if (!(type instanceof Y.XmlText)) continue
    const text = new TextHistory(chronicle, type)
    const units = text.places.flatMap((place, unit) => (gone.has(place) ? unit : []))
    if (units.length === 0) continue
    for (const seq of momentsOf(chronicle, text, units)) {
      const isNow = seq === chronicle.head
      for (const piece of piecesAt(text, seq, gone)) {
        if (isNow || piece.length >= shortestPiece) words.add(piece)
      }
    }
  }
  return [...words]
}

function placesIn(chronicle: Chronicle, ranges: IdRanges): ReadonlySet<Place> {
  const places = new Set<Place>()
  for (const { client, clock, length } of ranges) {
    for (let at = clock; at < clock + length; at++) places.add(chronicle.placeOf(client, at))
  }
  return places
}

/** When one of these units came or went, and now. */
function momentsOf(
  chronicle: Chronicle,
  { places }: TextHistory,
  units: readonly number[],
): ReadonlySet<Seq> {
  const moments = new Set<Seq>([chronicle.head])
  for (const unit of units) {
    const place = places[unit] ?? 0
    moments.add(chronicle.insertedAt(place))
    const deleted = chronicle.deletedAt(place)
    // As it was before somebody deleted it.
    if (deleted > 0) moments.add(deleted - 1)
  }
  return moments
}

function piecesAt(text: TextHistory, seq: Seq, gone: ReadonlySet<Place>): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const [unit, place] of text.places.entries()) {
    if (!text.isVisible(unit, seq)) continue
    if (gone.has(place)) piece += text.text[unit] ?? ''
    else if (piece !== '') {
      pieces.push(piece.trim())
      piece = ''
    }
  }
  return [...pieces, piece.trim()].filter((one) => one !== '')
}
