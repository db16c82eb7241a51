/** The facts of entries in a bundle, a column for each. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { must } from '#contract/asserts.ts'
import { personId, type Seq } from '#contract/ids.ts'
import { entryKinds } from '#contract/records.ts'
import { type EntryTable, step } from './entry-table.ts'

const kindName = z.enum(entryKinds)

export function writeEntryTable(encoder: encoding.Encoder, entries: EntryTable): void {
  const kinds = new encoding.UintOptRleEncoder()
  const authors = new encoding.UintOptRleEncoder()
  const times = encoding.createEncoder()
  const about = encoding.createEncoder()
  const names: string[] = []
  let before = 0
  for (let seq = 1; seq <= entries.head; seq++) {
    const name = entries.kind(seq)
    if (!names.includes(name)) names.push(name)
    kinds.write(names.indexOf(name))
    authors.write(entries.authorNumber(seq))
    const time = entries.at(seq) / step
    encoding.writeVarInt(times, time - before)
    before = time
    const other = entries.about(seq)
    if (other !== undefined) {
      encoding.writeVarUint(about, seq)
      encoding.writeVarUint(about, other)
    }
  }
  encoding.writeVarUint(encoder, entries.head)
  writeStrings(encoder, entries.people)
  writeStrings(encoder, names)
  encoding.writeVarUint8Array(encoder, authors.toUint8Array())
  encoding.writeVarUint8Array(encoder, kinds.toUint8Array())
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(times))
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(about))
}

export function readEntryTable(decoder: decoding.Decoder, entries: EntryTable): void {
  const head = decoding.readVarUint(decoder)
  const people = readStrings(decoder).map((id) => personId.parse(id))
  const names = readStrings(decoder).map((name) => kindName.parse(name))
  const authors = new decoding.UintOptRleDecoder(decoding.readVarUint8Array(decoder))
  const kinds = new decoding.UintOptRleDecoder(decoding.readVarUint8Array(decoder))
  const times = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  const pairs = decoding.createDecoder(decoding.readVarUint8Array(decoder))
  const about = new Map<Seq, Seq>()
  while (decoding.hasContent(pairs)) {
    about.set(decoding.readVarUint(pairs), decoding.readVarUint(pairs))
  }
  let time = 0
  for (let seq = 1; seq <= head; seq++) {
    time += decoding.readVarInt(times)
    const other = about.get(seq)
    entries.add(seq, {
      at: time * step,
      author: must(people[authors.read()]),
      kind: must(names[kinds.read()]),
      ...(other !== undefined && { about: other }),
    })
  }
}

function writeStrings(encoder: encoding.Encoder, strings: readonly string[]): void {
  encoding.writeVarUint(encoder, strings.length)
  for (const string of strings) encoding.writeVarString(encoder, string)
}

function readStrings(decoder: decoding.Decoder): string[] {
  return Array.from({ length: decoding.readVarUint(decoder) }, () =>
    decoding.readVarString(decoder),
  )
}
