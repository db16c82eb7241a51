/**
 * Comparing heads with the log.
 *
 * At a start only what may have been in LevelDB's write-ahead log is read: everything before has
 * long been in tables, which no longer change. `talkoot check`, and a start after LevelDB had to
 * be repaired, read everything.
 */
import type { PageId, Seq } from '#contract/ids.ts'
import { firstLink } from './chain.ts'
import { allEntries, entryKey, maxSeq, readEntryKey, splitLink } from './entry-bytes.ts'
import type { Heads, PageHead } from './heads.ts'
import type { Level } from './level.ts'
import { isCorruption } from './level.ts'
import type { Loss } from './loss.ts'
import { joined, newParts } from './loss.ts'
import type { Border } from './walk.ts'
import { beginning, lastSeq, storedAt, walk } from './walk.ts'

/**
 * How far a log may be ahead of its saved head. The writer waits before it gets further, and an
 * entry that seems to stand beyond has a spoilt key.
 */
export const maxAhead = 100_000

/** Places that stay unused after a lost tail: more than the saved head can have been behind. */
const skipAfterLoss = 2 * maxAhead

export interface Verdict {
  readonly end: { readonly seq: Seq; readonly link: Buffer }
  /** Found now and not known before. */
  readonly losses: readonly Loss[]
  /** Nothing is missing, and yet the chain ends in another link than the head knows. */
  readonly replaced: boolean
}

/** Whether the last settled entry is there and carries the link that the head knows. */
async function stands(level: Level, page: PageId, { seq, link }: { seq: Seq; link: Buffer }) {
  const stored = await storedAt(level, page, seq)
  return stored !== undefined && splitLink(stored).link?.equals(link) === true
}

async function startOf(level: Level, page: PageId, heads: Heads, full: boolean): Promise<Border> {
  const settled = heads.settled(page)
  if (full || settled.seq === 0) return beginning
  const border = { next: settled.seq + 1, link: settled.link }
  const { lost } = heads.get(page)
  if (lost.some(({ from, to }) => from <= settled.seq && settled.seq <= to)) return border
  return (await stands(level, page, settled)) ? border : beginning
}

/** Walks what is new since the head was settled, or everything, and says where the log ends. */
export async function verifyPage(
  level: Level,
  page: PageId,
  heads: Heads,
  full: boolean,
): Promise<Verdict> {
  const head = heads.get(page)
  const limit = Math.min(maxSeq, head.seq + maxAhead)
  const last = Math.max(head.seq, await lastSeq(level, page, limit))
  const border = await startOf(level, page, heads, full)
  const found: Loss[] = []
  let link = border.link ?? head.link
  let reached = 0
  for await (const step of walk(level, page, border, last, head.lost)) {
    if ('loss' in step) found.push(...newParts(step.loss, head.lost))
    else {
      link = step.link
      reached = step.group.at(-1)?.seq ?? reached
    }
  }
  const losses = joined(found)
  const tail = losses.some(({ to }) => to === last)
  if (!tail) {
    if (last === head.seq && reached < last) link = head.link
    const replaced = last === head.seq && losses.length === 0 && !link.equals(head.link)
    return { end: { seq: last, link }, losses, replaced }
  }
  const end = last + skipAfterLoss
  const unused: Loss = { from: last + 1, to: end, kind: 'unused' }
  return { end: { seq: end, link: firstLink }, losses: [...losses, unused], replaced: false }
}

/** Every page that LevelDB holds entries of, found by jumping from page to page. */
export async function pagesIn(level: Level): Promise<readonly PageId[]> {
  const pages: PageId[] = []
  let from: Buffer = allEntries.gte
  for (;;) {
    const range = { gte: from, lt: allEntries.lt, limit: 1 }
    const [pair] = await level.chunk(range).catch((error: unknown) => {
      if (isCorruption(error)) return []
      throw error
    })
    if (pair === undefined) return pages
    const key = readEntryKey(pair[0])
    // A page begins with entry 1. What does not is the spoilt key of some other page's entry,
    // which is missing there.
    if (key?.first === 1) pages.push(key.page)
    from = key === null ? Buffer.concat([pair[0], Buffer.of(0)]) : entryKey(key.page, maxSeq)
  }
}

/** Verifies the given pages, several at once, and tells each verdict. */
export async function verifyPages(
  level: Level,
  pages: readonly PageId[],
  heads: Heads,
  full: boolean,
  tell: (page: PageId, verdict: Verdict, head: PageHead) => void,
): Promise<void> {
  const rest = pages.values()
  const lane = async () => {
    for (const page of rest) tell(page, await verifyPage(level, page, heads, full), heads.get(page))
  }
  await Promise.all(Array.from({ length: 8 }, lane))
}
