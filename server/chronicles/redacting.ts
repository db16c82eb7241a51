/** What has to go from a page and its whole history so that passages are gone from both. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { pageSchema } from '#contract/page-schema.ts'
import type { Chronicle, Place } from '../history/chronicle.ts'
import type { IdRange, IdRanges } from '../history/id-ranges.ts'
import { passagesOver } from '../history/passages-over-time.ts'
import { redactionRanges } from '../history/redaction-ranges.ts'
import type { Redacting } from './questions.ts'

export function redacting(chronicle: Chronicle, chosen: readonly IdRange[]): Redacting {
  const { characters, ranges } = redactionRanges(chronicle, chosen)
  return {
    ranges: [...ranges],
    characters,
    words: [...passagesOver(chronicle, placesIn(chronicle, ranges))],
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

function placesIn(chronicle: Chronicle, ranges: IdRanges): ReadonlySet<Place> {
  const places = new Set<Place>()
  for (const { client, clock, length } of ranges) {
    for (let at = clock; at < clock + length; at++) places.add(chronicle.placeOf(client, at))
  }
  return places
}
