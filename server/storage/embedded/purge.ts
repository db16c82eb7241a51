/**
 * Removing what a rewriting left in LevelDB's files.
 *
 * Overwriting and compacting alone does not: what was overwritten while both were in memory comes
 * into one and the same table, which LevelDB may then find in its place and leave as it is
 * (measured). So the files themselves are read, what is found is overwritten once more, which
 * lies above that table now, and all is compacted again.
 *
 * Nor does LevelDB remove a table from the folder while somebody reads it, and later only when it
 * next makes one or empties its memory: readers are waited for, and that is brought about.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StorageFailed } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { bundleKey, entriesOfPage, snapshotKey } from './entry-bytes.ts'
import type { DataFolder } from './folder.ts'
import type { KeyRange } from './level-files.ts'
import { dataFiles, writesWithin } from './level-files.ts'
import type { Level } from './level.ts'

const roundsAtMost = 11
/** Before the second round, in milliseconds; before each further one twice as long. */
const firstPauseMs = 5

const onlyKey = (key: Buffer): KeyRange => ({ gte: key, lt: Buffer.concat([key, Buffer.of(0)]) })

const rangesOf = (page: PageId): readonly KeyRange[] => [
  entriesOfPage(page),
  onlyKey(snapshotKey(page)),
  onlyKey(bundleKey(page)),
]

/**
 * Resolves when the files of the log hold of the page only what counts now. `again` is to write
 * keys once more as they are, while nothing else is written. Rejects with StorageFailed when that
 * cannot be brought about.
 */
export async function purge(
  page: PageId,
  folder: DataFolder,
  level: Level,
  again: (keys: readonly Buffer[]) => Promise<void>,
): Promise<void> {
  // Logs as they were before they were written anew, or while they were opened.
  for (const path of [folder.damaged, folder.rescue, `${folder.log}.new`]) {
    await rm(path, { recursive: true, force: true })
  }
  const ranges = rangesOf(page)
  for (let round = 0; round < roundsAtMost; round++) {
    if (round > 0) await pause(firstPauseMs * 2 ** (round - 1))
    // What somebody reads is neither left out of a new table nor removed with the old one.
    await level.readersOver()
    for (const range of ranges) await level.compact(range)
    await level.readersOver()
    await level.settle()
    const left = await outdated(folder, level, ranges)
    if (left.length === 0) return
    await again(left)
  }
  throw new StorageFailed(`What page ${page} held before it was rewritten is still in the files.`)
}

/** Writes keys once more as they are. */
export async function writeAgain(level: Level, keys: readonly Buffer[]): Promise<void> {
  const puts = await Promise.all(
    keys.map(async (key) => ({ key, value: (await level.get(key)) ?? null })),
  )
  for (let at = 0; at < puts.length; at += 4000) await level.write(puts.slice(at, at + 4000))
}

/**
 * Keys of which the files hold a value that does not count. Only LevelDB itself says what counts:
 * a table that it has done with and not yet removed may be all that is left of a key. Tables come
 * and go meanwhile, so the folder is listed until it holds nothing that was not read; what a new
 * file is made from has a lower number, and is read before it.
 */
async function outdated(
  folder: DataFolder,
  level: Level,
  ranges: readonly KeyRange[],
): Promise<readonly Buffer[]> {
  const found = new Map<string, Buffer>()
  const read = new Set<string>()
  for (;;) {
    const names = (await dataFiles(folder.log)).filter((name) => !read.has(name))
    if (names.length === 0) return [...found.values()]
    for (const name of names) {
      read.add(name)
      for (const { key, value } of await writesWithin(join(folder.log, name), ranges)) {
        if (value === null || found.has(key.toString('latin1'))) continue
        const counts = await level.get(key)
        if (counts?.equals(value) !== true) found.set(key.toString('latin1'), key)
      }
    }
  }
}
