/**
 * Reading LevelDB's files without LevelDB, by their checksums alone.
 *
 * LevelDB's own repair cannot be used on a damaged folder: it reads the write-ahead log without
 * checking checksums, so that spoilt records become entries; and one spoilt key in a table aborts
 * the whole process, in a repair as in a compaction (an assertion in TableBuilder::Add, measured).
 * Here a damaged block of a table costs that block, and a damaged record of a write-ahead log that
 * record.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32c, crcStep, masked } from './crc32c.ts'
import { unpackSnappy } from './snappy.ts'

/** One write as LevelDB keeps it. */
export interface Write {
  readonly key: Buffer
  /** Null for a deletion. */
  readonly value: Buffer | null
  /** LevelDB's own count of writes: the larger one of a key is the newer. */
  readonly order: number
}

/** What could be read of a file. */
export interface Salvaged {
  readonly writes: readonly Write[]
  /** Writes from blocks with a wrong checksum: some of them are as they were, perhaps all but one. */
  readonly doubtful: readonly Write[]
}

const isAbsent = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
const isTable = (name: string) => /^\d+\.(ldb|sst)$/.test(name)
const isJournal = (name: string) => /^\d+\.log$/.test(name)

/** Names of LevelDB's data files in a folder: tables and write-ahead logs. */
export async function dataFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => isTable(name) || isJournal(name)).toSorted()
}

/** Reads one data file. */
export async function salvage(path: string): Promise<Salvaged> {
  const bytes = await readFile(path)
  return path.endsWith('.log') ? readJournal(bytes) : readTable(bytes)
}

export interface KeyRange {
  readonly gte: Buffer
  readonly lt: Buffer
}

const isIn = (key: Buffer, { gte, lt }: KeyRange) => key.compare(gte) >= 0 && key.compare(lt) < 0

/**
 * All writes of some ranges of keys that a data file holds, also in damaged blocks; none when
 * LevelDB has removed the file meanwhile. Of a table only the blocks are read that can hold them.
 */
export async function writesWithin(
  path: string,
  ranges: readonly KeyRange[],
): Promise<readonly Write[]> {
  const file = await readFile(path).catch((error: unknown) => {
    if (isAbsent(error)) return null
    throw error
  })
  if (file === null) return []
  const { writes, doubtful } = path.endsWith('.log') ? readJournal(file) : readTable(file, ranges)
  return [...writes, ...doubtful].filter(({ key }) => ranges.some((range) => isIn(key, range)))
}

/** The tables of a folder that are not, byte for byte, what LevelDB wrote. */
export async function damagedTables(folder: string): Promise<readonly string[]> {
  const damaged: string[] = []
  for (const name of (await readdir(folder)).filter(isTable)) {
    const bytes = await readFile(join(folder, name)).catch((error: unknown) => {
      // LevelDB has compacted it into another table meanwhile.
      if (isAbsent(error)) return null
      throw error
    })
    if (bytes !== null && !tableIsWhole(bytes)) damaged.push(name)
  }
  return damaged
}

/** Reads numbers and runs of bytes one after the other; `ok` turns false at the end of the bytes. */
class Cursor {
  readonly #bytes: Buffer
  readonly #end: number
  at: number
  ok = true

  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes
    this.at = at
    this.#end = end
  }

  get more(): boolean {
    return this.ok && this.at < this.#end
  }

  number(): number {
    let value = 0
    for (let power = 1; power < 2 ** 56; power *= 128) {
      const byte = this.at < this.#end ? (this.#bytes[this.at++] ?? 0) : -1
      if (byte < 0) break
      value += (byte & 0x7f) * power
      if (byte < 0x80) return value
    }
    this.ok = false
    return 0
  }

  run(length: number): Buffer {
    if (!this.ok || this.at + length > this.#end) {
      this.ok = false
      return Buffer.alloc(0)
    }
    this.at += length
    return this.#bytes.subarray(this.at - length, this.at)
  }
}

// Tables -----------------------------------------------------------------------------------------

const footerLength = 48
const magic = Buffer.from('57fb808b247547db', 'hex')
const trailerLength = 5
/** Kind and order behind each key of a table. */
const orderLength = 8
const largestBlock = 512 * 1024 * 1024

interface Place {
  readonly at: number
  readonly size: number
  /** No key of the block comes after this one, where the index says so. */
  readonly until?: Buffer
}

const blockIsWhole = (file: Buffer, { at, size }: Place) =>
  at + size + trailerLength <= file.length &&
  masked(crc32c(file, at, at + size + 1)) === file.readUInt32LE(at + size + 1)

function unpackBlock(file: Buffer, place: Place): Buffer | null {
  if (place.at + place.size + trailerLength > file.length) return null
  const packed = file.subarray(place.at, place.at + place.size)
  return file[place.at + place.size] === 1 ? unpackSnappy(packed, largestBlock) : packed
}

/**
 * The pairs of a block, as far as they can be told apart. Every few pairs a key stands in full:
 * from there reading goes on behind spoilt ones.
 */
function pairsOf(block: Buffer): readonly (readonly [Buffer, Buffer])[] {
  if (block.length < 4) return []
  const restarts = block.readUInt32LE(block.length - 4)
  const end = block.length - 4 * (restarts + 1)
  if (end < 0) return []
  const pairs: (readonly [Buffer, Buffer])[] = []
  for (let i = 0; i < restarts; i++) {
    const begin = block.readUInt32LE(end + 4 * i)
    const until = i + 1 < restarts ? block.readUInt32LE(end + 4 * (i + 1)) : end
    if (begin > until || until > end) continue
    const cursor = new Cursor(block, begin, until)
    let key: Buffer = Buffer.alloc(0)
    while (cursor.more) {
      const [shared, own, size] = [cursor.number(), cursor.number(), cursor.number()]
      const rest = cursor.run(own)
      const value = cursor.run(size)
      if (!cursor.ok || shared > key.length) break
      key = Buffer.concat([key.subarray(0, shared), rest])
      pairs.push([key, value])
    }
  }
  return pairs
}

