/**
 * Writing a page anew: every entry keeps its place, some get other bytes, and the chain is made
 * from its beginning on.
 *
 *     heads: "may end in link N"  ->  one batch: old keys gone, segments, record  ->  heads: "ends in N"
 *                                                                                 ->  purge
 *
 * A kill before the batch leaves the old page, one after it the new page, which the record says to
 * the next start; it also says whether old bytes are still to be removed from the files.
 */
import { z } from 'zod'
import { assert } from '#contract/asserts.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { pageId } from '#contract/ids.ts'
import { firstLink, linkOf } from './chain.ts'
import {
  bundleKey,
  decodeEntry,
  encodeEntry,
  entriesOfPage,
  snapshotKey,
  withLink,
} from './entry-bytes.ts'
import type { DecodedEntry } from './entry-bytes.ts'
import type { Heads } from './heads.ts'
import type { Level, Put } from './level.ts'
import { packSegment } from './segment-bytes.ts'
import type { Source } from './walk.ts'
import { beginning, walk } from './walk.ts'

/** What LevelDB says of a page that was rewritten. */
const rewriteRecord = z.object({
  rewrites: z.int().positive(),
  /** Whether no old byte of it is left in any file. */
  purged: z.boolean(),
})
export type RewriteRecord = z.infer<typeof rewriteRecord>

/** Where it lies. */
export const rewriteKey = (page: PageId): Buffer => Buffer.from(`r${page}`, 'latin1')

/** The page of such a key, or null. */
export function readRewriteKey(key: Buffer): PageId | null {
  if (key[0] !== 0x72) return null
  return pageId.safeParse(key.toString('latin1', 1)).data ?? null
}

export const encodeRecord = (record: RewriteRecord): Buffer => Buffer.from(JSON.stringify(record))

/** Null when the bytes are no record. */
export function decodeRecord(value: Buffer): RewriteRecord | null {
  try {
    return rewriteRecord.safeParse(JSON.parse(value.toString())).data ?? null
  } catch {
    return null
  }
}

/** Every page that was ever rewritten. */
export async function rewritesIn(
  level: Pick<Level, 'chunk'>,
): Promise<ReadonlyMap<PageId, RewriteRecord>> {
  const found = new Map<PageId, RewriteRecord>()
  let from: Buffer = Buffer.from('r')
  for (;;) {
    const pairs = await level.chunk({ gte: from, lt: Buffer.from('s'), limit: 1000 })
    for (const [key, value] of pairs) {
      const page = readRewriteKey(key)
      const record = decodeRecord(value)
      if (page !== null && record !== null) found.set(page, record)
      from = Buffer.concat([key, Buffer.of(0)])
    }
    if (pairs.length === 0) return found
  }
}

/** A segment is closed at this many entries or bytes. */
const fullEntries = 1000
const fullBytes = 4 * 1024 * 1024

/** The new form of a page, made while the old one is read. */
export class Rewriting {
  readonly #page: PageId
  readonly #source: Source
  readonly #heads: Heads
  readonly #change: (seq: Seq, entry: DecodedEntry) => Uint8Array | null
  readonly #segments: Put[] = []
  #run: { first: Seq; values: Buffer[]; bytes: number } = { first: 1, values: [], bytes: 0 }
  #link: Buffer = firstLink
  /** The old chain up to where it was read. */
  #read = beginning
  changed = 0

  /** `change` gives the new update of an entry, or null. */
  constructor(
    page: PageId,
    source: Source,
    heads: Heads,
    change: (seq: Seq, entry: DecodedEntry) => Uint8Array | null,
  ) {
    this.#page = page
    this.#source = source
    this.#heads = heads
    this.#change = change
  }

