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
import { pairsOf } from './level-block.ts'
import { Cursor } from './level-cursor.ts'
import type { Write } from './level-journal.ts'
import { listedTables, readJournal } from './level-journal.ts'
import { unpackSnappy } from './snappy.ts'

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

/** Names of LevelDB's data files in a folder: tables and write-ahead logs, as they were begun. */
export async function dataFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder))
    .filter((name) => isTable(name) || isJournal(name))
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
}

/** Reads one data file. */
export async function salvage(path: string): Promise<Salvaged> {
  const bytes = await readFile(path)
  return path.endsWith('.log') ? { writes: readJournal(bytes), doubtful: [] } : readTable(bytes)
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
  const { writes, doubtful } = path.endsWith('.log')
    ? { writes: readJournal(file), doubtful: [] }
    : readTable(file, ranges)
  return [...writes, ...doubtful].filter(({ key }) => ranges.some((range) => isIn(key, range)))
}

/**
 * The tables of a folder that are not, byte for byte, what LevelDB wrote; not those that it had
 * only begun to write when it was stopped.
 */
export async function damagedTables(folder: string): Promise<readonly string[]> {
  const damaged: string[] = []
  const listed = await readList(folder)
  for (const name of (await readdir(folder)).filter(isTable)) {
    if (listed?.has(Number.parseInt(name, 10)) === false) continue
    const bytes = await readFile(join(folder, name)).catch((error: unknown) => {
      // LevelDB has compacted it into another table meanwhile.
      if (isAbsent(error)) return null
      throw error
    })
    if (bytes !== null && !tableIsWhole(bytes)) damaged.push(name)
  }
  return damaged
}

/** Numbers of the tables that count; null when nothing says so. */
async function readList(folder: string): Promise<ReadonlySet<number> | null> {
  try {
    const name = (await readFile(join(folder, 'CURRENT'), 'latin1')).trim()
    return /^MANIFEST-\d+$/.test(name) ? listedTables(await readFile(join(folder, name))) : null
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

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
