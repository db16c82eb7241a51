/**
 * Entries that lie packed: a run of whole group commits as one value.
 *
 *     key    'e' page(20) last(6) first(6)
 *     value  form(1) sum(16) before(4) end(4) brotli(columns)
 *
 * `before` and `end` are the chain's links before the run and at its end; `sum` is SHA-256 over key
 * and all that follows, so that a segment can be trusted without being unpacked. The columns hold
 * all flags, then all authors, times (each the difference to the one before), places that entries
 * are about, lengths, and the updates one behind the other: like beside like takes half the room.
 *
 * Links within the run are not kept: where groups end the flags say, and a link follows from the
 * one before. So they cost nothing, and whatever is unpacked has the chain it was packed with.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import { assert } from '#contract/asserts.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { linkOf } from './chain.ts'
import type { Places } from './entry-bytes.ts'
import {
  decodeEntry,
  encodeEntry,
  endsGroup,
  kindOfNumber,
  linkLength,
  numberOfKind,
  readEntryKey,
  segmentKey,
  splitLink,
  withLink,
} from './entry-bytes.ts'

const form = 1
const sumLength = 16
const packedAt = 1 + sumLength + 2 * linkLength
const quality = 5

const endsBit = 0x10
const aboutBit = 0x20
const kindBits = 0x0f

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

/** A segment whose bytes are as they were written, still packed. */
export interface Segment extends Places {
  readonly page: PageId
  readonly before: Buffer
  readonly end: Buffer
  readonly packed: Buffer
}

/** What is to be packed: values as they are stored, of whole groups, and the links around them. */
export interface Run {
  readonly page: PageId
  readonly first: Seq
  readonly stored: readonly Buffer[]
  readonly before: Buffer
  readonly end: Buffer
}

function sumOf(key: Buffer, rest: Buffer): Buffer {
  return createHash('sha256').update(key).update(rest).digest().subarray(0, sumLength)
}

/** Packs a run and makes sure that unpacking gives the same bytes. */
export async function packSegment(
  run: Run,
): Promise<{ readonly key: Buffer; readonly value: Buffer }> {
  const { page, first, stored, before, end } = run
  const columns = columnsOf(stored)
  const packed = await compress(columns, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: columns.length,
    },
  })
  const key = segmentKey(page, { first, last: first + stored.length - 1 })
  const rest = Buffer.concat([before, end, packed])
  const value = Buffer.concat([Buffer.of(form), sumOf(key, rest), rest])
  const segment = openSegment(key, value)
  const again = segment === null ? null : await unpackSegment(segment)
  const same = again?.every((each, i) => each.equals(stored[i] ?? Buffer.alloc(0))) ?? false
  assert(same, `entries ${first} and after of page ${page} can be unpacked again`)
  return { key, value }
}

/** Reads what a segment is without unpacking it; null when a byte is not as it was written. */
export function openSegment(key: Buffer, value: Buffer): Segment | null {
  const place = readEntryKey(key)
  if (place === null || value.length < packedAt || value[0] !== form) return null
  const rest = value.subarray(1 + sumLength)
  if (sumOf(key, rest).compare(value, 1, 1 + sumLength) !== 0) return null
  return {
    ...place,
    before: rest.subarray(0, linkLength),
    end: rest.subarray(linkLength, 2 * linkLength),
    packed: rest.subarray(2 * linkLength),
  }
}

/** The values as they were stored, in order; null when they do not end in the segment's link. */
export async function unpackSegment(segment: Segment): Promise<readonly Buffer[] | null> {
  const { page, first, last, before, end } = segment
  const columns = new Columns(await decompress(segment.packed))
  const bares = columns.values(last - first + 1)
  if (bares === null) return null
  const stored: Buffer[] = []
  let link = before
  let group: Buffer[] = []
  for (const { bare, ends } of bares) {
    group.push(bare)
    if (ends) link = linkOf(link, page, first + stored.length - group.length + 1, group)
    stored.push(ends ? withLink(bare, link) : bare)
    if (ends) group = []
  }
  return group.length === 0 && link.equals(end) ? stored : null
}

function columnsOf(stored: readonly Buffer[]): Buffer {
  const flags: number[] = []
  const authors = new Numbers()
  const times = new Numbers()
  const abouts = new Numbers()
  const lengths = new Numbers()
  const updates: Uint8Array[] = []
  let time = 0
  for (const value of stored) {
    const entry = decodeEntry(splitLink(value).bare)
    assert(entry !== null, 'an entry that can be read')
    const ends = endsGroup(value) ? endsBit : 0
    flags.push(numberOfKind(entry.kind) | ends | (entry.about === undefined ? 0 : aboutBit))
    authors.push(entry.author)
    times.pushSigned(entry.at - time)
    time = entry.at
    if (entry.about !== undefined) abouts.push(entry.about)
    lengths.push(entry.update.length)
    updates.push(entry.update)
  }
  const numbers = [authors, times, abouts, lengths].map((column) => column.bytes())
  return Buffer.concat([Buffer.from(flags), ...numbers, ...updates])
}

/** Numbers of seven bits a byte, the lowest first. */
class Numbers {
  readonly #bytes: number[] = []

  push(value: number): void {
    let rest = value
    // Not shifted: times are larger than 32 bits.
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#bytes.push((rest % 0x80) | 0x80)
    this.#bytes.push(rest)
  }

  /** Small whether above or below zero. */
  pushSigned(value: number): void {
    this.push(value < 0 ? -2 * value - 1 : 2 * value)
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes)
  }
}

class Columns {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** The values without their links, and whether a group ends there; null when that cannot be. */
  values(count: number): readonly { readonly bare: Buffer; readonly ends: boolean }[] | null {
    const flags = this.#run(count)
    const authors = this.#numbers(count)
    const times = this.#numbers(count).map((n) => (n % 2 === 1 ? -(n + 1) / 2 : n / 2))
    const abouts = this.#numbers(flags.filter((flag) => (flag & aboutBit) !== 0).length)
    const lengths = this.#numbers(count)
    const values: { bare: Buffer; ends: boolean }[] = []
    let [at, about] = [0, 0]
    for (const [i, flag] of flags.entries()) {
      const kind = kindOfNumber(flag & kindBits)
      at += times[i] ?? 0
      if (kind === undefined) return null
      const update = this.#run(lengths[i] ?? 0)
      const entry = { kind, author: authors[i] ?? 0, at, update }
      const bare = encodeEntry(
        (flag & aboutBit) === 0 ? entry : { ...entry, about: abouts[about++] ?? 0 },
      )
      values.push({ bare, ends: (flag & endsBit) !== 0 })
    }
    return this.#at === this.#bytes.length && values.length === count ? values : null
  }

  #run(length: number): Buffer {
    const run = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return run
  }

  #numbers(count: number): readonly number[] {
    return Array.from({ length: count }, () => {
      let value = 0
      for (let power = 1; power < 2 ** 56; power *= 0x80) {
        const byte = this.#bytes[this.#at++] ?? 0
        value += (byte & 0x7f) * power
        if (byte < 0x80) break
      }
      return value
    })
  }
}
