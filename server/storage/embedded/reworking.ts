/** Work on the entries that a page has: packing and rewriting, one page after the other. */
import { StorageFailed } from '#contract/errors.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import type { DecodedEntry } from './entry-bytes.ts'
import { entryKey, maxSeq } from './entry-bytes.ts'
import type { Commits } from './group-commit.ts'
import type { Handle } from './handle.ts'
import type { Level, Moment, Put } from './level.ts'
import type { Opening } from './opening.ts'
import { looseFrom, packed } from './packing.ts'
import { purge, writeAgain } from './purge.ts'
import { Rewriting, decodeRecord, encodeRecord, rewriteKey } from './rewriting.ts'
import type { Source } from './walk.ts'

/** What fails while reading leaves as StorageFailed. */
export async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof StorageFailed) throw error
    throw new StorageFailed('The log cannot be read at present.', error)
  }
}

/** Reads from whichever handle is open when it is asked, or as it was at a moment. */
export const sourceOf = (handle: Handle, moment?: Moment): Source => ({
  chunk: (range) => handle.read((level) => level.chunk(moment ? { ...range, moment } : range)),
  get: (key) => handle.read((level) => level.get(key, moment)),
})

export interface ReworkingDeps {
  readonly opening: Opening
  readonly handle: Handle
  readonly commits: Commits
  /** A write failed. */
  readonly fail: (error: unknown) => StorageFailed
}

export class Reworking {
  readonly #deps: ReworkingDeps
  #turns: Promise<unknown> = Promise.resolve()
  /** A rewriting, until nothing of the old form is left. */
  #rewriting: Promise<unknown> | null = null
  #storing: Promise<unknown> | null = null
  readonly #moments = new Set<Promise<void>>()
  /** Where the loose entries of pages begin, as far as that is known. */
  readonly #looseFrom = new Map<PageId, Seq>()

  constructor(deps: ReworkingDeps) {
    this.#deps = deps
  }

  /** Resolves when no chain is being replaced. */
  async stored(): Promise<void> {
    await this.#storing
  }

