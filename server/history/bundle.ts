/**
 * A Chronicle as bytes: for the browser, and to begin with instead of reading the log again.
 *
 * A bundle is derived, never the truth: one of another version, or a spoilt one, is thrown away and
 * made anew. It is canonical: however a Chronicle came about, its bundle is the same. So it numbers
 * clocks client by client, in the order of the clients' numbers, whatever places they have.
 *
 *   version · checksum of the rest · document (Yjs update, version 2) · entries · clocks
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { z } from 'zod'
import { personId } from '#contract/ids.ts'
import { entryKinds } from '#contract/records.ts'
import { Chronicle, type LoggedEntry } from './chronicle.ts'
import { checksum } from './checksum.ts'
import { readEntryTable, writeEntryTable } from './entry-columns.ts'
import { readPlaceTable, writePlaceTable } from './place-columns.ts'

/** To be raised with every change of what bundles hold, or of how origins are found. */
export const bundleVersion = 2

/** Bytes that are no bundle, or none of this version: to be made anew. */
export class UnreadableBundle extends Error {
  override readonly name = 'UnreadableBundle'
}

/** The bundle of a Chronicle. Not compressed: what holds text repeats itself, so do that. */
export function encodeBundle({ doc, entries, places }: Chronicle): Uint8Array {
  const rest = encoding.encode((encoder) => {
    encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdateV2(doc))
    writeEntryTable(encoder, entries)
    writePlaceTable(encoder, places, entries)
  })
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, bundleVersion)
    encoding.writeUint32(encoder, checksum(rest))
    encoding.writeUint8Array(encoder, rest)
  })
}

/** The Chronicle in a bundle, to go on with. Throws UnreadableBundle. */
export function decodeBundle(bytes: Uint8Array): Chronicle {
  try {
    return read(bytes)
  } catch (cause) {
    if (cause instanceof UnreadableBundle) throw cause
    throw new UnreadableBundle('This bundle cannot be read.', { cause })
  }
}

function read(bytes: Uint8Array): Chronicle {
  const decoder = decoding.createDecoder(bytes)
  const version = decoding.readVarUint(decoder)
  if (version !== bundleVersion) throw new UnreadableBundle(`A bundle of version ${version}.`)
  const sum = decoding.readUint32(decoder)
  if (sum !== checksum(bytes.subarray(decoder.pos))) throw new UnreadableBundle('A spoilt bundle.')
  const chronicle = new Chronicle()
  const { doc, entries, places } = chronicle
  Y.transact(
    doc,
    (transaction) => {
      Y.applyUpdateV2(doc, decoding.readVarUint8Array(decoder))
      transaction.local = true
    },
    null,
    true,
  )
  readEntryTable(decoder, entries)
  readPlaceTable(decoder, places, entries)
  for (const [client, clocks] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
    if (places.end(client) !== clocks) throw new UnreadableBundle('Its parts do not fit together.')
  }
  return chronicle
}

/** Of the bytes of entries. */
const entriesVersion = 1
const kindName = z.enum(entryKinds)

/** Entries in order. */
export function encodeEntries(entries: readonly LoggedEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entriesVersion)
    encoding.writeVarUint(encoder, entries.length)
    for (const { seq, at, author, kind, about, update } of entries) {
      encoding.writeVarUint(encoder, seq)
      encoding.writeVarUint(encoder, at)
      encoding.writeVarString(encoder, author)
      encoding.writeVarString(encoder, kind)
      encoding.writeVarUint(encoder, about ?? 0)
      encoding.writeVarUint8Array(encoder, update)
    }
  })
}

/** Throws when the bytes are no entries. */
export function decodeEntries(bytes: Uint8Array): LoggedEntry[] {
  const decoder = decoding.createDecoder(bytes)
  const found = decoding.readVarUint(decoder)
  if (found !== entriesVersion) throw new Error(`Entries of version ${found}.`)
  const entries = Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const seq = decoding.readVarUint(decoder)
    const at = decoding.readVarUint(decoder)
    const author = personId.parse(decoding.readVarString(decoder))
    const kind = kindName.parse(decoding.readVarString(decoder))
    const about = decoding.readVarUint(decoder)
    const update = decoding.readVarUint8Array(decoder)
    return { seq, at, author, kind, ...(about !== 0 && { about }), update }
  })
  if (decoding.hasContent(decoder)) throw new Error('Entries with something behind them.')
  return entries
}
