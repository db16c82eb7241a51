/**
 * How entries lie in LevelDB, one by one; packed ones: `segment-bytes.ts`.
 *
 *     key    'e' page(20) seq(6, big-endian)
 *     value  flags(1) author(varint) at(6, big-endian) [link(4)] [about(6, big-endian)] update
 *
 * `flags` holds the kind in its low four bits; 0x10 says that a group commit ended here and that
 * its link follows, 0x20 that the entry is about another one. The time is absolute: its high bytes are the same in neighbours, so Snappy
 * takes them together with the end of LevelDB's own key, and no entry needs another one to be
 * read. The link sits beside the other bytes that cannot be compressed, which is 2 bytes cheaper
 * than at the end (measured).
 */
import { assert } from '#contract/asserts.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { pageId } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'

/** Numbers on disk: never change one, only add. */
const kindNumbers = {
  edit: 0,
  offline: 1,
  template: 2,
  rename: 3,
  repair: 4,
  recovered: 5,
  copy: 6,
  restore: 7,
  unrestore: 8,
  redaction: 9,
  proposal: 10,
} as const satisfies Record<EntryKind, number>

const kinds = new Map<number, EntryKind>([
  [0, 'edit'],
  [1, 'offline'],
  [2, 'template'],
  [3, 'rename'],
  [4, 'repair'],
  [5, 'recovered'],
  [6, 'copy'],
  [7, 'restore'],
  [8, 'unrestore'],
  [9, 'redaction'],
  [10, 'proposal'],
])

/** The number that stands for a kind on the disk. */
export const numberOfKind = (kind: EntryKind): number => kindNumbers[kind]

/** The kind that a number on the disk stands for, if any. */
export const kindOfNumber = (number: number): EntryKind | undefined => kinds.get(number)

export const linkLength = 4
const aboutLength = 6
const linkFlag = 0x10
const aboutFlag = 0x20
const kindMask = 0x0f
const knownFlags = aboutFlag | kindMask
const keyLength = 27
const segmentKeyLength = 33
const entryTag = 0x65
const seqAt = 21

/** The largest place an entry can have on disk. */
export const maxSeq = 2 ** 48 - 1

/** Key of an entry; seq 0 and `maxSeq` bound a page's range. */
export function entryKey(page: PageId, seq: Seq): Buffer {
  const key = Buffer.allocUnsafe(keyLength)
  key[0] = entryTag
  key.write(page, 1, 20, 'latin1')
  key.writeUIntBE(seq, seqAt, 6)
  return key
}

/**
 * Key of a segment, `'e' page(20) last(6) first(6)`: whoever reads on from any place comes to the
 * segment that holds it.
 */
export function segmentKey(page: PageId, { first, last }: Places): Buffer {
  const key = Buffer.allocUnsafe(segmentKeyLength)
  entryKey(page, last).copy(key)
  key.writeUIntBE(first, keyLength, 6)
  return key
}

/** The entries that a key stands for, both included. */
export interface Places {
  readonly first: Seq
  readonly last: Seq
}

/** Page and places that a key names; null when neither an entry's nor a segment's looks like that. */
export function readEntryKey(key: Buffer): ({ readonly page: PageId } & Places) | null {
  if (key[0] !== entryTag) return null
  if (key.length !== keyLength && key.length !== segmentKeyLength) return null
  const page = pageId.safeParse(key.toString('latin1', 1, seqAt))
  const places = placesOfKey(key)
  return page.success && places.first <= places.last ? { page: page.data, ...places } : null
}

/** Whether a key that is known to belong to a page's range is a segment's. */
export const isSegmentKey = (key: Buffer): boolean => key.length === segmentKeyLength

/** The last place in a key that is known to belong to a page's range. */
export const lastOfKey = (key: Buffer): Seq => key.readUIntBE(seqAt, 6)

/** The places in a key that is known to belong to a page's range. */
export function placesOfKey(key: Buffer): Places {
  const last = lastOfKey(key)
  return { first: isSegmentKey(key) ? key.readUIntBE(keyLength, 6) : last, last }
}

