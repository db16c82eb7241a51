/**
 * Writing a damaged log anew from whatever of its files has the right checksums. LevelDB would
 * abort the process as soon as it compacts a table with a spoilt key, at every start anew.
 *
 *     log.new ──complete──> log.rebuilt, log ──> log.damaged, log.rebuilt ──> log
 *
 * A kill at any moment leaves the old log in its place or the new one on its way there.
 */
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageId } from '#contract/ids.ts'
import type { Disk } from './disk.ts'
import { readEntryKey } from './entry-bytes.ts'
import type { DataFolder } from './folder.ts'
import { damagedTables, dataFiles, salvage, writesWithin } from './level-files.ts'
import type { Write } from './level-journal.ts'
import type { Level, Put } from './level.ts'
import { dropDoubles, writeAll } from './rescue.ts'
import { decodeRecord, readRewriteKey } from './rewriting.ts'

/** Makes a new log and puts it in the place of the old one, which is kept as `log.damaged`. */
export async function rebuildLog(disk: Disk, folder: DataFolder): Promise<void> {
  const fresh = `${folder.log}.new`
  await rm(fresh, { recursive: true, force: true })
  const level = await disk.openLevel(fresh, true)
  try {
    await copyAll(folder.log, level)
    await level.settle()
  } finally {
    await level.close()
  }
  await rename(fresh, folder.rebuilt)
  await finishRebuild(disk, folder)
}

/** Carries a rebuilding that was stopped near its end to it. */
export async function finishRebuild(disk: Disk, folder: DataFolder): Promise<void> {
  if (!existsSync(folder.rebuilt)) return
  if (existsSync(folder.log)) {
    await rm(folder.damaged, { recursive: true, force: true })
    await disk.rename(folder.log, folder.damaged)
  }
  await disk.rename(folder.rebuilt, folder.log)
  await disk.remove(folder.rebuildDue)
  await disk.syncFolder(folder.root)
}

const asPut = ({ key, value }: Write): readonly Put[] =>
  value === null || readEntryKey(key) === null ? [] : [{ key, value }]

/** Keys that are written again and again, and what is said of rewritten pages; the newest counts. */
const isRewritten = (key: Buffer) => key[0] === 0x73 || key[0] === 0x68 || key[0] === 0x72

/** Pages that were rewritten and whose old bytes may still be in the files. */
async function unpurged(from: string): Promise<ReadonlySet<PageId>> {
  const records = new Map<PageId, { readonly order: number; readonly purged: boolean }>()
  const range = { gte: Buffer.from('r'), lt: Buffer.from('s') }
  for (const name of await dataFiles(from)) {
    for (const { key, value, order } of await writesWithin(join(from, name), [range])) {
      const page = readRewriteKey(key)
      const record = value && decodeRecord(value)
      if (page === null || record === null || order < (records.get(page)?.order ?? 0)) continue
      records.set(page, { order, purged: record.purged })
    }
  }
  return new Set([...records].filter(([, { purged }]) => !purged).map(([page]) => page))
}

async function copyAll(from: string, level: Level): Promise<void> {
  const pages = await unpurged(from)
  const isOfOne = (key: Buffer) => {
    const place = pages.size > 0 && readEntryKey(key)
    return place ? pages.has(place.page) : false
  }
  // A damaged block may still hold whole entries, which the chains tell apart. They go first, so
  // that what has the right checksum counts where both have a key.
  for (const name of await damagedTables(from)) {
    const { doubtful } = await salvage(join(from, name))
    await writeAll(level, doubtful.filter(({ key }) => !isOfOne(key)).flatMap(asPut))
  }
  const newest = new Map<string, { order: number; value: Buffer | null }>()
  for (const name of await dataFiles(from)) {
    const puts: Put[] = []
    for (const { key, value, order } of (await salvage(join(from, name))).writes) {
      if (!isRewritten(key) && !isOfOne(key)) {
        if (value !== null) puts.push({ key, value })
      } else if ((newest.get(key.toString('latin1'))?.order ?? -1) < order) {
        newest.set(key.toString('latin1'), { order, value })
      }
    }
    await writeAll(level, puts)
  }
  await writeAll(
    level,
    Array.from(newest, ([key, { value }]) => ({ key: Buffer.from(key, 'latin1'), value })),
  )
  await dropDoubles(level)
}
