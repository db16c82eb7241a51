/**
 * Reading entries so that nothing lost or spoilt passes unnoticed.
 *
 *     groups   |1 2 3 L|4 L|5 6 L|7 8 9 L|        L = the link that ends a group commit
 *
 * A group is handed out only when its link fits its entries and, where it is known, the link
 * before. A gap within a group costs the group. Packed entries are unpacked on the way, and are no
 * different from then on.
 */
import type { PageId, Seq } from '#contract/ids.ts'
import { firstLink, isLinkOf } from './chain.ts'
import type { Places } from './entry-bytes.ts'
import {
  endsGroup,
  entryKey,
  isSegmentKey,
  lastOfKey,
  maxSeq,
  placesOfKey,
  splitLink,
} from './entry-bytes.ts'
import type { Level } from './level.ts'
import { isCorruption } from './level.ts'
import type { Loss } from './loss.ts'
import { newParts } from './loss.ts'
import type { Segment } from './segment-bytes.ts'
import { openSegment, unpackSegment } from './segment-bytes.ts'

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
  const range = { gte: entryKey(page, 1), lt: entryKey(page, limit + 1), limit: 1, reverse: true }
  const [last] = await readable(source.chunk(range), [])
  return last ? lastOfKey(last[0]) : 0
}

/** The segment that holds an entry; null when it lies loose, is not there or is spoilt. */
export async function segmentOver(source: Source, page: PageId, seq: Seq): Promise<Segment | null> {
  const range = { gte: entryKey(page, seq), lt: entryKey(page, maxSeq), limit: 1 }
  const [pair] = await readable(source.chunk(range), [])
  if (pair === undefined || !isSegmentKey(pair[0])) return null
  return placesOfKey(pair[0]).first <= seq ? openSegment(...pair) : null
}

/** An entry as it was stored, loose or packed. */
export async function storedAt(
  source: Source,
  page: PageId,
  seq: Seq,
): Promise<Buffer | undefined> {
  const loose = await readable(source.get(entryKey(page, seq)), undefined)
  if (loose !== undefined) return loose
  const segment = await segmentOver(source, page, seq)
  return segment === null ? undefined : (await unpackSegment(segment))?.[seq - segment.first]
}

/** Where spoilt bytes are met, there is nothing. */
async function readable<T, N>(reading: Promise<T>, nothing: N): Promise<T | N> {
  try {
    return await reading
  } catch (error) {
    if (isCorruption(error)) return nothing
    throw error
  }
}

/** A border, and whether its link is sure without looking at what stands before. */
type NearBorder = Border & { readonly sure: boolean }

/** The border at or before `from` that lies nearest to it. */
async function borderBefore(source: Source, page: PageId, from: Seq): Promise<NearBorder> {
  let next = from - 1
  if (next < 1) return { ...beginning, sure: true }
  const within = await segmentOver(source, page, next)
  if (within !== null && within.last > next) {
    return { next: within.first, link: within.before, sure: true }
  }
  while (next > 0) {
    const range = { gte: entryKey(page, Math.max(1, next - 63)), lt: entryKey(page, next + 1) }
    const pairs = await readable(source.chunk({ ...range, limit: 64, reverse: true }), [])
    const begin = next
    for (const [key, value] of pairs) {
      if (lastOfKey(key) !== next) return { next: next + 1, link: null, sure: false }
      if (isSegmentKey(key)) {
        const segment = openSegment(key, value)
        return { next: next + 1, link: segment?.end ?? null, sure: segment !== null }
      }
      if (endsGroup(value)) return { next: next + 1, link: splitLink(value).link, sure: false }
      next -= 1
    }
    if (next === begin) return { next: next + 1, link: null, sure: false }
  }
  return { ...beginning, sure: true }
}

/** A border from which everything from `from` on can be verified. */
export async function borderFor(source: Source, page: PageId, from: Seq): Promise<Border> {
  const near = await borderBefore(source, page, from)
  // One group earlier: were the nearest link itself spoilt, the group after it would seem to be.
  return near.sure || near.next === 1 ? near : borderBefore(source, page, near.next - 1)
}

/** One entry as it was stored, or a run of packed ones that cannot be unpacked. */
type Found = { readonly seq: Seq; readonly stored: Buffer } | { readonly spoilt: Places }

/** What a pair holds of `first..last`, in order. */
async function* foundIn([key, value]: Pair, first: Seq, last: Seq): AsyncGenerator<Found> {
  if (!isSegmentKey(key)) {
    yield { seq: lastOfKey(key), stored: value }
    return
  }
  const places = placesOfKey(key)
  const from = Math.max(first, places.first)
  const to = Math.min(last, places.last)
  const segment = openSegment(key, value)
  const stored = segment && (await unpackSegment(segment))
  if (stored === null) {
    yield { spoilt: { first: from, last: to } }
    return
  }
  for (let seq = from; seq <= to; seq++) {
    const each = stored[seq - places.first]
    if (each !== undefined) yield { seq, stored: each }
  }
}

