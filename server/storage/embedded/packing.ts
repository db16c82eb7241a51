/**
 * Packing what lies loose of a page: which runs of whole groups become segments, oldest first.
 *
 *     | segment | segment | loose … loose |      before
 *     | segment | segment | segment | loose |    after, in one batch
 */
import { must } from '#contract/asserts.ts'
import type { PageId, Seq } from '#contract/ids.ts'
import { linkBefore } from './chain.ts'
import { entryKey, isSegmentKey, lastOfKey } from './entry-bytes.ts'
import type { Put } from './level.ts'
import type { Loss } from './loss.ts'
import { packSegment } from './segment-bytes.ts'
import type { Source } from './walk.ts'
import { borderFor, walk } from './walk.ts'

/** A segment is closed at the first border of groups behind this many entries or bytes. */
const fullEntries = 1000
const fullBytes = 4 * 1024 * 1024

/** Fewer than this many stay loose: packed they would save little. */
const fewest = 200

const chunkEntries = 1000

/** What makes one segment of loose entries. */
export interface Packed {
  readonly first: Seq
  readonly last: Seq
  /** To be written in one batch. */
  readonly puts: readonly Put[]
}

/** Where the loose entries behind the last segment begin. */
export async function looseFrom(source: Source, page: PageId, head: Seq): Promise<Seq> {
  let next = head
  for (;;) {
    const range = { gte: entryKey(page, 1), lt: entryKey(page, next + 1), limit: chunkEntries }
    const pairs = await source.chunk({ ...range, reverse: true })
    for (const [key] of pairs) {
      if (isSegmentKey(key)) return lastOfKey(key) + 1
      next = lastOfKey(key) - 1
    }
    if (pairs.length === 0 || next < 1) return 1
  }
}

/** Entries in a row that become a segment. */
interface LooseRun {
  readonly first: Seq
  readonly before: Buffer
  readonly stored: Buffer[]
  bytes: number
  end: Buffer
}

/** Segments of the entries `from..head`, one after the other; both stand at borders of groups. */
export async function* packed(
  source: Source,
  page: PageId,
  { from, head, lost }: { from: Seq; head: Seq; lost: readonly Loss[] },
): AsyncGenerator<Packed> {
  if (head - from + 1 < fewest) return
  const border = await borderFor(source, page, from)
  let { link } = border
  let run: LooseRun | null = null
  for await (const step of walk(source, page, border, head, lost)) {
    if ('loss' in step) {
      if (run !== null && run.stored.length >= fewest) yield await segmentOf(page, run)
      run = null
      link = null
      continue
    }
    const { seq: first } = must(step.group[0], 'a group has entries')
    if (first >= from) {
      const bares = step.group.map(({ bare }) => bare)
      const before: Buffer = link ?? linkBefore(step.link, page, first, bares)
      run ??= { first, before, stored: [], bytes: 0, end: before }
      for (const { stored } of step.group) {
        run.stored.push(stored)
        run.bytes += stored.length
      }
      run.end = step.link
      if (run.stored.length >= fullEntries || run.bytes >= fullBytes) {
        yield await segmentOf(page, run)
        run = null
      }
    }
    link = step.link
  }
  if (run !== null && run.stored.length >= fewest) yield await segmentOf(page, run)
}

async function segmentOf(page: PageId, run: LooseRun): Promise<Packed> {
  const { first, stored } = run
  const segment = await packSegment({ page, ...run })
  const loose = stored.map((_, i) => ({ key: entryKey(page, first + i), value: null }))
  return { first, last: first + stored.length - 1, puts: [segment, ...loose] }
}
