/**
 * Where every page's log stands, in memory, and the table of authors; written to `heads.jsonl`
 * half a second after the first change, every 1,000 entries, and when somebody waits for it.
 */
import type { PageId, PersonId, Seq } from '#contract/ids.ts'
import { firstLink } from './chain.ts'
import type { AuthorLine, HeadsFile, LoadedHeads, PageLine } from './heads-file.ts'
import { writeBuffer } from './level.ts'
import type { Loss } from './loss.ts'

/** A place where a group commit ended. */
interface Mark {
  readonly seq: Seq
  readonly link: Buffer
}

export interface PageHead extends Mark {
  readonly epoch: number
  readonly lost: readonly Loss[]
  /** How often the page's entries were rewritten. */
  readonly rewrites: number
  /** Its last link when a rewriting on its way is stored; null while there is none. */
  readonly rewriting: Buffer | null
  /** Where the page stood before its first append in each window of `written` bytes. */
  readonly marks: readonly (Mark & { readonly window: number })[]
}

const emptyHead: PageHead = {
  seq: 0,
  link: firstLink,
  epoch: 0,
  lost: [],
  rewrites: 0,
  rewriting: null,
  marks: [],
}

const flushAfterMs = 500
const flushAfterEntries = 1000

export class Heads {
  readonly #file: HeadsFile
  readonly #failed: (error: unknown) => void
  readonly #pages = new Map<PageId, PageHead>()
  readonly #people = new Map<number, PersonId>()
  readonly #indexes = new Map<PersonId, number>()
  #dirty = new Set<PageId>()
  #newAuthors: readonly AuthorLine[] = []
  /** New authors that no file holds yet, also while it is being written. */
  #unsavedAuthors = 0
  #nextAuthor = 1
  #written = 0
  #unsaved = 0
  #flushDue = false
  #timer: NodeJS.Timeout | null = null
  #queue: Promise<unknown> = Promise.resolve()

  /** `failed` is told when a flush that nobody waits for does not succeed. */
  constructor(file: HeadsFile, loaded: LoadedHeads, failed: (error: unknown) => void) {
    this.#file = file
    this.#failed = failed
    for (const [page, line] of loaded.pages) {
      const mark = { seq: line.seq, link: Buffer.from(line.link, 'hex') }
      const settled = { seq: line.settled.seq, link: Buffer.from(line.settled.link, 'hex') }
      const marks = settled.seq === mark.seq ? [] : [{ ...settled, window: 0 }]
      const { epoch, lost, rewrites = 0 } = line
      const rewriting = line.rewriting === undefined ? null : Buffer.from(line.rewriting, 'hex')
      this.#pages.set(page, { ...mark, epoch, lost, rewrites, rewriting, marks })
    }
    for (const [index, person] of loaded.authors) this.#setAuthor(index, person)
  }

  get(page: PageId): PageHead {
    return this.#pages.get(page) ?? emptyHead
  }

  /** Every page that ever had an entry or an epoch. */
  pages(): readonly PageId[] {
    return [...this.#pages.keys()]
  }

  /** How many acknowledged entries the file does not know yet. */
  get unsaved(): number {
    return this.#unsaved
  }

  /** Up to here a page's entries have left LevelDB's write-ahead log. */
  settled(page: PageId): Mark {
    const head = this.get(page)
    return head.marks.find((mark) => this.#recent(mark.window)) ?? head
  }

  /** A group commit is durable: the page stands at its end now. */
  advance(page: PageId, end: Mark, entries: number, bytes: number): void {
    const before = this.get(page)
    this.#written += bytes
    const window = this.#window
    const marks = before.marks.filter((mark) => this.#recent(mark.window))
    const entering = before.marks.at(-1)?.window !== window
    this.#pages.set(page, {
      ...before,
      ...end,
      marks: entering ? [...marks, { window, seq: before.seq, link: before.link }] : marks,
    })
    this.#dirty.add(page)
    this.#unsaved += entries
    if (this.#unsaved >= flushAfterEntries) this.#flushUnwatched()
    else this.#timer ??= setTimeout(() => this.#flushUnwatched(), flushAfterMs).unref()
  }

  /** Where the page stands by what LevelDB holds after it was opened, all of it in tables. */
  adopt(page: PageId, end: Mark, newLosses: readonly Loss[]): void {
    const before = this.get(page)
    this.#pages.set(page, {
      ...before,
      seq: end.seq,
      link: end.link,
      epoch: newLosses.some(({ kind }) => kind !== 'unused') ? before.epoch + 1 : before.epoch,
      lost: [...before.lost, ...newLosses],
      marks: [],
    })
    this.#dirty.add(page)
  }

  /** Durably says that the page may end in `link` from now on: its entries are being rewritten. */
  async beginRewrite(page: PageId, link: Buffer): Promise<void> {
    // Nothing of it is settled: the next start reads the page from its beginning.
    const marks = [{ window: this.#window, seq: 0, link: firstLink }]
    this.#pages.set(page, { ...this.get(page), rewriting: link, marks })
    this.#dirty.add(page)
    await this.flush()
  }

  /** Whether the rewriting was stored is certain. To be flushed. */
  endRewrite(page: PageId, stored: boolean): void {
    const { rewriting, ...before } = this.get(page)
    if (rewriting === null) return
    const after = stored ? { ...before, link: rewriting, rewrites: before.rewrites + 1 } : before
    this.#pages.set(page, { ...after, rewriting: null })
    this.#dirty.add(page)
  }

  /** LevelDB says that the page was rewritten that often, which the file may not know. */
  addRewrites(page: PageId, rewrites: number): void {
    const before = this.get(page)
    if (rewrites <= before.rewrites) return
    this.#pages.set(page, { ...before, rewrites })
    this.#dirty.add(page)
  }

  /** Remembers losses found while reading, and raises the epoch for them. */
  addLosses(page: PageId, losses: readonly Loss[]): Promise<void> {
    const before = this.get(page)
    this.#pages.set(page, { ...before, epoch: before.epoch + 1, lost: [...before.lost, ...losses] })
    this.#dirty.add(page)
    return this.flush()
  }

  /** Durably raises the page's epoch; nobody sees the new one before. */
  raiseEpoch(page: PageId): Promise<number> {
    return this.#inTurn(async () => {
      const epoch = this.get(page).epoch + 1
      await this.#file.append([{ ...this.#line(page), epoch }])
      this.#pages.set(page, { ...this.get(page), epoch })
      return epoch
    })
  }

