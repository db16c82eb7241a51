/**
 * A way back while LevelDB opens.
 *
 * LevelDB's opening is not harmless to a damaged folder: it drops the rest of a block of its
 * write-ahead log after a spoilt record and then deletes that log; and when the end of its
 * MANIFEST is unreadable it goes back to an earlier list of tables and deletes those that are not
 * on it. So the files are linked to a folder beside before (no byte is copied), and removed when
 * the heads say that all is there. If they say otherwise, what the linked files still have is
 * brought over.
 */
import { existsSync } from 'node:fs'
import { link, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageId } from '#contract/ids.ts'
import { allEntries, isSegmentKey, readEntryKey } from './entry-bytes.ts'
import type { DataFolder } from './folder.ts'
import { dataFiles, salvage } from './level-files.ts'
import type { Level, Put } from './level.ts'
import type { Loss } from './loss.ts'
import { rewritesIn } from './rewriting.ts'
import type { Segment } from './segment-bytes.ts'
import { openSegment } from './segment-bytes.ts'

/** Links LevelDB's data files. A folder left by a stopped opening is kept: it holds more. */
export async function linkRescue({ log, rescue }: DataFolder): Promise<void> {
  if (existsSync(rescue)) return
  const names = await dataFiles(log)
  await mkdir(rescue)
  for (const name of names) await link(join(log, name), join(rescue, name))
}

/** Removes the links; the files stay where LevelDB uses them. */
export const dropRescue = ({ rescue }: DataFolder): Promise<void> =>
  rm(rescue, { recursive: true, force: true })

/**
 * Writes into the log what the linked files have of the lost entries, and pages that only they
 * know. Which of it is good, the chains decide. Of pages whose rewriting is not over nothing is
 * brought: it may be what was to go.
 */
export async function bringOver(
  { rescue }: DataFolder,
  level: Level,
  losses: ReadonlyMap<PageId, readonly Loss[]>,
  known: ReadonlySet<PageId>,
): Promise<void> {
  const rewrites = await rewritesIn(level)
  for (const name of await dataFiles(rescue)) {
    const puts: Put[] = []
    for (const { key, value } of (await salvage(join(rescue, name))).writes) {
      const place = readEntryKey(key)
      if (place === null || value === null) continue
      const { page, first, last } = place
      if (rewrites.get(page)?.purged === false) continue
      const lost = losses.get(page)?.some(({ from, to }) => from <= last && first <= to)
      if (lost === true || !known.has(page)) puts.push({ key, value })
    }
    await writeAll(level, puts)
  }
  await dropDoubles(level)
}

/**
 * Removes loose entries that a segment holds, too: they were removed when that was written, and
 * whoever takes files apart finds them all the same.
 */
export async function dropDoubles(level: Level): Promise<void> {
  let lt: Buffer = allEntries.lt
  let segment: Segment | null = null
  for (;;) {
    const pairs = await level.chunk({ gte: allEntries.gte, lt, limit: 1000, reverse: true })
    if (pairs.length === 0) return
    const puts: Put[] = []
    for (const [key, value] of pairs) {
      lt = key
      const place = readEntryKey(key)
      if (place === null) continue
      const within = segment?.page === place.page && place.last >= segment.first
      if (isSegmentKey(key)) segment = openSegment(key, value) ?? segment
      else if (within) puts.push({ key, value: null })
    }
    await writeAll(level, puts)
  }
}

/** Writes many pairs, durably, in batches that LevelDB takes well. */
export async function writeAll(level: Level, puts: readonly Put[]): Promise<void> {
  for (let at = 0; at < puts.length; at += 4000) await level.write(puts.slice(at, at + 4000))
}
