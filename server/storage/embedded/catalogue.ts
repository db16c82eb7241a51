/** The catalogue on lowdb: one database per partition, loaded when first asked for, and kept. */
import { mkdirSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { StorageFailed } from '#contract/errors.ts'
import type { Catalogue, Change, Collection, Partition, Stored } from '../storage.ts'
import type { DamageBook } from './damage-book.ts'
import type { Disk } from './disk.ts'
import { PartitionFile, partitionFileName, partitionOfFile } from './partition-file.ts'
import type { TextChange } from './records.ts'
import { Records, asText } from './records.ts'

interface Waiting {
  readonly changes: readonly TextChange[]
  readonly write: boolean
  readonly resolve: (revisions: readonly number[]) => void
  readonly reject: (error: unknown) => void
}

/** One partition: what is durable, what waits, and the file. */
class OpenPartition {
  readonly #low: Low<Records>
  readonly #file: PartitionFile
  #durable: Records
  #waiting: Waiting[] = []
  #running = false

  constructor(low: Low<Records>, file: PartitionFile) {
    this.#low = low
    this.#file = file
    this.#durable = low.data
  }

  /** What is on the disk; changes only as a whole. */
  get durable(): Records {
    return this.#durable
  }

  /** Names a file on the disk that is not what was written there, and writes it again. */
  async check(): Promise<void> {
    if (!this.#running && !(await this.#file.isWhole()) && !this.#running) {
      this.#file.nameSpoilt()
      await this.transact([], true)
    }
  }

  /** With `write` the file is written even when nothing changes. */
  transact(changes: readonly TextChange[], write = changes.length > 0): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, write, resolve, reject })
      if (!this.#running) void this.#run()
    })
  }

  /** Never rejects: whoever waits is told. */
  async #run(): Promise<void> {
    this.#running = true
    // What is handed over in the same moment goes together.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const taken = this.#waiting
      this.#waiting = []
      await this.#write(taken)
    }
    this.#running = false
  }

  async #write(taken: readonly Waiting[]): Promise<void> {
    const draft = this.#durable.copy()
    const outcomes = taken.map(({ changes, write, resolve, reject }) => {
      try {
        const revisions = draft.apply(changes)
        return { tell: () => resolve(revisions), write, reject }
      } catch (error) {
        return { tell: () => reject(error), write: false, reject }
      }
    })
    if (outcomes.some(({ write }) => write)) {
      try {
        this.#low.data = draft
        await this.#low.write()
        this.#durable = draft
      } catch (cause) {
        this.#low.data = this.#durable
        // Also those that met a conflict: it may have been with what was not written.
        const error = new StorageFailed('The catalogue cannot be written at present.', cause)
        for (const { reject } of outcomes) reject(error)
        return
      }
    }
    for (const { tell } of outcomes) tell()
  }
}

/** Longest name of a partition that still makes a file name everywhere. */
const longestName = 80

export class EmbeddedCatalogue implements Catalogue {
  readonly #disk: Disk
  readonly #folder: string
  readonly #book: DamageBook
  readonly #open = new Map<Partition, Promise<OpenPartition>>()
  readonly #loaded = new Map<Partition, OpenPartition>()
  readonly #pending = new Set<Promise<unknown>>()
  #closed = false

  private constructor(disk: Disk, folder: string, book: DamageBook) {
    this.#disk = disk
    this.#folder = folder
    this.#book = book
  }

  /** Opens the folder and removes what a kill left behind; reads no partition yet. */
  static async open(disk: Disk, folder: string, book: DamageBook): Promise<EmbeddedCatalogue> {
    mkdirSync(folder, { recursive: true })
    for (const name of await readdir(folder)) {
      if (/\.json\.new\.\d+$/.test(name)) await rm(join(folder, name), { force: true })
    }
    return new EmbeddedCatalogue(disk, folder, book)
  }

  async get(partition: Partition, collection: Collection, id: string) {
    return (await this.#partition(partition)).durable.get(collection, id)
  }

  async list(partition: Partition, collection: Collection): Promise<readonly Stored<unknown>[]> {
    return (await this.#partition(partition)).durable.list(collection)
  }

  async find(partition: Partition, collection: Collection, key: string) {
    return (await this.#partition(partition)).durable.find(collection, key)
  }

  transact(partition: Partition, changes: readonly Change[]): Promise<readonly number[]> {
    const done = this.#transact(partition, changes)
    this.#pending.add(done)
    return done.finally(() => this.#pending.delete(done))
  }

  async #transact(partition: Partition, changes: readonly Change[]) {
    // Turned to text before anything is awaited: later changes to the values are not ours.
    const texts = changes.map(asText)
    return (await this.#partition(partition)).transact(texts)
  }

  async partitions(): Promise<readonly Partition[]> {
    await this.loadAll()
    return this.loaded().map(([partition]) => partition)
  }

  /** Loads every partition there is. */
  async loadAll(): Promise<void> {
    for (const partition of await this.#fileNames()) await this.#partition(partition)
  }

  /** The partitions that have a file; the newest may be missing and an earlier one be there. */
  async #fileNames(): Promise<readonly Partition[]> {
    const names = (await readdir(this.#folder)).map((name) => name.replace(/\.[12]$/, ''))
    return [...new Set(names)].flatMap((name) => partitionOfFile(name) ?? [])
  }

  /**
   * Verifies the newest file of every partition, also of those in memory, and names what is
   * spoilt. Resolves with their number.
   */
  async check(): Promise<number> {
    const names = await this.#fileNames()
    for (const partition of names) {
      const known = await this.#partition(partition).catch((error: unknown) => {
        if (error instanceof StorageFailed) return null
        throw error
      })
      await known?.check()
    }
    return names.length
  }

  /** The partitions that hold a record and were loaded, ordered by name, as they are durable. */
  loaded(): readonly (readonly [Partition, Records])[] {
    const held = [...this.#loaded].filter(([, { durable }]) => durable.size > 0)
    return held
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([partition, { durable }]) => [partition, durable] as const)
  }

  /** Waits for transactions on their way; later ones are refused. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled([...this.#pending, ...this.#open.values()])
  }

  #partition(partition: Partition): Promise<OpenPartition> {
    if (this.#closed) return Promise.reject(new StorageFailed('The catalogue is closed.'))
    const known = this.#open.get(partition)
    if (known !== undefined) return known
    const opening = this.#load(partition)
    this.#open.set(partition, opening)
    // A partition that could not be read is tried again when it is next asked for.
    opening.catch(() => this.#open.delete(partition))
    return opening
  }

  async #load(partition: Partition): Promise<OpenPartition> {
    if (partition === '' || Buffer.byteLength(partition) > longestName) {
      throw new StorageFailed(`A partition cannot be called "${partition}".`)
    }
    const path = join(this.#folder, partitionFileName(partition))
    const file = new PartitionFile(this.#disk, path, partition, (text) =>
      this.#book.add(null, text),
    )
    const low = new Low<Records>(file, Records.of([]))
    try {
      await low.read()
    } catch (error) {
      if (error instanceof StorageFailed) {
        this.#book.add(null, error.message, error.cause)
        throw error
      }
      throw new StorageFailed('The catalogue cannot be read at present.', error)
    }
    const opened = new OpenPartition(low, file)
    this.#loaded.set(partition, opened)
    return opened
  }
}
