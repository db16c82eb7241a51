/**
 * Bringing an archive back into an empty data folder. Nothing in the archive is trusted: names must
 * be the ones we write, sums must match, and every chain is verified at the end.
 */
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { z } from 'zod'
import { assert } from '#contract/asserts.ts'
import { StorageFailed } from '#contract/errors.ts'
import { pageId } from '#contract/ids.ts'
import type { Manifest } from './archive.ts'
import {
  ArchiveSum,
  archiveEnd,
  cataloguePart,
  decodePart,
  filePart,
  largestFile,
  logPart,
  manifest,
} from './archive.ts'
import { firstLink } from './chain.ts'
import { checkStorage } from './check.ts'
import type { Checked } from './check.ts'
import type { Report } from './damage-book.ts'
import { realDisk } from './disk.ts'
import { entryKey } from './entry-bytes.ts'
import type { DataFolder } from './folder.ts'
import { dataFolder } from './folder.ts'
import { currentFormat, layout, writeFormat } from './format.ts'
import { replaceKeeping } from './generations.ts'
import type { HeadLines } from './heads-file.ts'
import { HeadsFile, decodeHeads } from './heads-file.ts'
import type { Level } from './level.ts'
import { releaseLock, takeLock } from './lock.ts'
import { openEmbedded } from './open.ts'
import { decodePartition, partitionFileName } from './partition-file.ts'

export interface RestoreOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Told what is wrong with the restored data, which was wrong in the archive already. */
  readonly report: Report
  /** Told how many files have been read, after each. */
  readonly progress?: (files: number) => void
}

const refused = (file: string, why: string, cause?: unknown) =>
  new StorageFailed(`${file} cannot be restored: ${why}.`, cause)

/**
 * Restores an archive and raises the epoch of every page. Resolves with what a check of the
 * restored folder found. Rejects with StorageFailed, in one sentence, when the folder is not empty
 * (nothing is touched then) or the archive is not whole (the folder is empty again then).
 */
export async function restoreArchive(
  file: string,
  root: string,
  options: RestoreOptions,
): Promise<Checked & { readonly madeAt: string }> {
  const folder = dataFolder(root)
  const present = existsSync(root) ? await readdir(root) : []
  if (present.some((name) => name !== 'lost+found')) {
    throw refused(file, `the data folder ${root} is not empty`)
  }
  if (!existsSync(file)) throw refused(file, 'there is no such file')
  await mkdir(root, { recursive: true })
  const lock = await takeLock(folder.lock, root, options.clock())
  let about: Manifest
  try {
    await writeFile(folder.restoring, '')
    about = await fillFolder(file, folder, options)
    await writeFormat(realDisk, folder, { format: currentFormat(layout) })
    await realDisk.remove(folder.restoring)
    await realDisk.syncFolder(root)
  } catch (error) {
    await emptyAgain(folder)
    if (error instanceof StorageFailed) throw error
    throw refused(file, error instanceof Error ? error.message : String(error), error)
  } finally {
    await releaseLock(lock)
  }
  const storage = await openEmbedded(root, options)
  try {
    const checked = await checkStorage(storage)
    for (const page of await storage.log.pages()) await storage.log.pack(page)
    return { ...checked, madeAt: about.at }
  } finally {
    await storage.close()
  }
}

/** Removes what we made; the folder itself may be a mount and stays. */
async function emptyAgain(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.root)) {
    const path = join(folder.root, name)
    if (path !== folder.lock && name !== 'lost+found') await rm(path, { recursive: true })
  }
}

interface Filling {
  readonly file: string
  readonly folder: DataFolder
  readonly level: Level
  readonly heads: HeadLines
}

async function fillFolder(
  file: string,
  folder: DataFolder,
  { progress }: RestoreOptions,
): Promise<Manifest> {
  await mkdir(folder.catalogue)
  await mkdir(folder.files)
  const level = await realDisk.openLevel(folder.log, true)
  try {
    const filling: Filling = {
      file,
      folder,
      level,
      heads: { pages: new Map(), authors: new Map() },
    }
    const about = await readArchive(filling, progress)
    await writeHeads(filling)
    await level.settle()
    return about
  } finally {
    await level.close()
  }
}

