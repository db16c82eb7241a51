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
  readonly resolve: (revisions: readonly number[]) => void
  readonly reject: (error: unknown) => void
}

/** One partition: what is durable, what waits, and the file. */
class OpenPartition {
  readonly #low: Low<Records>
  #durable: Records
  #waiting: Waiting[] = []
  #running = false

  constructor(low: Low<Records>) {
    this.#low = low
    this.#durable = low.data
  }

  /** What is on the disk; changes only as a whole. */
  get durable(): Records {
    return this.#durable
  }

  transact(changes: readonly TextChange[]): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, resolve, reject })
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
    const outcomes = taken.map(({ changes, resolve, reject }) => {
      try {
        const revisions = draft.apply(changes)
        return { tell: () => resolve(revisions), changed: changes.length > 0, reject }
      } catch (error) {
        return { tell: () => reject(error), changed: false, reject }
      }
    })
    if (outcomes.some(({ changed }) => changed)) {
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
    const held: Partition[] = []
    for (const [partition, { durable }] of await this.all()) {
      if (durable.size > 0) held.push(partition)
    }
    return held
  }

  /** Every partition, loaded, ordered by name. */
  async all(): Promise<ReadonlyMap<Partition, { readonly durable: Records }>> {
    // A partition's file may be missing and an earlier generation be there.
    const names = (await readdir(this.#folder)).map((name) => name.replace(/\.[12]$/, ''))
    const files = names.flatMap((name) => partitionOfFile(name) ?? [])
    const all = new Map<Partition, OpenPartition>()
    for (const partition of [...new Set([...files, ...this.#open.keys()])].toSorted()) {
      all.set(partition, await this.#partition(partition))
    }
    return all
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
    return new OpenPartition(low)
  }
}