/** Where a table's data blocks lie, by its index; null when that is damaged. */
function placesOf(file: Buffer): readonly Place[] | null {
  if (file.length < footerLength || !file.subarray(-8).equals(magic)) return null
  const cursor = new Cursor(file, file.length - footerLength)
  cursor.number()
  cursor.number()
  const place = { at: cursor.number(), size: cursor.number() }
  const index = cursor.ok && blockIsWhole(file, place) ? unpackBlock(file, place) : null
  if (index === null) return null
  return pairsOf(index).map(([until, handle]) => {
    const data = new Cursor(handle)
    return { at: data.number(), size: data.number(), until: until.subarray(0, -orderLength) }
  })
}

/** The blocks that can hold keys of the ranges. */
function within(places: readonly Place[], ranges: readonly KeyRange[]): readonly Place[] {
  return places.filter(({ until }, i) => {
    const after = places[i - 1]?.until
    return ranges.some(
      ({ gte, lt }) =>
        (until === undefined || until.compare(gte) >= 0) &&
        (after === undefined || after.compare(lt) < 0),
    )
  })
}

function tableIsWhole(file: Buffer): boolean {
  const places = placesOf(file)
  return places?.every((place) => blockIsWhole(file, place)) ?? false
}

/**
 * The data blocks of a table without its index, up to the first damaged one: they lie one behind
 * the other, and each ends where the checksum of everything since its beginning stands.
 */
function blocksInRow(file: Buffer): readonly Place[] {
  const places: Place[] = []
  let begin = 0
  let crc = -1
  for (let at = begin; at + trailerLength <= file.length; at++) {
    const byte = file[at] ?? 0
    crc = crcStep(crc, byte)
    if (byte <= 1 && masked(~crc >>> 0) === file.readUInt32LE(at + 1)) {
      places.push({ at: begin, size: at - begin })
      begin = at + trailerLength
      at = begin - 1
      crc = -1
    }
  }
  // Where every block was whole the last two are the indexes, whose keys look like entries'.
  return file.length - begin <= footerLength ? places.slice(0, -2) : places
}

function readTable(file: Buffer, ranges?: readonly KeyRange[]): Salvaged {
  const writes: Write[] = []
  const doubtful: Write[] = []
  const places = placesOf(file) ?? blocksInRow(file)
  for (const place of ranges === undefined ? places : within(places, ranges)) {
    const block = unpackBlock(file, place)
    if (block === null) continue
    const into = blockIsWhole(file, place) ? writes : doubtful
    for (const [key, value] of pairsOf(block)) {
      // Behind each key stand its kind (0 a deletion) and the order in which it was written.
      if (key.length < orderLength) continue
      const kind = key[key.length - orderLength]
      const order = key.readUIntLE(key.length - 7, 6)
      into.push({ key: key.subarray(0, -orderLength), value: kind === 0 ? null : value, order })
    }
  }
  return { writes, doubtful }
}

// Write-ahead logs -------------------------------------------------------------------------------

const pageLength = 32 * 1024
const headerLength = 7

const kinds = { full: 1, first: 2, middle: 3, last: 4 } as const

function readJournal(file: Buffer): Salvaged {
  const writes: Write[] = []
  let parts: Buffer[] = []
  for (const record of recordsOf(file)) {
    if (record === null) {
      parts = []
      continue
    }
    const { kind, payload } = record
    if (kind === kinds.full || kind === kinds.first) parts = []
    else if (parts.length === 0) continue
    parts.push(payload)
    if (kind === kinds.full || kind === kinds.last) {
      writes.push(...writesOf(Buffer.concat(parts)))
      parts = []
    }
  }
  return { writes, doubtful: [] }
}

interface JournalRecord {
  readonly kind: number
  readonly payload: Buffer
}

/** The records of a write-ahead log in order; null where something spoilt was passed over. */
function* recordsOf(file: Buffer): Generator<JournalRecord | null> {
  let at = 0
  while (at + headerLength <= file.length) {
    const left = pageLength - (at % pageLength)
    if (left < headerLength) {
      at += left
      continue
    }
    const size = file.readUInt16LE(at + 4)
    const kind = file[at + 6] ?? 0
    const end = at + headerLength + size
    const fits = headerLength + size <= left && end <= file.length && kind <= kinds.last
    if (fits && masked(crc32c(file, at + 6, end)) === file.readUInt32LE(at)) {
      if (kind !== 0) yield { kind, payload: file.subarray(at + headerLength, end) }
      at = end
    } else {
      yield null
      // Its length may be what is spoilt: the next record is where a checksum is right again.
      at += 1
    }
  }
}

/** The writes of one batch: order(8) count(4), then each. */
function writesOf(batch: Buffer): readonly Write[] {
  if (batch.length < 12) return []
  const first = batch.readUIntLE(0, 6)
  const writes: Write[] = []
  const cursor = new Cursor(batch, 12)
  while (cursor.more) {
    const [kind] = cursor.run(1)
    const key = cursor.run(cursor.number())
    const value = kind === 1 ? cursor.run(cursor.number()) : null
    if (!cursor.ok) return []
    writes.push({ key, value, order: first + writes.length })
  }
  return writes
}
