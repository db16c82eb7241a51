/** The embedded storage: one data folder, one process, no other program. */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { StorageFailed } from '#contract/errors.ts'
import type { Storage } from '../storage.ts'
import { EmbeddedCatalogue } from './catalogue.ts'
import { DamageBook } from './damage-book.ts'
import type { Report } from './damage-book.ts'
import type { Disk } from './disk.ts'
import { realDisk } from './disk.ts'
import type { DataFolder } from './folder.ts'
import { EmbeddedFiles } from './files.ts'
import { dataFolder } from './folder.ts'
import type { Layout } from './format.ts'
import { currentFormat, layout, readFormat, upgrade } from './format.ts'
import { HeadsFile, loadHeads } from './heads-file.ts'
import { Heads } from './heads.ts'
import { isLocked } from './level.ts'
import type { Lock } from './lock.ts'
import { giveBack, heldBy, releaseLock, takeLock } from './lock.ts'
import { EmbeddedLog } from './log.ts'
import { openVerified } from './opening.ts'

export interface OpenOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Told one English sentence whenever something is wrong, or right again. */
  readonly report: Report
  readonly disk?: Disk
  readonly layout?: Layout
}

/** What the commands of `server/talkoot.ts` need beyond the port. */
export interface EmbeddedStorage extends Storage {
  readonly folder: DataFolder
  readonly lock: Lock
  readonly heads: Heads
  readonly log: EmbeddedLog
  readonly catalogue: EmbeddedCatalogue
  readonly files: EmbeddedFiles
  readonly clock: () => number
}

/**
 * Opens a data folder, which is made if it is absent. What is missing in it is named by `damage()`
 * and reported. Rejects with StorageFailed, whose message is one sentence for whoever runs the
 * server, when another process has it open (within a second), when a newer Talkoot wrote it
 * (nothing has been written then), or when it cannot be opened.
 */
export async function openEmbedded(root: string, options: OpenOptions): Promise<EmbeddedStorage> {
  const { clock, report, disk = realDisk, layout: known = layout } = options
  const folder = dataFolder(root)
  const current = currentFormat(known)
  await readFormat(folder, current)
  await world(`The data folder ${root} cannot be made`, () => mkdir(root, { recursive: true }))
  const lock = await world(`The data folder ${root} cannot be locked`, () =>
    takeLock(folder.lock, root, clock()),
  )
  try {
    const book = new DamageBook(report)
    const found = await readFormat(folder, current)
    if (found === null && (existsSync(folder.heads) || existsSync(folder.log))) {
      book.add(null, `The version file ${folder.format} is missing or spoilt; made anew.`)
    }
    if (found !== null && found.format !== current && lock.unsure) {
      throw new StorageFailed(
        `The data folder ${root} needs an upgrade and may be in use by process ` +
          `${lock.before?.pid} on ${lock.before?.host}: if it is not, delete ${folder.lock}.`,
      )
    }
    const now = clock()
    await world(`The data folder ${root} cannot be upgraded`, () =>
      upgrade(folder, { disk, report, now, layout: known }),
    )
    const unclean = lock.before !== null
    const log = await openLog({ folder, disk, book, report, now, unclean })
    const catalogue = await EmbeddedCatalogue.open(disk, folder.catalogue, book)
    const files = await EmbeddedFiles.open(disk, folder, book)
    const close = once(async () => {
      await files.close()
      await catalogue.close()
      await log.log.close()
      await releaseLock(lock)
    })
    return { ...log, folder, lock, catalogue, files, clock, damage: () => book.all(), close }
  } catch (error) {
    if (isLocked(error) && lock.before !== null) {
      await giveBack(lock)
      throw heldBy(root, lock.before)
    }
    await releaseLock(lock)
    if (error instanceof StorageFailed) throw error
    if (isLocked(error)) {
      throw new StorageFailed(`The log in ${folder.log} is in use by another process.`, error)
    }
    throw new StorageFailed(`The data folder ${root} cannot be opened (${textOf(error)}).`, error)
  }
}

interface LogParts {
  readonly folder: DataFolder
  readonly disk: Disk
  readonly book: DamageBook
  readonly report: Report
  readonly now: number
  readonly unclean: boolean
}

async function openLog({ folder, disk, book, report, now, unclean }: LogParts) {
  const loaded = await loadHeads(folder.heads)
  for (const fault of loaded.faults) book.add(null, fault)
  const before: { log: EmbeddedLog | null } = { log: null }
  const heads = new Heads(new HeadsFile(disk, folder.heads), loaded, (error) =>
    before.log?.fail(error),
  )
  const opening = { disk, folder, heads, book, report }
  const suspicion = { tables: unclean, rebuild: false, entries: loaded.unknown }
  const level = await openVerified(opening, suspicion)
  const log = new EmbeddedLog(opening, level)
  before.log = log
  if (loaded.unknown && heads.pages().length > 0) {
    book.add(
      null,
      `The list of heads ${folder.heads} was missing and has been made anew from the log: ` +
        'what the log had lost before cannot be told.',
    )
    // Nobody knows how far the epochs had come; seconds since 1970 are beyond any of them.
    await heads.beginEpochs(Math.floor(now / 1000))
  }
  return { log, heads }
}

async function world<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof StorageFailed) throw error
    throw new StorageFailed(`${what} (${textOf(error)}).`, error)
  }
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => (done ??= act())
}
