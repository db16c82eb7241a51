/**
 * Appends that wait at the same time share one LevelDB batch and one fsync: while one batch is
 * being synced the next gathers. Nothing waits for company. One batch is on its way at a time, so
 * the heads always say where the next entry goes.
 */
import type { StorageFailed } from '#contract/errors.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { linkOf } from './chain.ts'
import { entryKey, withLink } from './entry-bytes.ts'
import type { Heads } from './heads.ts'
import type { Level, Put } from './level.ts'
import { authorKey } from './opening.ts'
import { maxAhead } from './verify.ts'

/** One append, all of whose entries go into one batch, or writes beside the entries. */
export interface Waiting {
  readonly page: PageId
  readonly values: readonly Buffer[]
  /** Written in one batch with each other; there are no `values` then. */
  readonly beside?: readonly Put[]
  /** Work in place of a batch, during which nothing else is written. Rejects when a write failed. */
  readonly alone?: (level: Level) => Promise<void>
  readonly bytes: number
  readonly resolve: (last: Seq) => void
  readonly reject: (error: StorageFailed) => void
}

/** The entries of one page in one batch: one group of the page's chain. */
interface PageGroup {
  readonly first: Seq
  readonly values: Buffer[]
  bytes: number
}

const batchBytes = 4 * 1024 * 1024
const batchEntries = 4000
const entryOverhead = 40

export interface GroupCommit {
  readonly heads: Heads
  /** The handle to write to, or null while nothing may be written. */
  readonly level: () => Level | null
  /** Told once per failed batch; what waits is rejected by `rejectAll`. */
  readonly failed: (error: unknown, taken: readonly Waiting[]) => void
}

export class Commits {
  readonly #deps: GroupCommit
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  #authorsInLevel = 0

  constructor(deps: GroupCommit) {
    this.#deps = deps
  }

  add(append: Waiting): void {
    this.#waiting.push(append)
    // After this turn of the event loop's current task: what is appended together goes together.
    this.#running ??= Promise.resolve().then(() => this.#run())
  }

  rejectAll(error: StorageFailed): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const append of waiting) append.reject(error)
  }

  /** Resolves when nothing waits and nothing is on its way. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    try {
      for (;;) {
        const level = this.#deps.level()
        if (level === null || this.#waiting.length === 0) return
        const taken = this.#take()
        const [first] = taken
        try {
          if (first?.alone === undefined) await this.#commit(level, taken)
          else {
            await first.alone(level)
            first.resolve(0)
          }
        } catch (error) {
          this.#authorsInLevel = 0
          this.#deps.failed(error, taken)
        }
      }
    } finally {
      this.#running = null
    }
  }

  #take(): readonly Waiting[] {
    let bytes = 0
    let entries = 0
    let count = 0
    for (const append of this.#waiting) {
      const full =
        bytes + append.bytes > batchBytes || entries + append.values.length > batchEntries
      if (count > 0 && (full || append.alone !== undefined)) break
      if (append.alone !== undefined) return this.#waiting.splice(0, 1)
      bytes += append.bytes
      entries += append.values.length
      count += 1
    }
    return this.#waiting.splice(0, count)
  }

  async #commit(level: Level, taken: readonly Waiting[]): Promise<void> {
    const { heads } = this.#deps
    const groups = new Map<PageId, PageGroup>()
    const lasts: Seq[] = []
    const puts: Put[] = this.#newAuthors()
    for (const { page, values, beside, bytes } of taken) {
      if (beside !== undefined) {
        puts.push(...beside)
        lasts.push(0)
        continue
      }
      let group = groups.get(page)
      if (group === undefined) {
        group = { first: heads.get(page).seq + 1, values: [], bytes: 0 }
        groups.set(page, group)
      }
      for (const value of values) group.values.push(value)
      group.bytes += bytes
      lasts.push(group.first + group.values.length - 1)
    }
    const links = new Map<PageId, Buffer>()
    for (const [page, { first, values }] of groups) {
      const link = linkOf(heads.get(page).link, page, first, values)
      links.set(page, link)
      let seq = first
      for (const value of values) {
        const last = seq === first + values.length - 1
        puts.push({ key: entryKey(page, seq), value: last ? withLink(value, link) : value })
        seq += 1
      }
    }
    // An author's number must not be given to somebody else, whatever happens to LevelDB.
    await heads.saveAuthors()
    if (heads.unsaved > maxAhead / 2) await heads.flush()
    await level.write(puts)
    for (const [page, { first, values, bytes }] of groups) {
      const end = { seq: first + values.length - 1, link: links.get(page) ?? heads.get(page).link }
      heads.advance(page, end, values.length, bytes + entryOverhead * values.length)
    }
    taken.forEach((append, i) => append.resolve(lasts[i] ?? 0))
  }

  /** LevelDB keeps a second copy of the table of authors. */
  #newAuthors(): Put[] {
    if (this.#deps.heads.authorCount === this.#authorsInLevel) return []
    const authors = this.#deps.heads.authors()
    const puts = authors.slice(this.#authorsInLevel).map(({ author, person }) => ({
      key: authorKey(author),
      value: Buffer.from(person, 'latin1'),
    }))
    this.#authorsInLevel = authors.length
    return puts
  }
}
