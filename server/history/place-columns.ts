/** What is known of each clock in a bundle, a column for each. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { must } from '#contract/asserts.ts'
import type { Seq } from '#contract/ids.ts'
import type { EntryTable } from './entry-table.ts'
import type { PlaceTable } from './place-table.ts'

/** Clocks that one entry wrote under one client. */
interface Written {
  readonly seq: Seq
  /** Number of the client in the bundle. */
  readonly client: number
  readonly clocks: number
}

export function writePlaceTable(
  encoder: encoding.Encoder,
  places: PlaceTable,
  entries: EntryTable,
): void {
  const clients = [...places.clients()].sort((a, b) => a - b)
  encoding.writeVarUint(encoder, clients.length)
  for (const client of clients) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, places.end(client))
  }
  const table = inOrderOfClients(places, clients)
  for (const column of [
    writtenColumn(places, clients, entries),
    deletedColumn(table.deleted),
    originColumn(table.origin),
    wayColumn(table.way),
  ]) {
    encoding.writeVarUint8Array(encoder, column)
  }
}

/** Into an empty table; the entries have to be there. */
export function readPlaceTable(
  decoder: decoding.Decoder,
  places: PlaceTable,
  entries: EntryTable,
): void {
  const clients: number[] = []
  const ends: number[] = []
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    clients.push(decoding.readVarUint(decoder))
    ends.push(decoding.readVarUint(decoder))
  }
  // Reserved in this order, places are the bundle's own numbers.
  for (const [i, client] of clients.entries()) places.reserve(client, must(ends[i]))
  const column = () => decoding.readVarUint8Array(decoder)
  readWritten(column(), places, clients, entries)
  readDeleted(column(), places.deleted)
  readOrigins(column(), places.origin)
  readWays(column(), places.way, places.size)
  for (const [i, client] of clients.entries()) {
    if (places.end(client) !== ends[i]) throw new Error(`Client ${client} has other clocks.`)
  }
}

/** The tables as they are when clocks are numbered client by client. */
function inOrderOfClients(places: PlaceTable, clients: readonly number[]) {
  const total = clients.reduce((sum, client) => sum + places.end(client), 1)
  const number = new Uint32Array(places.size)
  const table = {
    deleted: new Uint32Array(total),
    origin: new Uint32Array(total),
    way: new Uint8Array(total),
  }
  let at = 1
  for (const client of clients) {
    for (const { place, length } of places.runs(client)) {
      table.deleted.set(places.deleted.subarray(place, place + length), at)
      table.origin.set(places.origin.subarray(place, place + length), at)
      table.way.set(places.way.subarray(place, place + length), at)
      for (let i = 0; i < length; i++) number[place + i] = at + i
      at += length
    }
  }
  for (let i = 1; i < total; i++) table.origin[i] = number[table.origin[i] ?? 0] ?? 0
  return table
}

/**
 * Clocks go in order, so it is enough to say for each entry under which client how many it wrote:
 * mostly one, under the client of its author's entry before.
 */
function writtenColumn(
  places: PlaceTable,
  clients: readonly number[],
  entries: EntryTable,
): Uint8Array {
  const all: Written[] = []
  for (const [client, id] of clients.entries()) {
    let seq = 0
    let clocks = 0
    for (const { place, length } of places.runs(id)) {
      for (let i = place; i < place + length; i++) {
        const next = places.inserted[i] ?? 0
        if (next !== seq) {
          if (clocks > 0) all.push({ seq, client, clocks })
          seq = next
          clocks = 0
        }
        clocks++
      }
    }
    if (clocks > 0) all.push({ seq, client, clocks })
  }
  all.sort((a, b) => a.seq - b.seq)
  const gaps = new encoding.UintOptRleEncoder()
  const owners = new encoding.UintOptRleEncoder()
  const clocks = new encoding.UintOptRleEncoder()
  const usual = new Map<number, number>()
  let seq = 0
  for (const written of all) {
    const author = entries.authorNumber(written.seq)
    gaps.write(written.seq - seq)
    owners.write(usual.get(author) === written.client ? 0 : written.client + 1)
    usual.set(author, written.client)
    clocks.write(written.clocks)
    seq = written.seq
  }
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, all.length)
    for (const column of [gaps, owners, clocks]) {
      encoding.writeVarUint8Array(encoder, column.toUint8Array())
    }
  })
}

