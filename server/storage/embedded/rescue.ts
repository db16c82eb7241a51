/**
 * A way back while LevelDB opens.
 *
 * LevelDB's opening is not harmless to a damaged folder: it drops the rest of a block of its
 * write-ahead log after a spoilt record and then deletes that log; and when the end of its
 * MANIFEST is unreadable it goes back to an earlier list of tables and deletes those that are not
 * on it. So the files are linked to a folder beside before (no byte is copied), and removed when
 * the heads say that all is there. If they say otherwise the linked files are repaired as a
 * LevelDB of their own, whatever it still has is brought over, and the chains decide what of it is
 * good.
 */
import { existsSync } from 'node:fs'
import { link, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageId } from '#contract/ids.ts'
import type { Disk } from './disk.ts'
import { entryKey, maxSeq, seqOfKey } from './entry-bytes.ts'
import type { DataFolder } from './folder.ts'
import type { Level } from './level.ts'
import type { Loss } from './loss.ts'
import { pagesIn } from './verify.ts'

/** Tables and write-ahead logs: LevelDB deletes them, and never changes one in place at a start. */
const isData = (name: string) => /^\d+\.(ldb|sst|log)$/.test(name)

/** Links LevelDB's data files. A folder left by a stopped opening is kept: it holds more. */
export async function linkRescue({ log, rescue }: DataFolder): Promise<void> {
  if (existsSync(rescue)) return
  const names = (await readdir(log)).filter(isData)
  await mkdir(rescue)
  for (const name of names) await link(join(log, name), join(rescue, name))
}

/** Removes the links; the files stay where LevelDB uses them. */
export const dropRescue = ({ rescue }: DataFolder): Promise<void> =>
  rm(rescue, { recursive: true, force: true })

/** Copies what `from` has of a range and `into` has not, or has otherwise. */
async function copyRange(from: Level, into: Level, page: PageId, loss: Loss): Promise<void> {
  const end = entryKey(page, Math.min(loss.to, maxSeq - 1) + 1)
  let next = entryKey(page, loss.from)
  for (;;) {
    const pairs = await from.chunk({ gte: next, lt: end, limit: 1000 })
    const last = pairs.at(-1)
    if (last === undefined) return
    await into.write(pairs.map(([key, value]) => ({ key, value })))
    next = entryKey(page, seqOfKey(last[0]) + 1)
  }
}

/**
 * Copies what the linked files still have of the lost entries, and pages that only they know.
 * Bytes are not judged here: LevelDB's repair reads its write-ahead log without checksums.
 */
export async function bringOver(
  disk: Disk,
  { rescue }: DataFolder,
  level: Level,
  losses: ReadonlyMap<PageId, readonly Loss[]>,
  known: ReadonlySet<PageId>,
): Promise<void> {
  await disk.repairLevel(rescue)
  const old = await disk.openLevel(rescue, false)
  try {
    const whole: Loss = { from: 1, to: maxSeq, kind: 'missing' }
    for (const page of await pagesIn(old)) {
      const wanted = known.has(page) ? (losses.get(page) ?? []) : [whole]
      for (const loss of wanted) {
        if (loss.kind !== 'unused') await copyRange(old, level, page, loss)
      }
    }
  } finally {
    await old.close()
  }
}