  /** Packs what is worth it, and resolves with how many entries that were. */
  pack(page: PageId): Promise<number> {
    return this.#inTurn(async () => {
      const { handle, opening } = this.#deps
      const { seq: head, lost } = opening.heads.get(page)
      const source = sourceOf(handle)
      const from = this.#looseFrom.get(page) ?? (await reading(() => looseFrom(source, page, head)))
      this.#looseFrom.set(page, from)
      const segments = packed(source, page, { from, head, lost })
      let count = 0
      for (;;) {
        const { value: segment, done } = await reading(() => segments.next())
        if (done === true) break
        if (count === 0) await this.#settle()
        await this.writeBeside(page, segment.puts)
        this.#looseFrom.set(page, segment.last + 1)
        count += segment.last - segment.first + 1
      }
      if (count > 0) await this.#compact(page, from)
      return count
    })
  }

  /** See the port. What `change` throws is passed on. */
  rewrite(
    page: PageId,
    change: (seq: Seq, entry: DecodedEntry) => Uint8Array | null,
  ): Promise<number> {
    return this.#inTurn(async () => {
      const thrown: unknown[] = []
      try {
        return await this.#withoutMoments(async () => {
          const changed = await this.#replace(page, (seq, entry) => {
            try {
              return change(seq, entry)
            } catch (error) {
              thrown.push(error)
              throw error
            }
          })
          await this.#purge(page)
          return changed
        })
      } catch (error) {
        if (thrown.length > 0 || error instanceof StorageFailed) throw error
        throw new StorageFailed('The page could not be rewritten.', error)
      }
    })
  }

  /**
   * Gives `use` the log as it is at one moment, and what `also` tells at the same one. Nothing is
   * rewritten until that is done.
   */
  async atMoment<A, T>(also: () => A, use: (moment: Moment, also: A) => Promise<T>): Promise<T> {
    while (this.#rewriting !== null) await this.#rewriting
    const using = async () => {
      const level = await this.#deps.handle.readable()
      const moment = level.moment()
      try {
        return await use(moment, also())
      } finally {
        await moment.close()
      }
    }
    const used = using()
    const over = used.then(
      () => {},
      () => {},
    )
    this.#moments.add(over)
    try {
      return await used
    } finally {
      this.#moments.delete(over)
    }
  }

  /** Writes what is no new entry, in one batch with whatever waits. */
  async writeBeside(page: PageId, beside: readonly Put[]): Promise<void> {
    this.#requireWritable()
    const bytes = beside.reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0), 0)
    await new Promise((resolve, reject) => {
      this.#deps.commits.add({ page, values: [], beside, bytes, resolve, reject })
    })
  }

  #requireWritable(): void {
    const { refusal } = this.#deps.handle
    if (refusal !== null) throw refusal
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(work, work)
    this.#turns = turn.catch(() => null)
    return turn
  }

  /** Old bytes stay in the files as long as a moment holds them. */
  #withoutMoments<T>(work: () => Promise<T>): Promise<T> {
    this.#requireWritable()
    const worked = Promise.all(this.#moments).then(work)
    const ended = () => {
      this.#rewriting = null
    }
    this.#rewriting = worked.then(ended, ended)
    return worked
  }

  async #replace(
    page: PageId,
    change: (seq: Seq, entry: DecodedEntry) => Uint8Array | null,
  ): Promise<number> {
    const { handle, opening } = this.#deps
    const rewriting = new Rewriting(page, sourceOf(handle), opening.heads, change)
    await rewriting.takeAll()
    if (rewriting.changed === 0) return 0
    this.#looseFrom.delete(page)
    await this.#settle()
    const stored = this.#alone(page, async (level) => {
      await rewriting.finish()
      return () => rewriting.store(level)
    })
    const ended = () => {
      this.#storing = null
    }
    this.#storing = stored.then(ended, ended)
    await stored
    return rewriting.changed
  }

  /** Removes what a rewriting has left in the files. */
  async #purge(page: PageId): Promise<void> {
    const { fail, handle, opening } = this.#deps
    const level = await handle.readable()
    const record = decodeRecord((await level.get(rewriteKey(page))) ?? Buffer.alloc(0))
    if (record === null || record.purged) return
    await purge(page, opening.folder, level, (keys) =>
      this.#alone(page, async (alone) => () => writeAgain(alone, keys)),
    )
    this.#requireWritable()
    await opening.heads.forgetOld().catch((error: unknown) => {
      throw fail(error)
    })
    const value = encodeRecord({ ...record, purged: true })
    await this.writeBeside(page, [{ key: rewriteKey(page), value }])
  }

  /** What is to be removed must lie in tables: compacting leaves what is removed in memory. */
  #settle(): Promise<void> {
    return reading(() => this.#deps.handle.read((level) => level.settle()))
  }

  /** Frees the room that packed entries took. */
  async #compact(page: PageId, from: Seq): Promise<void> {
    const { handle, opening } = this.#deps
    const range = { gte: entryKey(page, from), lt: entryKey(page, maxSeq) }
    await handle
      .read((level) => level.compact(range))
      .catch((error: unknown) =>
        opening.report('The room that packed entries took is not free yet.', error),
      )
  }

  /**
   * Prepares and then writes while nothing else is written. What preparing rejects with leaves the
   * log as it is; when writing rejects the log is opened again.
   */
  async #alone(
    page: PageId,
    prepare: (level: Level) => Promise<() => Promise<void>>,
  ): Promise<void> {
    this.#requireWritable()
    const failures: unknown[] = []
    await new Promise((resolve, reject) => {
      const alone = async (level: Level) => {
        const write = await prepare(level).catch((error: unknown) => {
          failures.push(error)
          return () => Promise.resolve()
        })
        await write()
      }
      this.#deps.commits.add({ page, values: [], alone, bytes: 0, resolve, reject })
    })
    if (failures.length > 0) throw failures[0]
  }
}
