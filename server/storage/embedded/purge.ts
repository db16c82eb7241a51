/**
 * Removing what a rewriting left in LevelDB's files.
 *
 * Overwriting and compacting alone does not: what was overwritten while both were in memory comes
 * into one and the same table, which LevelDB may then find in its place and leave as it is
 * (measured). So the files themselves are read, what is found is overwritten once more, which
 * lies above that table now, and all is compacted again.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageFailed } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { bundleKey, entriesOfPage, snapshotKey } from './entry-bytes.ts'
import type { DataFolder } from './folder.ts'
import type { KeyRange } from './level-files.ts'
import { dataFiles, writesWithin } from './level-files.ts'
import type { Level } from './level.ts'

const roundsAtMost = 10

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
  for (let round = 0; round < roundsAtMost; round++) {
    for (const range of rangesOf(page)) await level.compact(range)
    const left = await overwritten(folder, rangesOf(page))
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

/** Keys of which the files hold a value that no longer counts. */
async function overwritten(
  folder: DataFolder,
  ranges: readonly KeyRange[],
): Promise<readonly Buffer[]> {
  const newest = new Map<string, number>()
  const valued: { readonly key: string; readonly order: number }[] = []
  for (const name of await dataFiles(folder.log)) {
    for (const { key, value, order } of await writesWithin(join(folder.log, name), ranges)) {
      const text = key.toString('latin1')
      newest.set(text, Math.max(order, newest.get(text) ?? 0))
      if (value !== null) valued.push({ key: text, order })
    }
  }
  const old = valued.filter(({ key, order }) => order < (newest.get(key) ?? 0))
  return [...new Set(old.map(({ key }) => key))].map((key) => Buffer.from(key, 'latin1'))
}
