/** The update log on LevelDB: what the port promises, over the handle, the heads and the walker. */
import { writeFile } from 'node:fs/promises'
import { assert } from '#contract/asserts.ts'
import { StorageFailed } from '#contract/errors.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { pageId, unknownAuthor } from '#contract/ids.ts'
import type { Entry, Head, NewEntry, Snapshot, UpdateLog } from '../storage.ts'
import type { DecodedEntry } from './entry-bytes.ts'
import {
  bundleKey,
  decodeEntry,
  encodeEntry,
  entryKey,
  maxSeq,
  snapshotKey,
} from './entry-bytes.ts'
import { Commits } from './group-commit.ts'
import { Handle } from './handle.ts'
import { damagedTables } from './level-files.ts'
import type { Level, Moment, Put } from './level.ts'
import { SpoiltTable, isCorruption } from './level.ts'
import type { Loss } from './loss.ts'
import { joined, lossText, newParts } from './loss.ts'
import type { Opening } from './opening.ts'
import { looseFrom, packed } from './packing.ts'
import { purge, writeAgain } from './purge.ts'
import { Rewriting, decodeRecord, encodeRecord, rewriteKey } from './rewriting.ts'
import { decodeSnapshot, encodeSnapshot } from './snapshot-bytes.ts'
import type { BareEntry, Source } from './walk.ts'
import { maxAhead } from './verify.ts'
import { borderFor, walk } from './walk.ts'

/** What fails while reading leaves as StorageFailed. */
async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof StorageFailed) throw error
    throw new StorageFailed('The log cannot be read at present.', error)
  }
}

export class EmbeddedLog implements UpdateLog {
  readonly #opening: Opening
  readonly #handle: Handle
  readonly #commits: Commits
  #looking: Promise<void> | null = null
  /** Packing and rewriting, one after the other. */
  #turns: Promise<unknown> = Promise.resolve()
  /** A rewriting, until nothing of the old form is left. */
  #rewriting: Promise<unknown> | null = null
  /** The part of it in which the chain is replaced. */
  #storing: Promise<unknown> | null = null
  readonly #moments = new Set<Promise<void>>()
  /** Where the loose entries of pages begin, as far as that is known. */
  readonly #looseFrom = new Map<PageId, Seq>()