  /** Durably raises every page's epoch to `epoch` at least. */
  async beginEpochs(epoch: number): Promise<void> {
    for (const [page, head] of this.#pages) {
      this.#pages.set(page, { ...head, epoch: Math.max(head.epoch, epoch) })
    }
    await this.rewrite()
  }

  /** The author's number in the log; `saveAuthors` before an entry with a new one is written. */
  authorIndex(person: PersonId): number {
    const known = this.#indexes.get(person)
    if (known !== undefined) return known
    const index = this.#nextAuthor
    this.#setAuthor(index, person)
    this.#newAuthors = [...this.#newAuthors, { author: index, person }]
    this.#unsavedAuthors += 1
    return index
  }

  author(index: number): PersonId | undefined {
    return this.#people.get(index)
  }

  get authorCount(): number {
    return this.#people.size
  }

  authors(): readonly AuthorLine[] {
    return [...this.#people].map(([author, person]) => ({ author, person }))
  }

  /** Takes over what LevelDB's copy of the table knows; nothing that is known changes. */
  addAuthor(index: number, person: PersonId): void {
    if (!this.#people.has(index)) this.#setAuthor(index, person)
  }

  /** Resolves when every author number that was given out is on the disk. */
  async saveAuthors(): Promise<void> {
    if (this.#unsavedAuthors > 0) await this.flush()
  }

  /** Writes what changed; resolves when it is on the disk. */
  flush(): Promise<void> {
    return this.#inTurn(() => {
      if (this.#dirty.size + this.#newAuthors.length === 0) return Promise.resolve()
      if (this.#file.long) return this.#rewrite()
      const pages = [...this.#dirty].map((page) => this.#line(page))
      const lines = [...this.#newAuthors, ...pages]
      return this.#write(() => this.#file.append(lines))
    })
  }

  /** Writes everything anew, which also gets past a file that an append left half written. */
  rewrite(): Promise<void> {
    return this.#inTurn(() => this.#rewrite())
  }

  /** Writes everything anew so often that no earlier link is left in any generation of the file. */
  forgetOld(): Promise<void> {
    return this.#inTurn(async () => {
      for (let generation = 0; generation < 3; generation++) await this.#rewrite()
    })
  }

  /** Flushes, writes everything anew as settled when `settled`, and lets go of the file. */
  async close(settled: boolean): Promise<void> {
    this.#stopTimer()
    if (settled) {
      for (const [page, head] of this.#pages) this.#pages.set(page, { ...head, marks: [] })
    }
    await this.rewrite()
    await this.#inTurn(() => this.#file.close())
  }

  /** The lines of a whole file, for an archive. */
  lines(): { readonly pages: readonly PageLine[]; readonly authors: readonly AuthorLine[] } {
    return { pages: this.pages().map((page) => this.#line(page)), authors: this.authors() }
  }

  #rewrite(): Promise<void> {
    const { pages, authors } = this.lines()
    return this.#write(() => this.#file.rewrite(pages, authors))
  }

  /** What changes while `write` runs is unsaved afterwards; what it failed to write still is. */
  async #write(write: () => Promise<void>): Promise<void> {
    this.#stopTimer()
    this.#flushDue = false
    const [dirty, authors, unsaved] = [this.#dirty, this.#newAuthors, this.#unsaved]
    this.#dirty = new Set()
    this.#newAuthors = []
    try {
      await write()
      this.#unsaved -= unsaved
      this.#unsavedAuthors -= authors.length
    } catch (error) {
      for (const page of dirty) this.#dirty.add(page)
      this.#newAuthors = [...authors, ...this.#newAuthors]
      throw error
    }
  }

  get #window(): number {
    return Math.floor(this.#written / writeBuffer)
  }

  /**
   * Two write buffers may wait in LevelDB's write-ahead logs: what was written three windows ago
   * has moved into tables.
   */
  #recent(window: number): boolean {
    return window > this.#window - 3
  }

  #line(page: PageId): PageLine {
    const { seq, link, epoch, lost, rewrites, rewriting } = this.get(page)
    const settled = this.settled(page)
    return {
      page,
      seq,
      link: link.toString('hex'),
      epoch,
      settled: { seq: settled.seq, link: settled.link.toString('hex') },
      lost: [...lost],
      ...(rewrites === 0 ? {} : { rewrites }),
      ...(rewriting === null ? {} : { rewriting: rewriting.toString('hex') }),
    }
  }

  #setAuthor(index: number, person: PersonId): void {
    this.#people.set(index, person)
    this.#indexes.set(person, index)
    this.#nextAuthor = Math.max(this.#nextAuthor, index + 1)
  }

  #flushUnwatched(): void {
    if (this.#flushDue) return
    this.#flushDue = true
    this.flush().catch(this.#failed)
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  /** One write at a time, in the order in which they were asked for. */
  #inTurn<T>(write: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(write, write)
    this.#queue = turn.catch(() => null)
    return turn
  }
}
