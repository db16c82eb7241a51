/**
 * Reading entries so that nothing lost or spoilt passes unnoticed.
 *
 *     groups   |1 2 3 L|4 L|5 6 L|7 8 9 L|        L = the link that ends a group commit
 *
 * A group is handed out only when its link fits its entries and, where it is known, the link
 * before. A gap within a group costs the group.
 */
import type { PageId, Seq } from '#contract/ids.ts'
import { firstLink, isLinkOf } from './chain.ts'
import { endsGroup, entryKey, seqOfKey, splitLink } from './entry-bytes.ts'
import type { Level } from './level.ts'
import { isCorruption } from './level.ts'
import type { Loss } from './loss.ts'
import { newParts } from './loss.ts'

/** Where to read from: a LevelDB, or whichever one is open when it is asked. */
export type Source = Pick<Level, 'chunk' | 'get'>

/** A place between two groups, with the link before it; null when that is unknown. */
export interface Border {
  readonly next: Seq
  readonly link: Buffer | null
}

export interface BareEntry {
  readonly seq: Seq
  readonly stored: Buffer
  /** The stored value without its link. */
  readonly bare: Buffer
}

export type Step =
  | { readonly group: readonly BareEntry[]; readonly link: Buffer }
  | { readonly loss: Loss }

export const beginning: Border = { next: 1, link: firstLink }

const chunkEntries = 1000
const keysAtOnce = 256

/** The last entry of a page up to `limit`, 0 when there is none or it cannot be read. */
export async function lastSeq(source: Source, page: PageId, limit: Seq): Promise<Seq> {
  try {
    const range = { gte: entryKey(page, 1), lt: entryKey(page, limit + 1), limit: 1, reverse: true }
    const [last] = await source.chunk(range)
    return last ? seqOfKey(last[0]) : 0
  } catch (error) {
    if (isCorruption(error)) return 0
    throw error
  }
}

/** The border at or before `from` that lies nearest to it. */
async function borderBefore(source: Source, page: PageId, from: Seq): Promise<Border> {
  let next = from - 1
  while (next > 0) {
    const range = { gte: entryKey(page, Math.max(1, next - 63)), lt: entryKey(page, next + 1) }
    const pairs = await source
      .chunk({ ...range, limit: 64, reverse: true })
      .catch((error: unknown) => {
        if (isCorruption(error)) return []
        throw error
      })
    if (pairs.length === 0) return { next: next + 1, link: null }
    for (const [key, value] of pairs) {
      if (seqOfKey(key) !== next) return { next: next + 1, link: null }
      if (endsGroup(value)) return { next: next + 1, link: splitLink(value).link }
      next -= 1
    }
  }
  return beginning
}

/** A border from which everything from `from` on can be verified. */
export async function borderFor(source: Source, page: PageId, from: Seq): Promise<Border> {
  const near = await borderBefore(source, page, from)
  // One group earlier: were the nearest link itself spoilt, the group after it would seem to be.
  return near.next === 1 ? near : borderBefore(source, page, near.next - 1)
}

type Pair = readonly [Buffer, Buffer]

/**
 * What is there of `first..last`, asked for one by one: a spoilt block then hides only itself. A
 * spoilt key can make LevelDB pass over good entries when it looks for a range.
 */
async function* singly(source: Source, page: PageId, first: Seq, last: Seq): AsyncGenerator<Pair> {
  for (let seq = first; seq <= last; seq++) {
    const key = entryKey(page, seq)
    try {
      const value = await source.get(key)
      if (value) yield [key, value]
    } catch (error) {
      if (!isCorruption(error)) throw error
    }
  }
}

/** What is there of `first..last`, in order. Where `lost` says that nothing is, nobody looks. */
async function* pairsOf(
  source: Source,
  page: PageId,
  first: Seq,
  last: Seq,
  lost: readonly Loss[],
): AsyncGenerator<Pair> {
  let next = first
  while (next <= last) {
    const range = { gte: entryKey(page, next), lt: entryKey(page, last + 1), limit: chunkEntries }
    const pairs = await source.chunk(range).catch((error: unknown) => {
      if (isCorruption(error)) return []
      throw error
    })
    const begin = next
    for (const pair of pairs) {
      const seq = seqOfKey(pair[0])
      if (seq < next) continue
      if (seq > next) yield* inGap(source, page, next, seq - 1, lost)
      yield pair
      next = seq + 1
    }
    if (next > begin) continue
    const hole = lost.find(({ from, to }) => from <= begin && begin <= to)
    const until = Math.min(last, hole?.to ?? begin + keysAtOnce - 1)
    yield* inGap(source, page, begin, until, lost)
    next = until + 1
  }
}

async function* inGap(
  source: Source,
  page: PageId,
  from: Seq,
  to: Seq,
  lost: readonly Loss[],
): AsyncGenerator<Pair> {
  for (const part of newParts({ from, to, kind: 'missing' }, lost)) {
    yield* singly(source, page, part.from, part.to)
  }
}

/**
 * The groups of `border.next..last` in order, and what is missing or spoilt between them. `last`
 * must be a place that was appended: what is not found up to it counts as lost. Where `lost` says
 * that nothing is left, nothing is looked for.
 */
export async function* walk(
  source: Source,
  page: PageId,
  border: Border,
  last: Seq,
  lost: readonly Loss[],
): AsyncGenerator<Step> {
  let { next, link } = border
  let group: BareEntry[] = []
  let first = next
  for await (const [key, value] of pairsOf(source, page, next, last, lost)) {
    const seq = seqOfKey(key)
    if (seq > next) {
      if (group.length > 0) yield { loss: { from: first, to: next - 1, kind: 'spoilt' } }
      yield { loss: { from: next, to: seq - 1, kind: 'missing' } }
      group = []
      first = seq
      link = lost.some(({ to, kind }) => kind === 'unused' && to === seq - 1) ? firstLink : null
    }
    next = seq + 1
    const { bare, link: ending } = splitLink(value)
    group.push({ seq, stored: value, bare })
    if (ending === null) continue
    const bares = group.map((entry) => entry.bare)
    const good = isLinkOf(ending, link, page, first, bares)
    yield good ? { group, link: ending } : { loss: { from: first, to: seq, kind: 'spoilt' } }
    // Which of a spoilt group's bytes are wrong is unknown: perhaps those of its link.
    link = good ? ending : null
    group = []
    first = next
  }
  if (group.length > 0) yield { loss: { from: first, to: next - 1, kind: 'spoilt' } }
  if (next <= last) yield { loss: { from: next, to: last, kind: 'missing' } }
}