  /** Takes what was not yet read, up to where the page stands now. Rejects as `change` throws. */
  async takeAll(): Promise<void> {
    const { seq, lost } = this.#heads.get(this.#page)
    if (this.#read.next > seq) return
    for await (const step of walk(this.#source, this.#page, this.#read, seq, lost)) {
      if ('loss' in step) {
        await this.#close()
        this.#link = firstLink
        this.#run = { first: step.loss.to + 1, values: [], bytes: 0 }
        this.#read = { next: step.loss.to + 1, link: null }
        continue
      }
      for (const { seq: at, bare } of step.group) this.#take(at, bare)
      this.#read = { next: this.#run.first + this.#run.values.length, link: step.link }
      if (this.#run.values.length >= fullEntries || this.#run.bytes >= fullBytes)
        await this.#close()
    }
  }

  /** Takes the rest, and whatever was taken is ready to be stored. */
  async finish(): Promise<void> {
    await this.takeAll()
    await this.#close()
  }

  #take(seq: Seq, bare: Buffer): void {
    const entry = decodeEntry(bare)
    assert(entry !== null, `entry ${seq} of page ${this.#page} can be read`)
    const update = this.#change(seq, entry)
    if (update !== null) this.changed += 1
    const value = update === null ? bare : encodeEntry({ ...entry, update })
    this.#run.values.push(value)
    this.#run.bytes += value.length
  }

  /** One group a segment: its links cost less to verify. */
  async #close(): Promise<void> {
    const { first, values } = this.#run
    const last = values.pop()
    if (last === undefined) return
    const before = this.#link
    const end = linkOf(before, this.#page, first, [...values, last])
    const stored = [...values, withLink(last, end)]
    this.#segments.push(await packSegment({ page: this.#page, first, stored, before, end }))
    this.#link = end
    this.#run = { first: first + stored.length, values: [], bytes: 0 }
  }

  /**
   * Puts the new form in the place of the old one, in one batch. To be called when all is
   * finished and while nothing else is written. Rejects when a write failed: then the next opening settles which of them is there.
   */
  async store(level: Level): Promise<void> {
    const { seq, link, rewrites } = this.#heads.get(this.#page)
    const endsHere = this.#run.first === seq + 1
    await this.#heads.beginRewrite(this.#page, endsHere ? this.#link : link)
    const made = new Set(this.#segments.map(({ key }) => key.toString('latin1')))
    const old = (await keysIn(level, this.#page)).filter((key) => !made.has(key.toString('latin1')))
    const record = encodeRecord({ rewrites: rewrites + 1, purged: false })
    await level.write([
      ...old.map((key) => ({ key, value: null })),
      ...this.#segments,
      { key: snapshotKey(this.#page), value: null },
      { key: bundleKey(this.#page), value: null },
      { key: rewriteKey(this.#page), value: record },
    ])
    this.#heads.endRewrite(this.#page, true)
    await this.#heads.flush()
  }
}

async function keysIn(level: Level, page: PageId): Promise<readonly Buffer[]> {
  const { gte, lt } = entriesOfPage(page)
  const keys: Buffer[] = []
  let from = gte
  for (;;) {
    const pairs = await level.chunk({ gte: from, lt, limit: 1000 })
    for (const [key] of pairs) {
      keys.push(key)
      from = Buffer.concat([key, Buffer.of(0)])
    }
    if (pairs.length === 0) return keys
  }
}

/**
 * Settles when LevelDB was opened what became of rewritings that were on their way. Returns
 * the pages of which the heads may know an older chain.
 */
export function settleRewrites(
  heads: Heads,
  found: ReadonlyMap<PageId, RewriteRecord>,
): ReadonlySet<PageId> {
  const unsure = new Set<PageId>()
  for (const page of heads.pages()) {
    const { rewrites, rewriting } = heads.get(page)
    if (rewriting !== null) heads.endRewrite(page, found.get(page)?.rewrites === rewrites + 1)
  }
  for (const [page, { rewrites }] of found) {
    if (rewrites <= heads.get(page).rewrites) continue
    heads.addRewrites(page, rewrites)
    unsure.add(page)
  }
  return unsure
}