/** Everything a page's entries lie in. */
export const entriesOfPage = (page: PageId): { gte: Buffer; lt: Buffer } => ({
  gte: entryKey(page, 0),
  lt: entryKey(page, maxSeq),
})

/** Every entry key of every page lies between these two. */
export const allEntries = { gte: Buffer.from('e'), lt: Buffer.from('f') }

/** Where the newest snapshot of a page lies. */
export const snapshotKey = (page: PageId): Buffer => Buffer.from(`s${page}`, 'latin1')

/** Where the newest history bundle of a page lies. */
export const bundleKey = (page: PageId): Buffer => Buffer.from(`h${page}`, 'latin1')

/** An entry as it is stored, the author by number. */
export interface DecodedEntry {
  readonly kind: EntryKind
  readonly author: number
  readonly at: number
  readonly about?: Seq
  readonly update: Uint8Array
}

/** The value of an entry that does not end a group commit. Copies the update. */
export function encodeEntry({ kind, author, at, about, update }: DecodedEntry): Buffer {
  assert(author < 2 ** 28, 'an author number that fits')
  const header = about === undefined ? 0 : aboutLength
  const size = author < 0x80 ? 1 : author < 0x4000 ? 2 : author < 0x20_0000 ? 3 : 4
  const value = Buffer.allocUnsafe(7 + size + header + update.length)
  value[0] = kindNumbers[kind] | (about === undefined ? 0 : aboutFlag)
  let rest = author
  for (let i = 1; i < size; i++, rest >>>= 7) value[i] = (rest & 0x7f) | 0x80
  value[size] = rest
  value.writeUIntBE(at, size + 1, 6)
  if (about !== undefined) value.writeUIntBE(about, size + 7, aboutLength)
  value.set(update, size + 7 + header)
  return value
}

function headerEnd(value: Buffer): number {
  let at = 1
  while (at < 5 && ((value[at] ?? 0) & 0x80) !== 0) at++
  return at + 7
}

/** The same entry as the last one of a group commit, carrying its link. */
export function withLink(value: Buffer, link: Buffer): Buffer {
  const header = headerEnd(value)
  const linked = Buffer.allocUnsafe(value.length + linkLength)
  value.copy(linked, 0, 0, header)
  linked[0] = (value[0] ?? 0) | linkFlag
  link.copy(linked, header, 0, linkLength)
  value.copy(linked, header + linkLength, header)
  return linked
}

/**
 * Splits a stored value into its link, if it ends a group, and the value that the chain covers. A
 * value that is too short for a link has none, whatever it says.
 */
export function splitLink(value: Buffer): { bare: Buffer; link: Buffer | null } {
  if (((value[0] ?? 0) & linkFlag) === 0) return { bare: value, link: null }
  const header = headerEnd(value)
  if (value.length < header + linkLength) return { bare: value, link: null }
  const bare = Buffer.allocUnsafe(value.length - linkLength)
  value.copy(bare, 0, 0, header)
  bare[0] = (value[0] ?? 0) & ~linkFlag
  value.copy(bare, header, header + linkLength)
  return { bare, link: value.subarray(header, header + linkLength) }
}

/** Whether a stored value ends a group commit. */
export const endsGroup = (value: Buffer): boolean => ((value[0] ?? 0) & linkFlag) !== 0

/** Reads a value without its link; null when the bytes cannot be an entry. */
export function decodeEntry(bare: Buffer): DecodedEntry | null {
  const flags = bare[0] ?? 0xff
  const kind = kinds.get(flags & kindMask)
  const header = headerEnd(bare)
  const isAbout = (flags & aboutFlag) !== 0
  const begin = isAbout ? header + aboutLength : header
  if (kind === undefined || (flags & ~knownFlags) !== 0 || bare.length < begin) return null
  let author = 0
  for (let i = header - 7; i >= 1; i--) author = author * 0x80 + ((bare[i] ?? 0) & 0x7f)
  // A copy: Buffer's own slice would be a view.
  return {
    kind,
    author,
    at: bare.readUIntBE(header - 6, 6),
    ...(isAbout ? { about: bare.readUIntBE(header, aboutLength) } : {}),
    update: new Uint8Array(bare.subarray(begin)),
  }
}
