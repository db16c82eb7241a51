/**
 * The part of LevelDB that the log uses, and the only file that knows classic-level.
 *
 * LevelDB neither checks a block's checksum when it reads nor when it compacts (classic-level
 * has no option for it), and drops spoilt blocks of its write-ahead log without a word: whoever
 * reads entries verifies the page's chain (walk.ts).
 */
import { ClassicLevel } from 'classic-level'

export interface Put {
  readonly key: Buffer
  /** Null takes the key away. */
  readonly value: Buffer | null
}

/** The log as it was at one moment, whatever is written afterwards. */
export interface Moment {
  close(): Promise<void>
}

export interface Range {
  readonly gte: Buffer
  readonly lt: Buffer
  /** Number of pairs at most. Fewer come when they are large. */
  readonly limit: number
  readonly reverse?: boolean
  readonly moment?: Moment
}

export interface Level {
  /**
   * All or none; resolves when fsynced. One call at a time: what LevelDB writes behind a write that
   * failed in the middle succeeds, and is dropped with it at the next start.
   */
  write(puts: readonly Put[]): Promise<void>
  get(key: Buffer, moment?: Moment): Promise<Buffer | undefined>
  /** The first pairs of a range: empty only when there are no more. */
  chunk(range: Range): Promise<readonly (readonly [Buffer, Buffer])[]>
  moment(): Moment
  /**
   * Moves what there is of a range, the newest of each key, into tables of its own, and removes
   * those before. What was overwritten while it was in memory can be left in them once (purge.ts).
   */
  compact(range: Pick<Range, 'gte' | 'lt'>): Promise<void>
  /**
   * Moves what the write-ahead log holds into tables, which carry it more compactly, and removes
   * tables from the folder that nothing counts of and nobody reads.
   */
  settle(): Promise<void>
  /** Resolves when every `get` and `chunk` that has begun is over. A moment may be open. */
  readersOver(): Promise<void>
  close(): Promise<void>
}

/** At most this many bytes are held by one `chunk`, and one entry more. */
const chunkBytes = 256 * 1024

/** Size of LevelDB's write buffer; twice as much may still sit in its write-ahead logs. */
export const writeBuffer = 4 * 1024 * 1024

/** LevelDB's code for an error, looked for through its causes. */
function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && at.code !== 'LEVEL_DATABASE_NOT_OPEN') {
      return at.code
    }
  }
  return undefined
}

/** A table that was found spoilt before LevelDB noticed. */
export class SpoiltTable extends Error {
  readonly code = 'LEVEL_CORRUPTION'

  constructor(name: string) {
    super(`the table ${name} is spoilt`)
    this.name = 'SpoiltTable'
  }
}

/** LevelDB's words for an error, from the innermost cause. */
export function levelMessage(error: unknown): string {
  let at = error
  while (at instanceof Error && at.cause !== undefined) at = at.cause
  return at instanceof Error ? at.message : String(at)
}

/**
 * The bytes are wrong or gone, which trying again does not change. LevelDB calls a table that is
 * empty or absent an I/O error.
 */
export const isCorruption = (error: unknown): boolean =>
  codeOf(error) === 'LEVEL_CORRUPTION' ||
  /\.(?:ldb|sst): (?:invalid argument|no such file)/i.test(levelMessage(error))

/** The handle was closed, perhaps in the middle of reading. */
export const isClosed = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'LEVEL_DATABASE_NOT_OPEN' || error.code === 'LEVEL_ITERATOR_NOT_OPEN')

/** Another process has this LevelDB open. */
export const isLocked = (error: unknown): boolean => codeOf(error) === 'LEVEL_LOCKED'

/**
 * Opens a LevelDB. With `create` false a missing CURRENT is an error: LevelDB would otherwise make
 * an empty database and delete the tables of the old one.
 */
export async function openLevel(path: string, create: boolean): Promise<Level> {
  const db = new ClassicLevel<Buffer, Buffer>(path, {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
    createIfMissing: create,
    writeBufferSize: writeBuffer,
    // Four times the default: 5 % smaller on disk, and entries are read in long runs.
    blockSize: 16 * 1024,
  })
  await db.open()
  const snapshots = new WeakMap<Moment, ReturnType<typeof db.snapshot>>()
  const snapshotOf = (moment: Moment | undefined) => {
    const snapshot = moment && snapshots.get(moment)
    return snapshot ? { snapshot } : {}
  }
  const reading = new Set<Promise<unknown>>()
  function reads<T>(read: Promise<T>): Promise<T> {
    const over = () => void reading.delete(read)
    reading.add(read)
    read.then(over, over)
    return read
  }
  async function chunk({ gte, lt, limit, reverse = false, moment }: Range) {
    const iterator = db.iterator({
      gte,
      lt,
      limit,
      reverse,
      highWaterMarkBytes: chunkBytes,
      ...snapshotOf(moment),
    })
    try {
      return await iterator.nextv(limit)
    } finally {
      await iterator.close()
    }
  }
  return {
    write(puts) {
      // A chained batch: given as an array, each put costs classic-level four times as much.
      const batch = db.batch()
      for (const { key, value } of puts) {
        if (value === null) batch.del(key)
        else batch.put(key, value)
      }
      return batch.write({ sync: true })
    },
    get: (key, moment) => reads(db.get(key, { ...snapshotOf(moment), fillCache: false })),
    chunk: (range) => reads(chunk(range)),
    moment() {
      const snapshot = db.snapshot()
      const moment: Moment = { close: () => snapshot.close() }
      snapshots.set(moment, snapshot)
      return moment
    },
    compact: ({ gte, lt }) => db.compactRange(gte, lt),
    // Compacting a range that holds nothing empties the memory table first, whatever that holds, and
    // LevelDB removes old tables behind that; it does nothing else.
    settle: () => db.compactRange(Buffer.from([0]), Buffer.from([0])),
    async readersOver() {
      await Promise.allSettled(reading)
    },
    close: () => db.close(),
  }
}
