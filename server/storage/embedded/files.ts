/**
 * The bytes of files, one file of the file system for each: `ID-SUM`, where SUM is the SHA-256 of
 * what is in it, in hexadecimal. So nothing about them has to be kept elsewhere, whoever looks
 * after the server can open them, and spoilt ones are found.
 *
 * What comes in is written to `incoming/` and moved to its place when it is kept: what lies under
 * its final name is whole and synced.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { assert } from '#contract/asserts.ts'
import { StorageFailed } from '#contract/errors.ts'
import { type FileId, fileId } from '#contract/ids.ts'
import type { ByteRange, FileStore, Incoming } from '../storage.ts'
import type { DamageBook } from './damage-book.ts'
import type { Disk, NewFile } from './disk.ts'
import type { DataFolder } from './folder.ts'

const namePattern = /^([a-z2-7]{20})-([0-9a-f]{64})$/

/** What is left to the text of pages when files have taken the rest: at most this many bytes. */
const spareAtMost = 200_000_000
/** And at most this part of the disk. */
const sparePart = 0.05

/** A file as it lies in the folder. */
export interface StoredFile {
  readonly id: FileId
  /** SHA-256, hexadecimal. */
  readonly sum: string
}

/** The name under which a file lies in the folder. */
export const storedName = ({ id, sum }: StoredFile): string => `${id}-${sum}`

/** The file whose name it is; null for other names. */
export function storedFile(name: string): StoredFile | null {
  const [, id, sum] = namePattern.exec(name) ?? []
  return id === undefined || sum === undefined ? null : { id: fileId.parse(id), sum }
}

/** Sums up the bytes of one file. */
export const fileSum = () => createHash('sha256')

export class EmbeddedFiles implements FileStore {
  readonly #disk: Disk
  readonly #folder: DataFolder
  readonly #book: DamageBook
  readonly #sums: Map<FileId, string>
  readonly #pending = new Set<Promise<unknown>>()
  /** What came in and is neither kept nor dropped. */
  readonly #open = new Set<Incoming>()
  #closed = false

  private constructor(disk: Disk, folder: DataFolder, book: DamageBook, sums: Map<FileId, string>) {
    this.#disk = disk
    this.#folder = folder
    this.#book = book
    this.#sums = sums
  }

  /** Opens the folder, removes what a kill left in it, and reads no file. */
  static async open(disk: Disk, folder: DataFolder, book: DamageBook): Promise<EmbeddedFiles> {
    await rm(folder.incoming, { recursive: true, force: true })
    mkdirSync(folder.incoming, { recursive: true })
    const found = (await readdir(folder.files)).flatMap((name) => storedFile(name) ?? [])
    return new EmbeddedFiles(disk, folder, book, new Map(found.map(({ id, sum }) => [id, sum])))
  }

  receive(bytes: AsyncIterable<Uint8Array>): Promise<Incoming> {
    return this.#until(() => this.#receive(bytes))
  }

