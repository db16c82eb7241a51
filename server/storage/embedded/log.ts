/** The update log on LevelDB: what the port promises, over the handle, the heads and the walker. */
import { writeFile } from 'node:fs/promises'
import { assert } from '#contract/asserts.ts'
import { StorageFailed } from '#contract/errors.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { pageId, unknownAuthor } from '#contract/ids.ts'
import type { Entry, Head, NewEntry, Snapshot, UpdateLog } from '../storage.ts'
import type { DecodedEntry } from './entry-bytes.ts'
import { bundleKey, decodeEntry, encodeEntry, maxSeq, snapshotKey } from './entry-bytes.ts'
import { Commits } from './group-commit.ts'
import { Handle } from './handle.ts'
import { damagedTables } from './level-files.ts'
import type { Level, Moment } from './level.ts'
import { SpoiltTable, isCorruption } from './level.ts'
import type { Loss } from './loss.ts'
import { joined, lossText, newParts } from './loss.ts'
import type { Opening } from './opening.ts'
import { Reworking, reading, sourceOf } from './reworking.ts'
import { decodeSnapshot, encodeSnapshot } from './snapshot-bytes.ts'
import type { BareEntry } from './walk.ts'
import { maxAhead } from './verify.ts'
import { borderFor, walk } from './walk.ts'

export class EmbeddedLog implements UpdateLog {
  readonly #opening: Opening
  readonly #handle: Handle
  readonly #commits: Commits
  #looking: Promise<void> | null = null
  readonly #reworking: Reworking

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
    this.#reworking = new Reworking({
      opening,
      handle: this.#handle,
      commits: this.#commits,
      fail: (error) => this.fail(error),
    })
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
    return this.#reworking.writeBeside(page, [
      { key: snapshotKey(page), value: encodeSnapshot(snapshot) },
    ])
  }

  readBundle(page: PageId): Promise<Snapshot | null> {
    return this.#readDerived(page, bundleKey(page))
  }

  writeBundle(page: PageId, bundle: Snapshot): Promise<void> {
    return this.#reworking.writeBeside(page, [
      { key: bundleKey(page), value: encodeSnapshot(bundle) },
    ])
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
    return this.#reworking.rewrite(page, (seq, entry) => change(this.#entry(page, seq, entry)))
  }

  pack(page: PageId): Promise<number> {
    return this.#reworking.pack(page)
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
    const source = sourceOf(this.#handle, moment)
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
          await this.#reworking.stored()
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
  atMoment<A, T>(also: () => A, use: (moment: Moment, also: A) => Promise<T>): Promise<T> {
    return this.#reworking.atMoment(also, use)
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
