/**
 * The work of the command line on a data folder, whether or not a server has it open: a running
 * server is asked over its control channel, otherwise the folder is opened here.
 */
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { StorageFailed } from '#contract/errors.ts'
import { archiveOf } from './backup.ts'
import type { Checked, CheckMore } from './check.ts'
import { checkStorage, checked } from './check.ts'
import { sendOrder } from './control.ts'
import { realDisk } from './disk.ts'
import { dataFolder } from './folder.ts'
import { heldBy, runningHolder } from './lock.ts'
import type { EmbeddedStorage, OpenOptions } from './open.ts'
import { openEmbedded } from './open.ts'

/** Where the running server takes orders, or null when the folder is free. */
async function serverOf(root: string) {
  if (!existsSync(root)) throw new StorageFailed(`There is no data folder ${root}.`)
  const folder = dataFolder(root)
  if (!existsSync(folder.format) && !existsSync(folder.log) && !existsSync(folder.lock)) {
    throw new StorageFailed(`${root} is not a data folder of Talkoot.`)
  }
  const holder = await runningHolder(folder.lock)
  if (holder === null) return null
  if (holder.control === undefined) throw heldBy(root, holder)
  return holder.control
}

async function opened<T>(
  root: string,
  options: OpenOptions,
  use: (storage: EmbeddedStorage) => Promise<T>,
): Promise<T> {
  const storage = await openEmbedded(root, options)
  try {
    return await use(storage)
  } finally {
    await storage.close()
  }
}

/**
 * Verifies everything in a data folder, with `more` where no server has it open: a server brings its
 * own. Rejects with StorageFailed in one sentence when that
 * cannot be done.
 */
export async function checkFolder(
  root: string,
  options: OpenOptions,
  more?: CheckMore,
): Promise<Checked> {
  const server = await serverOf(root)
  if (server === null) return opened(root, options, (storage) => checkStorage(storage, more))
  return checked.parse(JSON.parse(await text(await sendOrder(server, 'check'))))
}

/**
 * Has an order carried out by the running server, where there is one, and otherwise by `here` on
 * the folder. Resolves with its answer, of which nobody has checked the form yet. Rejects with
 * StorageFailed in one sentence, and with the order's own AppError.
 */
export async function orderFolder(
  root: string,
  order: { readonly name: string; readonly given: unknown },
  options: OpenOptions,
  here: (storage: EmbeddedStorage) => Promise<unknown>,
): Promise<unknown> {
  const server = await serverOf(root)
  if (server === null) return opened(root, options, here)
  return JSON.parse(await text(await sendOrder(server, order.name, order.given)))
}

/**
 * Saves an archive of a data folder as `file`, which must not exist; `file.partial` grows until it
 * is complete. Everything acknowledged before the call is in it. Rejects with StorageFailed in one
 * sentence. `progress` is told the bytes written so far.
 */
export async function backupFolder(
  root: string,
  file: string,
  options: OpenOptions & { readonly progress?: (bytes: number) => void },
): Promise<void> {
  if (existsSync(file)) throw new StorageFailed(`${file} exists already; choose another name.`)
  const server = await serverOf(root)
  const saving = (archive: Readable) => save(archive, file, options.progress)
  if (server !== null) await saving(await sendOrder(server, 'backup'))
  else await opened(root, options, (storage) => saving(archiveOf(storage)))
}

async function save(archive: Readable, file: string, progress?: (bytes: number) => void) {
  const partial = `${file}.partial`
  try {
    const handle = await open(partial, 'w', 0o600)
    try {
      let bytes = 0
      for await (const chunk of archive) {
        const block = Buffer.from(chunk)
        await handle.writeFile(block)
        bytes += block.length
        progress?.(bytes)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(partial, file)
    await realDisk.syncFolder(dirname(file))
  } catch (error) {
    await rm(partial, { force: true })
    if (error instanceof StorageFailed) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new StorageFailed(`The backup was not completed (${why}).`, error)
  }
}