type Pair = readonly [Buffer, Buffer]

/**
 * What is there of `first..last`, asked for one by one: a spoilt block then hides only itself. A
 * spoilt key can make LevelDB pass over good entries when it looks for a range.
 */
async function* singly(source: Source, page: PageId, first: Seq, last: Seq): AsyncGenerator<Found> {
  let next = first
  for (let seq = first; seq <= last; seq++) {
    const key = entryKey(page, seq)
    const value = await readable(source.get(key), undefined)
    if (value) {
      yield { seq, stored: value }
      next = seq + 1
      continue
    }
    const range = { gte: key, lt: entryKey(page, seq + 1), limit: 1 }
    for (const pair of await readable(source.chunk(range), [])) {
      yield* foundIn(pair, next, last)
      next = seq + 1
    }
  }
}

/** What is there of `first..last`, in order. Where `lost` says that nothing is, nobody looks. */
async function* entriesBetween(
  source: Source,
  page: PageId,
  first: Seq,
  last: Seq,
  lost: readonly Loss[],
): AsyncGenerator<Found> {
  let next = first
  while (next <= last) {
    const range = { gte: entryKey(page, next), lt: entryKey(page, maxSeq), limit: chunkEntries }
    const pairs = await readable(source.chunk(range), [])
    const begin = next
    for (const pair of pairs) {
      const places = placesOfKey(pair[0])
      if (places.last < next) continue
      if (places.first > last) break
      if (places.first > next) yield* inGap(source, page, next, places.first - 1, lost)
      yield* foundIn(pair, next, last)
      next = places.last + 1
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
): AsyncGenerator<Found> {
  for (const part of newParts({ from, to, kind: 'missing' }, lost)) {
    yield* singly(source, page, part.from, part.to)
  }
}

/** How many ways to take spoilt entries from the beginning of what seems a group, either way. */
const mostTried = 64

/**
 * Where a group may begin, of entries up to an end: with the first; behind a few that are spoilt;
 * or, where one wrong byte of a packed block has spoilt hundreds, with one of the last.
 */
function* beginnings(length: number): Generator<number> {
  for (let at = 0; at < Math.min(length, mostTried); at++) yield at
  for (let at = length - 1; at >= Math.max(mostTried, length - mostTried); at--) yield at
}

/**
 * What of some entries up to an end is a group. A spoilt entry may have lost the end of its own:
 * then it seems to begin the group behind it, which fits by itself.
 */
function endOf({
  page,
  group,
  link,
  ending,
}: {
  readonly page: PageId
  readonly group: readonly BareEntry[]
  readonly link: Buffer | null
  readonly ending: Buffer
}): {
  readonly spoilt: { from: Seq; to: Seq } | null
  readonly group: readonly BareEntry[] | null
} {
  const from = group[0]?.seq ?? 0
  for (const at of beginnings(group.length)) {
    const rest = group.slice(at)
    const first = from + at
    const bares = rest.map(({ bare }) => bare)
    if (!isLinkOf(ending, at === 0 ? link : null, page, first, bares)) continue
    return { spoilt: at === 0 ? null : { from, to: first - 1 }, group: rest }
  }
  return { spoilt: { from, to: from + group.length - 1 }, group: null }
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
  for await (const found of entriesBetween(source, page, next, last, lost)) {
    const seq = 'spoilt' in found ? found.spoilt.first : found.seq
    if (seq > next) {
      if (group.length > 0) yield { loss: { from: first, to: next - 1, kind: 'spoilt' } }
      yield { loss: { from: next, to: seq - 1, kind: 'missing' } }
      group = []
      first = seq
      link = lost.some(({ to, kind }) => kind === 'unused' && to === seq - 1) ? firstLink : null
    }
    if ('spoilt' in found) {
      yield { loss: { from: first, to: found.spoilt.last, kind: 'spoilt' } }
      next = found.spoilt.last + 1
      first = next
      group = []
      link = null
      continue
    }
    next = seq + 1
    const { stored } = found
    const { bare, link: ending } = splitLink(stored)
    group.push({ seq, stored, bare })
    if (ending === null) continue
    const ended = endOf({ page, group, link, ending })
    if (ended.spoilt !== null) yield { loss: { ...ended.spoilt, kind: 'spoilt' } }
    if (ended.group !== null) yield { group: ended.group, link: ending }
    // Which of a spoilt group's bytes are wrong is unknown: perhaps those of its link.
    link = ended.group === null ? null : ending
    group = []
    first = next
  }
  if (group.length > 0) yield { loss: { from: first, to: next - 1, kind: 'spoilt' } }
  if (next <= last) yield { loss: { from: next, to: last, kind: 'missing' } }
}
