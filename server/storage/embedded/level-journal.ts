/**
 * LevelDB's write-ahead logs, and its list of tables, which has the same form: records with
 * checksums, each of which is one change.
 */
import { crc32c, masked } from './crc32c.ts'
import { Cursor } from './level-cursor.ts'

/** One write as LevelDB keeps it. */
export interface Write {
  readonly key: Buffer
  /** Null for a deletion. */
  readonly value: Buffer | null
  /** LevelDB's own count of writes: the larger one of a key is the newer. */
  readonly order: number
}

const pageLength = 32 * 1024
const headerLength = 7

const kinds = { full: 1, first: 2, middle: 3, last: 4 } as const

/** The writes of a write-ahead log, as far as its records have the right checksums. */
export function readJournal(file: Buffer): readonly Write[] {
  return [...batchesOf(file)].flatMap((batch) => (batch === null ? [] : writesOf(batch)))
}

/** What was written as one, in order; null where something spoilt was passed over. */
function* batchesOf(file: Buffer): Generator<Buffer | null> {
  let parts: Buffer[] = []
  for (const record of recordsOf(file)) {
    if (record === null) {
      parts = []
      yield null
      continue
    }
    const { kind, payload } = record
    if (kind === kinds.full || kind === kinds.first) parts = []
    else if (parts.length === 0) continue
    parts.push(payload)
    if (kind === kinds.full || kind === kinds.last) {
      yield Buffer.concat(parts)
      parts = []
    }
  }
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

// The list of tables ------------------------------------------------------------------------------

/**
 * Numbers of the tables that a MANIFEST says are there; null when not all of it can be read. Other
 * tables are those that a stop left half written, or that LevelDB was about to remove.
 */
export function listedTables(file: Buffer): ReadonlySet<number> | null {
  const listed = new Set<number>()
  for (const change of batchesOf(file)) {
    if (change === null || !applyChange(change, listed)) return null
  }
  return listed
}

/** Each field of a change is its number and what belongs to it. False when that is unknown. */
function applyChange(change: Buffer, listed: Set<number>): boolean {
  const cursor = new Cursor(change)
  const skip = () => cursor.run(cursor.number())
  while (cursor.more) {
    switch (cursor.number()) {
      case 1: // the order of keys
        skip()
        break
      case 2: // the write-ahead log, the next file, the last write, an earlier log
      case 3:
      case 4:
      case 9:
        cursor.number()
        break
      case 5: // how far compacting has come
        cursor.number()
        skip()
        break
      case 6: // a table is gone
        cursor.number()
        listed.delete(cursor.number())
        break
      case 7: // a table has come: level, number, size, first and last key
        cursor.number()
        listed.add(cursor.number())
        cursor.number()
        skip()
        skip()
        break
      default:
        return false
    }
  }
  return cursor.ok
}
