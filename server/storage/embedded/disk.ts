/**
 * The seam between the embedded storage and the machine: every call that can fail because a disk
 * does. Tests put faults here; the product uses `realDisk`. Plain reading of files is not part of
 * it.
 */
import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open, rename, rm, stat, statfs } from 'node:fs/promises'
import writeFileAtomic from 'write-file-atomic'
import type { Level } from './level.ts'
import { openLevel } from './level.ts'

/** A file that only grows. */
export interface AppendFile {
  /** Resolves when all of `text` is on the disk. After a rejection part of it may be. */
  append(text: string): Promise<void>
  close(): Promise<void>
}

/** A file that is being written, once. */
export interface NewFile {
  /** Resolves when all of `bytes` is with the system; on the disk only after `sync`. */
  write(bytes: Uint8Array): Promise<void>
  sync(): Promise<void>
  /** Idempotent. */
  close(): Promise<void>
}

/** Bytes on a disk: how many fit on it, and how many more do now. */
export interface Room {
  readonly total: number
  readonly free: number
}

export interface Disk {
  /** Writes a whole file beside others and resolves when it is on the disk, in full. */
  writeWhole(path: string, text: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Makes renames and removals in the folder survive a power cut. */
  syncFolder(path: string): Promise<void>
  openAppend(path: string): Promise<AppendFile>
  /** A file that was not there before. */
  openNew(path: string): Promise<NewFile>
  /** The room on the disk that holds the folder. */
  room(path: string): Promise<Room>
  /** Resolves when `bytes` can be written to the folder and synced, and leaves nothing behind. */
  probe(path: string, bytes: number): Promise<void>
  openLevel(path: string, create: boolean): Promise<Level>
}

/** Writes everything: a full disk makes `write` come back short, without an error. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done)
    if (bytesWritten === 0) throw new Error('nothing could be written')
    done += bytesWritten
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  await writeFileAtomic(path, bytes, { mode: 0o600 })
  // write-file-atomic calls write once: when the disk fills up in the middle it syncs and renames
  // a cut file and reports success. Callers therefore write beside the real file, and move it
  // there only after this.
  const { size } = await stat(path)
  if (size !== bytes.length) {
    await rm(path, { force: true })
    throw Object.assign(new Error(`only ${size} of ${bytes.length} bytes were written`), {
      code: 'ENOSPC',
    })
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and does not need to.
  if (process.platform === 'win32') return
  const handle = await open(path, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function openAppend(path: string): Promise<AppendFile> {
  const handle = await open(path, 'a', 0o600)
  return {
    async append(text) {
      await writeAll(handle, Buffer.from(text))
      await handle.datasync()
    },
    close: () => handle.close(),
  }
}

async function openNew(path: string): Promise<NewFile> {
  const handle = await open(path, 'wx', 0o600)
  let closed: Promise<void> | null = null
  return {
    write: (bytes) => writeAll(handle, bytes),
    sync: () => handle.sync(),
    close: () => (closed ??= handle.close()),
  }
}

async function room(path: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(path)
  return { total: blocks * bsize, free: bavail * bsize }
}

async function probe(path: string, bytes: number): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    const block = Buffer.alloc(Math.min(bytes, 1 << 20))
    for (let left = bytes; left > 0; left -= block.length) {
      await writeAll(handle, left < block.length ? block.subarray(0, left) : block)
    }
    await handle.datasync()
  } finally {
    await handle.close()
    await rm(path, { force: true })
  }
}

/** The machine's own disk. */
export const realDisk: Disk = {
  writeWhole,
  rename,
  remove: (path) => rm(path, { force: true }),
  syncFolder,
  openAppend,
  openNew,
  room,
  probe,
  openLevel,
}