async function readArchive(filling: Filling, progress: RestoreOptions['progress']) {
  const { file } = filling
  const sum = new ArchiveSum()
  const seen = new Set<string>()
  let about: Manifest | null = null
  let whole = false
  for await (const entry of entriesOf(file)) {
    const { name } = entry
    if (whole || seen.has(name)) throw refused(file, `it holds an unexpected "${name}"`)
    seen.add(name)
    const stored = filePart.exec(name)?.[1]
    if (about !== null && stored !== undefined) {
      await takeBytes(join(filling.folder.files, stored), entry, sum)
    } else {
      const bytes = await whollyRead(file, entry)
      if (about === null) about = readManifest(file, name, bytes)
      else if (name === 'end.json') whole = isEnd(file, bytes, sum)
      else await takeFile(filling, name, bytes)
      sum.add(name, bytes)
    }
    progress?.(seen.size)
  }
  if (about === null || !whole) throw refused(file, 'it is cut')
  await realDisk.syncFolder(filling.folder.files)
  return about
}

/** One file after the other goes straight to the disk. Whether it is spoilt, the check says. */
async function takeBytes(path: string, { name, pieces, size }: ArchiveEntry, sum: ArchiveSum) {
  const summed = sum.begin(name, size)
  const made = await realDisk.openNew(path)
  try {
    for await (const piece of pieces) {
      summed(piece)
      await made.write(piece)
    }
    await made.sync()
  } finally {
    await made.close()
  }
}

async function whollyRead(file: string, { name, pieces, size }: ArchiveEntry): Promise<Buffer> {
  if (size > largestFile) throw refused(file, `its "${name}" is too large`)
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

function readManifest(file: string, name: string, bytes: Buffer): Manifest {
  const found = name === 'manifest.json' ? parse(manifest, bytes) : null
  if (found === null) throw refused(file, 'it is not a backup made by Talkoot')
  if (found.format > currentFormat(layout)) {
    throw refused(file, `a newer Talkoot made it (format ${found.format})`)
  }
  return found
}

function isEnd(file: string, bytes: Buffer, sum: ArchiveSum): true {
  const found = parse(archiveEnd, bytes)
  const due = sum.end()
  if (found?.sha256 !== due.sha256 || found.files !== due.files) {
    throw refused(file, 'its checksum is wrong')
  }
  return true
}

function parse<T>(schema: z.ZodType<T>, bytes: Buffer): T | null {
  try {
    return schema.safeParse(JSON.parse(bytes.toString())).data ?? null
  } catch {
    return null
  }
}

async function takeFile({ file, folder, level, heads }: Filling, name: string, bytes: Buffer) {
  const part = logPart.exec(name)
  const record = cataloguePart.exec(name)
  if (part !== null) {
    const page = pageId.parse(part[1])
    const entries = [...decodePart(bytes)]
    await level.write(
      entries.map(({ seq, stored }) => ({ key: entryKey(page, seq), value: stored })),
    )
  } else if (record !== null) {
    const text = bytes.toString()
    const found = decodePartition(text)
    if (found === null || partitionFileName(found.partition) !== record[1]) {
      throw refused(file, `its "${name}" is spoilt`)
    }
    await replaceKeeping(realDisk, join(folder.catalogue, record[1]), text)
  } else if (name === 'heads.jsonl') {
    if (!decodeHeads(bytes.toString(), heads).whole) throw refused(file, `its "${name}" is spoilt`)
  } else {
    throw refused(file, `it holds an unexpected "${name}"`)
  }
}

/** Every epoch rises: clients may hold what was written after the backup. */
async function writeHeads({ folder, heads }: Filling): Promise<void> {
  const settled = { seq: 0, link: firstLink.toString('hex') }
  const pages = [...heads.pages.values()].map((line) => ({
    ...line,
    epoch: line.epoch + 1,
    settled,
  }))
  const authors = [...heads.authors].map(([author, person]) => ({ author, person }))
  await new HeadsFile(realDisk, folder.heads).rewrite(pages, authors)
}

interface ArchiveEntry {
  readonly name: string
  readonly size: number
  /** To be read to their end, before the next entry. */
  readonly pieces: AsyncIterable<Uint8Array>
}

/** The files of an archive, one after the other. */
async function* entriesOf(file: string): AsyncGenerator<ArchiveEntry> {
  const tar = extract()
  const piped = pipeline(createReadStream(file), createGunzip(), tar)
  // Told by the loop below, which sees the same error; unheard here it would end the process.
  piped.catch(() => null)
  for await (const entry of tar) {
    const { name, type, size } = entry.header
    if (type !== 'file') throw refused(file, `it holds "${name}", which is no plain file`)
    yield { name, size: size ?? 0, pieces: piecesOf(entry) }
  }
  await piped
}

async function* piecesOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of entry) {
    assert(piece instanceof Uint8Array, 'an archive is bytes')
    yield piece
  }
}