function readWritten(
  bytes: Uint8Array,
  places: PlaceTable,
  clients: readonly number[],
  entries: EntryTable,
): void {
  const decoder = decoding.createDecoder(bytes)
  const count = decoding.readVarUint(decoder)
  const gaps = new decoding.UintOptRleDecoder(decoding.readVarUint8Array(decoder))
  const owners = new decoding.UintOptRleDecoder(decoding.readVarUint8Array(decoder))
  const clocks = new decoding.UintOptRleDecoder(decoding.readVarUint8Array(decoder))
  const usual = new Map<number, number>()
  let seq = 0
  for (let i = 0; i < count; i++) {
    seq += gaps.read()
    const author = entries.authorNumber(seq)
    const owner = owners.read()
    const number = owner === 0 ? must(usual.get(author)) : owner - 1
    usual.set(author, number)
    const client = must(clients[number])
    places.grow(client, places.end(client) + clocks.read(), seq)
  }
}

/** Runs of clocks that were deleted together, or one entry after another in either direction. */
function deletedColumn(deleted: Uint32Array): Uint8Array {
  const gaps = encoding.createEncoder()
  const lengths = encoding.createEncoder()
  const seqs = encoding.createEncoder()
  let end = 0
  let before = 0
  for (let i = 1; i < deleted.length;) {
    const seq = deleted[i] ?? 0
    if (seq === 0) {
      i++
      continue
    }
    const next = deleted[i + 1] ?? 0
    const slope = next !== 0 && Math.abs(next - seq) <= 1 ? next - seq : 0
    let length = 1
    while (deleted[i + length] === seq + slope * length) length++
    encoding.writeVarUint(gaps, i - end)
    encoding.writeVarUint(lengths, (length - 1) * 3 + slope + 1)
    encoding.writeVarInt(seqs, seq - before)
    before = seq + slope * (length - 1)
    i += length
    end = i
  }
  return joined(gaps, lengths, seqs)
}

function readDeleted(bytes: Uint8Array, deleted: Uint32Array): void {
  const [gaps, lengths, seqs] = separated(bytes)
  let at = 0
  let seq = 0
  while (decoding.hasContent(gaps)) {
    at += decoding.readVarUint(gaps)
    const shape = decoding.readVarUint(lengths)
    const length = Math.floor(shape / 3) + 1
    const slope = (shape % 3) - 1
    seq += decoding.readVarInt(seqs)
    for (let i = 0; i < length; i++) deleted[at + i] = seq + slope * i
    at += length
    seq += slope * (length - 1)
  }
}

/** Runs of clocks that carry on a run of others. */
function originColumn(origin: Uint32Array): Uint8Array {
  const gaps = encoding.createEncoder()
  const lengths = encoding.createEncoder()
  const origins = encoding.createEncoder()
  let end = 0
  let before = 0
  for (let i = 1; i < origin.length;) {
    const first = origin[i] ?? 0
    if (first === i) {
      i++
      continue
    }
    let length = 1
    while (i + length < origin.length && origin[i + length] === first + length) length++
    encoding.writeVarUint(gaps, i - end)
    encoding.writeVarUint(lengths, length)
    encoding.writeVarInt(origins, first - before)
    before = first + length
    i += length
    end = i
  }
  return joined(gaps, lengths, origins)
}

function readOrigins(bytes: Uint8Array, origin: Uint32Array): void {
  const [gaps, lengths, origins] = separated(bytes)
  let at = 0
  let first = 0
  while (decoding.hasContent(gaps)) {
    at += decoding.readVarUint(gaps)
    const length = decoding.readVarUint(lengths)
    first += decoding.readVarInt(origins)
    for (let i = 0; i < length; i++) origin[at + i] = first + i
    at += length
    first += length
  }
}

function wayColumn(ways: Uint8Array): Uint8Array {
  const encoder = new encoding.UintOptRleEncoder()
  for (let i = 1; i < ways.length; i++) encoder.write(ways[i] ?? 0)
  return encoder.toUint8Array()
}

function readWays(bytes: Uint8Array, ways: Uint8Array, size: number): void {
  const decoder = new decoding.UintOptRleDecoder(bytes)
  for (let i = 1; i < size; i++) ways[i] = decoder.read()
}

function joined(...columns: readonly encoding.Encoder[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const column of columns) {
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(column))
    }
  })
}

function separated(bytes: Uint8Array): [decoding.Decoder, decoding.Decoder, decoding.Decoder] {
  const decoder = decoding.createDecoder(bytes)
  const next = () => decoding.createDecoder(decoding.readVarUint8Array(decoder))
  return [next(), next(), next()]
}
