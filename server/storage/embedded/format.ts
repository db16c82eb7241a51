/**
 * The version of the data folder's layout. A newer one is refused before anything is written; an
 * older one is copied to `backups/` and then upgraded step by step. The copy is a data folder of
 * its own: the older program opens it as it is.
 */
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { StorageFailed } from '#contract/errors.ts'
import type { Report } from './damage-book.ts'
import type { Disk } from './disk.ts'
import type { DataFolder } from './folder.ts'

const formatFile = z.object({
  format: z.int().positive(),
  /** Set while an upgrade is on its way: its copy is made and must not be made again. */
  upgrading: z.boolean().optional(),
})

/** Brings a folder from `to - 1` to `to`. Must be repeatable: a kill may stop it anywhere. */
export interface Migration {
  readonly to: number
  run(folder: DataFolder): Promise<void>
}

/** The first layout, and the changes since, in order. */
export interface Layout {
  readonly first: number
  readonly migrations: readonly Migration[]
}

/**
 * 2: a person may be without an e-mail address and an organisation without much that has a default
 *    now. Records are read through their schema, so nothing on the disk changes; but a program of
 *    before could not read what is written from here on, and must not try.
 * 3: files beside log and catalogue, and pages of schema 2. Nothing on the disk changes here
 *    either; but a program of before would leave the files out of its backups, and take what it
 *    does not know out of pages and records.
 * 4: entries that are about others, entries packed into segments, pages that were rewritten. What
 *    was written before stays as it is.
 * 5: comments and notices, and entries that are accepted proposals. What was written before stays
 *    as it is; a program of before could not read such entries.
 */
export const layout: Layout = {
  first: 1,
  migrations: [
    { to: 2, run: async () => {} },
    { to: 3, run: async () => {} },
    { to: 4, run: async () => {} },
    { to: 5, run: async () => {} },
  ],
}

/** The version that a layout's program writes. */
export const currentFormat = ({ first, migrations }: Layout): number =>
  migrations.at(-1)?.to ?? first

/** Writes the version file, durably. */
export async function writeFormat(
  disk: Disk,
  folder: DataFolder,
  format: z.infer<typeof formatFile>,
): Promise<void> {
  await disk.writeWhole(`${folder.format}.new`, `${JSON.stringify(format)}\n`)
  await disk.rename(`${folder.format}.new`, folder.format)
  await disk.syncFolder(folder.root)
}

/**
 * The folder's version, null for a folder without one. Writes nothing; rejects in one sentence
 * when the folder was written by a newer Talkoot or holds half a restored backup.
 */
export async function readFormat(folder: DataFolder, current: number) {
  if (existsSync(folder.restoring)) {
    throw new StorageFailed(
      `A backup was being restored into ${folder.root} and did not finish: ` +
        'empty the folder and restore it again.',
    )
  }
  if (!existsSync(folder.format)) return null
  const text = await readFile(folder.format, 'utf8')
  const found = formatFile.safeParse(parsed(text))
  if (!found.success) return null
  if (found.data.format > current) {
    throw new StorageFailed(
      `The data folder ${folder.root} has format ${found.data.format}, and this Talkoot ` +
        `knows formats up to ${current}: use the newer Talkoot that wrote it.`,
    )
  }
  return found.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Copies everything but the lock and earlier copies; complete when it has its final name. */
async function copyFolder(folder: DataFolder, disk: Disk, name: string): Promise<string> {
  const target = join(folder.backups, name)
  const partial = `${target}.partial`
  const left = new Set([folder.backups, folder.lock, folder.rescue])
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  for (const entry of await readdir(folder.root)) {
    const from = join(folder.root, entry)
    if (!left.has(from)) await cp(from, join(partial, basename(from)), { recursive: true })
  }
  await disk.rename(partial, target)
  await disk.syncFolder(folder.backups)
  return target
}

/** Makes the folder's format the current one. The caller holds the lock. */
export async function upgrade(
  folder: DataFolder,
  { disk, report, now, layout: known }: Upgrade,
): Promise<void> {
  const current = currentFormat(known)
  const found = await readFormat(folder, current)
  if (found === null || found.format === current) {
    if (found === null || found.upgrading === true) {
      await writeFormat(disk, folder, { format: current })
    }
    return
  }
  if (found.upgrading !== true) {
    const day = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
    const copy = await copyFolder(folder, disk, `format-${found.format}-${day}`)
    report(`The data folder is being upgraded; a copy as it was is in ${copy}.`)
    await writeFormat(disk, folder, { ...found, upgrading: true })
  }
  for (const { to, run } of known.migrations) {
    if (to <= found.format) continue
    await run(folder)
    await writeFormat(disk, folder, { format: to, upgrading: to !== current })
  }
}

export interface Upgrade {
  readonly disk: Disk
  readonly report: Report
  /** Milliseconds since 1970, for the copy's name. */
  readonly now: number
  readonly layout: Layout
}