  /** Takes over a handle that `openVerified` has opened. */
  constructor(opening: Opening, level: Level) {
    this.#opening = opening
    this.#commits = new Commits({
      heads: opening.heads,
      level: () => this.#handle.writable,
      failed: (error, taken) => {
        const why = this.fail(error)
        for (const { reject } of taken) reject(why)
      },
    })
    this.#handle = new Handle(opening, level, () => this.#commits.idle())
  }

  append(page: PageId, entries: readonly NewEntry[]): Promise<Seq> {
    const { heads } = this.#opening
    const refusal = this.#handle.refusal
    if (refusal !== null) return Promise.reject(refusal)
    if (entries.length === 0) return Promise.resolve(heads.get(page).seq)
    return new Promise((resolve, reject) => {
      assert(pageId.safeParse(page).success, 'a page id')
      assert(entries.length <= maxAhead / 2, `at most ${maxAhead / 2} entries at once`)
      let bytes = 0
      const values = entries.map((entry) => {
        const { at, about = 0 } = entry
        assert(Number.isSafeInteger(at) && at >= 0 && at <= maxSeq, 'a time after 1970')
        assert(Number.isSafeInteger(about) && about >= 0 && about <= maxSeq, 'a place')
        const value = encodeEntry({ ...entry, author: heads.authorIndex(entry.author) })
        bytes += value.length
        return value
      })
      this.#commits.add({ page, values, bytes, resolve, reject })
    })
  }

  async *read(page: PageId, from: Seq, to: Seq = maxSeq): AsyncGenerator<Entry> {
    const head = this.#opening.heads.get(page).seq
    for await (const entry of this.bareEntries(page, Math.max(1, from), Math.min(to, head), head)) {
      const decoded = decodeEntry(entry.bare)
      assert(decoded !== null, `entry ${entry.seq} of page ${page} can be read`)
      yield this.#entry(page, entry.seq, decoded)
    }
  }

  head(page: PageId): Promise<Head> {
    const { seq, epoch } = this.#opening.heads.get(page)
    return Promise.resolve({ seq, epoch })
  }

  pages(): Promise<readonly PageId[]> {
    const { heads } = this.#opening
    return Promise.resolve(heads.pages().filter((page) => heads.get(page).seq > 0))
  }

  ready(): Promise<void> {
    return this.#handle.ready()
  }

  readSnapshot(page: PageId): Promise<Snapshot | null> {
    return this.#readDerived(page, snapshotKey(page))
  }

  writeSnapshot(page: PageId, snapshot: Snapshot): Promise<void> {
    return this.#writeBeside(page, [{ key: snapshotKey(page), value: encodeSnapshot(snapshot) }])
  }

  readBundle(page: PageId): Promise<Snapshot | null> {
    return this.#readDerived(page, bundleKey(page))
  }

  writeBundle(page: PageId, bundle: Snapshot): Promise<void> {
    return this.#writeBeside(page, [{ key: bundleKey(page), value: encodeSnapshot(bundle) }])
  }

  async raiseEpoch(page: PageId): Promise<number> {
    const refusal = this.#handle.refusal
    if (refusal !== null) throw refusal
    try {
      return await this.#opening.heads.raiseEpoch(page)
    } catch (error) {
      throw this.fail(error)
    }
  }

  rewrite(page: PageId, change: (entry: Entry) => Uint8Array | null): Promise<number> {
    return this.#inTurn(async () => {
      const refusal = this.#handle.refusal
      if (refusal !== null) throw refusal
      return this.#withoutMoments(async () => {
        const changed = await this.#storeRewritten(page, change)
        await this.#purge(page)
        return changed
      })
    })
  }

  pack(page: PageId): Promise<number> {
    return this.#inTurn(async () => {
      const { heads } = this.#opening
      const { seq: head, lost } = heads.get(page)
      const known = this.#looseFrom.get(page)
      const from = known ?? (await reading(() => looseFrom(this.#source(), page, head)))
      const segments = packed(this.#source(), page, { from, head, lost })
      let count = 0
      for (;;) {
        const { value: segment, done } = await reading(() => segments.next())
        if (done === true) break
        // What is removed must lie in a table already, or compacting would leave both as they are.
        if (count === 0) await this.#handle.read((level) => level.settle())
        await this.#writeBeside(page, segment.puts)
        this.#looseFrom.set(page, segment.last + 1)
        count += segment.last - segment.first + 1
      }
      if (known === undefined && count === 0) this.#looseFrom.set(page, from)
      if (count > 0) await this.#compact(page, from)
      return count
    })
  }

  /** A write failed, here or in the heads: everyone who waits is told, and the log is repaired. */
  fail(error: unknown): StorageFailed {
    const why = this.#handle.fail(error)
    this.#commits.rejectAll(why)
    return why
  }

  /**
   * The stored values of `from..to` in order, verified; new losses among them are named. `head` is
   * a place at or after `to` where a group commit ended.
   */
  async *bareEntries(
    page: PageId,
    from: Seq,
    to: Seq,
    head: Seq,
    moment?: Moment,
  ): AsyncGenerator<BareEntry> {
    if (from > to) return
    const { heads } = this.#opening
    const source = this.#source(moment)
    const losses: Loss[] = []
    let next = from
    try {
      let { rewrites, lost } = heads.get(page)
      let border = await reading(() => borderFor(source, page, from))
      let steps = walk(source, page, border, head, lost)
      for (;;) {
        const { value: step, done } = await reading(() => steps.next())
        if (heads.get(page).rewriting !== null || heads.get(page).rewrites !== rewrites) {
          // Another chain from here on: what is read of it does not fit what was read before.
          await this.#storing
          const now = heads.get(page)
          if (now.rewriting !== null) throw new StorageFailed('The page is being rewritten.')
          rewrites = now.rewrites
          border = await reading(() => borderFor(source, page, next))
          steps = walk(source, page, border, now.seq, now.lost)
          continue
        }
        if (done === true) break
        if ('loss' in step) {
          if (step.loss.to >= next && step.loss.from <= to) losses.push(step.loss)
          if (step.loss.to >= to) break
          continue
        }
        for (const entry of step.group) {
          if (entry.seq < next || entry.seq > to) continue
          next = entry.seq + 1
          yield entry
        }
        if (next > to) break
      }
    } finally {
      await this.#name(page, losses)
    }
  }

  /**
   * Gives `use` the log as it is at one moment, and what `also` tells at the same one. Nothing is
   * rewritten until that is done.
   */
  async atMoment<A, T>(also: () => A, use: (moment: Moment, also: A) => Promise<T>): Promise<T> {
    while (this.#rewriting !== null) await this.#rewriting
    const level = await this.#handle.readable()
    const moment = level.moment()
    const used = use(moment, also()).finally(() => moment.close())
    const over = used.then(
      () => {},
      () => {},
    )
    this.#moments.add(over)
    return used.finally(() => this.#moments.delete(over))
  }

  /** Pending appends settle first; then everything is on the disk, or it was rejected. */
  async close(): Promise<void> {
    await this.#looking
    const settled = await this.#handle.close()
    // The entries are safe; heads that are a second old make the next start look a little longer.
    await this.#opening.heads
      .close(settled)
      .catch((error: unknown) => this.#opening.report('The heads could not be saved.', error))
  }

  /** What follows from the log, as long as it is whole and not ahead of it. */
  async #readDerived(page: PageId, key: Buffer): Promise<Snapshot | null> {
    const value = await reading(() =>
      this.#handle
        .read((level) => level.get(key))
        .catch((error: unknown) => {
          // What is spoilt here is no loss: the log is the truth.
          if (isCorruption(error)) return undefined
          throw error
        }),
    )
    const found = value === undefined ? null : decodeSnapshot(value)
    return found !== null && found.seq <= this.#opening.heads.get(page).seq ? found : null
  }

  /** Reads from whichever handle is open when it is asked. */
  #source(moment?: Moment): Source {
    return {
      chunk: (range) =>
        this.#handle.read((level) => level.chunk(moment ? { ...range, moment } : range)),
      get: (key) => this.#handle.read((level) => level.get(key, moment)),
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(work, work)
    this.#turns = turn.catch(() => null)
    return turn
  }

  /** Old bytes stay in the files as long as a moment holds them. */
  async #withoutMoments<T>(work: () => Promise<T>): Promise<T> {
    const worked = Promise.all(this.#moments).then(work)
    this.#rewriting = worked.catch(() => null).finally(() => (this.#rewriting = null))
    return worked
  }

  async #storeRewritten(
    page: PageId,
    change: (entry: Entry) => Uint8Array | null,
  ): Promise<number> {
    const { heads } = this.#opening
    const rewriting = new Rewriting(page, this.#source(), heads, (seq, entry) =>
      change(this.#entry(page, seq, entry)),
    )
    await rewriting.takeAll()
    if (rewriting.changed === 0) return 0
    this.#looseFrom.delete(page)
    await reading(() => this.#handle.read((level) => level.settle()))
    const stored = this.#alone(page, async (level) => {
      await rewriting.finish()
      return () => rewriting.store(level)
    })
    this.#storing = stored.catch(() => null).finally(() => (this.#storing = null))
    await stored
    return rewriting.changed
  }

  /** Removes what a rewriting has left in the files. */
  async #purge(page: PageId): Promise<void> {
    const { folder, heads } = this.#opening
    const level = await this.#handle.readable()
    const record = decodeRecord((await level.get(rewriteKey(page))) ?? Buffer.alloc(0))
    if (record === null || record.purged) return
    await reading(() =>
      purge(page, folder, level, (keys) =>
        this.#alone(page, async (alone) => () => writeAgain(alone, keys)),
      ),
    )
    const refusal = this.#handle.refusal
    if (refusal !== null) throw refusal
    await heads.forgetOld().catch((error: unknown) => {
      throw this.fail(error)
    })
    await this.#writeBeside(page, [
      { key: rewriteKey(page), value: encodeRecord({ ...record, purged: true }) },
    ])
  }

  /** Frees the room that packed entries took. */
  async #compact(page: PageId, from: Seq): Promise<void> {
    const range = { gte: entryKey(page, from), lt: entryKey(page, maxSeq) }
    await this.#handle
      .read((level) => level.compact(range))
      .catch((error: unknown) =>
        this.#opening.report('The room that packed entries took is not free yet.', error),
      )
  }

  /**
   * Prepares and then writes while nothing else is written. What preparing rejects with leaves the
   * log as it is; when writing rejects the log is opened again.
   */
  async #alone(page: PageId, prepare: (level: Level) => Promise<() => Promise<void>>) {
    const refusal = this.#handle.refusal
    if (refusal !== null) throw refusal
    const failures: unknown[] = []
    await new Promise((resolve, reject) => {
      const alone = async (level: Level) => {
        const write = await prepare(level).catch((error: unknown) => {
          failures.push(error)
          return () => Promise.resolve()
        })
        await write()
      }
      this.#commits.add({ page, values: [], alone, bytes: 0, resolve, reject })
    })
    if (failures.length > 0) throw failures[0]
  }

  /** Writes what is no new entry, in one batch with whatever waits. */
  async #writeBeside(page: PageId, beside: readonly Put[]): Promise<void> {
    const refusal = this.#handle.refusal
    if (refusal !== null) throw refusal
    const bytes = beside.reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0), 0)
    await new Promise((resolve, reject) => {
      this.#commits.add({ page, values: [], beside, bytes, resolve, reject })
    })
  }

  #entry(page: PageId, seq: Seq, decoded: DecodedEntry): Entry {
    const author = this.#opening.heads.author(decoded.author)
    if (author === undefined) {
      this.#opening.book.add(page, `The author of entry ${seq} of page ${page} is missing.`)
    }
    return { ...decoded, seq, author: author ?? unknownAuthor }
  }

  async #name(page: PageId, found: readonly Loss[]): Promise<void> {
    const { heads, book } = this.#opening
    const { lost } = heads.get(page)
    const losses = joined(found.flatMap((loss) => newParts(loss, lost)))
    if (losses.length === 0) return
    for (const loss of losses) book.add(page, lossText(page, loss))
    await heads.addLosses(page, losses).catch((error: unknown) => this.fail(error))
    this.#looking ??= this.#lookAtTables()
  }

  /** Entries were lost while the log was open: before LevelDB compacts a spoilt table and dies. */
  async #lookAtTables(): Promise<void> {
    const { folder, report } = this.#opening
    try {
      const [spoilt] = await damagedTables(folder.log)
      if (spoilt === undefined) return
      await writeFile(folder.rebuildDue, '')
      this.fail(new SpoiltTable(spoilt))
    } catch (error) {
      report('The tables of the log could not be looked at.', error)
    } finally {
      this.#looking = null
    }
  }
}