  async #receive(bytes: AsyncIterable<Uint8Array>): Promise<Incoming> {
    const path = join(this.#folder.incoming, randomUUID())
    const file = await this.#world(async () => {
      await this.#leaveRoom()
      return this.#disk.openNew(path)
    })
    const hash = fileSum()
    let size = 0
    try {
      for await (const chunk of bytes) {
        await this.#world(() => file.write(chunk))
        hash.update(chunk)
        size += chunk.length
      }
    } catch (error) {
      await this.#abandon(file, path)
      throw error
    }
    return this.#incoming({ file, path, size, sum: hash.digest('hex') })
  }

  #incoming(got: {
    readonly file: NewFile
    readonly path: string
    readonly size: number
    readonly sum: string
  }): Incoming {
    const { file, path, size, sum } = got
    const incoming: Incoming = {
      size,
      read: () => piecesOf(path),
      keep: (id) =>
        this.#until(async () => {
          const isFirst = this.#open.delete(incoming) && !this.#sums.has(id)
          assert(isFirst, 'bytes are kept once, and a file is written once')
          await this.#keep(got, { id, sum })
        }),
      drop: async () => {
        if (this.#open.delete(incoming)) await this.#abandon(file, path)
      },
    }
    this.#open.add(incoming)
    return incoming
  }

  async #keep({ file, path }: { file: NewFile; path: string }, stored: StoredFile): Promise<void> {
    const target = this.#path(stored)
    try {
      await this.#world(async () => {
        await file.sync()
        await file.close()
        await this.#disk.rename(path, target)
        await this.#disk.syncFolder(this.#folder.files)
      })
    } catch (error) {
      await this.#abandon(file, path)
      await this.#takeBack(target)
      throw error
    }
    this.#sums.set(stored.id, stored.sum)
  }

  async read(id: FileId, range?: ByteRange): Promise<AsyncIterable<Uint8Array> | null> {
    const sum = this.#sums.get(id)
    if (sum === undefined) return null
    const path = this.#path({ id, sum })
    if ((await this.#sizeOf(path)) === null) {
      this.#nameMissing(id)
      return null
    }
    if (range === undefined) return this.#verified({ id, sum }, path)
    return piecesOf(path, range)
  }

  /** All of a file, but for its last piece until the sum is right. */
  async *#verified({ id, sum }: StoredFile, path: string): AsyncGenerator<Uint8Array> {
    const hash = fileSum()
    let held: Uint8Array | null = null
    for await (const piece of piecesOf(path)) {
      hash.update(piece)
      if (held !== null) yield held
      held = piece
    }
    if (hash.digest('hex') !== sum) {
      this.#nameSpoilt(id)
      throw new StorageFailed(`The file ${id} is spoilt.`)
    }
    if (held !== null) yield held
  }

  async remove(id: FileId): Promise<void> {
    const sum = this.#sums.get(id)
    if (sum === undefined) return
    await this.#until(() =>
      this.#world(async () => {
        await this.#disk.remove(this.#path({ id, sum }))
        await this.#disk.syncFolder(this.#folder.files)
      }),
    )
    this.#sums.delete(id)
  }

  async ids(): Promise<readonly FileId[]> {
    return this.stored().map(({ id }) => id)
  }

  /** Every file there is at this moment, in the order of their ids. */
  stored(): readonly StoredFile[] {
    return [...this.#sums]
      .map(([id, sum]) => ({ id, sum }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Where a file lies. */
  pathOf(file: StoredFile): string {
    return this.#path(file)
  }

  /** Reads every file and names those that are spoilt, and those of `due` that are not there. */
  async check(due: Iterable<string>): Promise<number> {
    for (const id of due) {
      const known = fileId.safeParse(id)
      if (!known.success || !this.#sums.has(known.data)) this.#nameMissing(id)
    }
    for (const file of this.stored()) {
      const path = this.#path(file)
      if ((await this.#sizeOf(path)) === null) this.#nameMissing(file.id)
      else if ((await sumOf(path)) !== file.sum) this.#nameSpoilt(file.id)
    }
    return this.#sums.size
  }

  /** Waits for what is being kept; nothing is taken in any more. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled(this.#pending)
    for (const incoming of this.#open) await incoming.drop()
  }

  #path(file: StoredFile): string {
    return join(this.#folder.files, storedName(file))
  }

  #nameMissing(id: string): void {
    this.#book.add(null, `The file ${id} is missing.`)
  }

  #nameSpoilt(id: string): void {
    this.#book.add(null, `The file ${id} is spoilt: it is not what was stored.`)
  }

  /** A disk that files have filled takes no text either. */
  async #leaveRoom(): Promise<void> {
    const { free, total } = await this.#disk.room(this.#folder.files)
    if (free < Math.min(spareAtMost, total * sparePart)) {
      throw new StorageFailed('Too little room is left on the disk for files.')
    }
  }

  /** Whatever could not be removed goes at the next opening. */
  async #abandon(file: NewFile, path: string): Promise<void> {
    await Promise.allSettled([file.close()])
    await Promise.allSettled([this.#disk.remove(path)])
  }

  /** Where the disk refuses this, too, the next opening finds the file: F24. */
  async #takeBack(target: string): Promise<void> {
    await Promise.allSettled([this.#disk.remove(target)])
  }

  async #sizeOf(path: string): Promise<number | null> {
    try {
      return (await stat(path)).size
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw new StorageFailed('A file cannot be read at present.', error)
    }
  }

  /** What is begun before closing is waited for. */
  #until<T>(act: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StorageFailed('The files are closed.'))
    const begun = act()
    this.#pending.add(begun)
    return begun.finally(() => this.#pending.delete(begun))
  }

  async #world<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof StorageFailed) throw error
      throw new StorageFailed('Files cannot be stored at present.', error)
    }
  }
}

async function* piecesOf(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
  const part = range && { start: range.from, end: range.to }
  try {
    for await (const chunk of createReadStream(path, part)) yield Buffer.from(chunk)
  } catch (error) {
    throw new StorageFailed('A file cannot be read at present.', error)
  }
}

async function sumOf(path: string): Promise<string> {
  const hash = fileSum()
  for await (const piece of piecesOf(path)) hash.update(piece)
  return hash.digest('hex')
}
