/**
 * How a partition lies on the disk: one JSON file, readable by people, and two generations before.
 *
 *     {"format":1,"generation":7,"checksum":"…","partition":"…","records":[
 *     {"collection":"pages","id":"…","revision":2,"unique":[],"value":{…}},
 *     …
 *     ]}
 *
 * The checksum covers every byte after it. This is also lowdb's adapter: its own never syncs,
 * writes to one fixed temporary name and keeps no checksum.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Adapter } from 'lowdb'
import { z } from 'zod'
import { StorageFailed } from '#contract/errors.ts'
import type { Disk } from './disk.ts'
import { generationsOf, incoming, replaceKeeping } from './generations.ts'
import type { Row } from './records.ts'
import { Records } from './records.ts'

const body = z.object({
  partition: z.string(),
  records: z.array(
    z.object({
      collection: z.string(),
      id: z.string(),
      revision: z.int().positive(),
      unique: z.array(z.string()),
      value: z.unknown(),
    }),
  ),
})

const headPattern = /^\{"format":1,"generation":(\d{1,15}),"checksum":"([0-9a-f]{64})",/

const sum = (text: string) => createHash('sha256').update(text).digest('hex')

/** The text of a partition's file. */
export function encodePartition(
  partition: string,
  generation: number,
  rows: Iterable<Row>,
): string {
  const lines = Array.from(rows, ({ value, ...row }) => {
    // The value is JSON text already.
    return `${JSON.stringify(row).slice(0, -1)},"value":${value}}`
  })
  const rest = `"partition":${JSON.stringify(partition)},"records":[\n${lines.join(',\n')}\n]}\n`
  return `{"format":1,"generation":${generation},"checksum":"${sum(rest)}",${rest}`
}

export interface DecodedPartition {
  readonly partition: string
  readonly generation: number
  readonly records: Records
}

/** Null when the text is not, byte for byte, what was written. */
export function decodePartition(text: string): DecodedPartition | null {
  const head = headPattern.exec(text)
  if (head === null) return null
  const rest = text.slice(head[0].length)
  if (sum(rest) !== head[2]) return null
  const { partition, records } = body.parse(JSON.parse(`{${rest}`))
  const rows = records.map((row) => ({ ...row, value: JSON.stringify(row.value) }))
  return { partition, generation: Number(head[1]), records: Records.of(rows) }
}

/** File name of a partition: lower case, no dots, safe on every file system. */
export function partitionFileName(partition: string): string {
  const bytes = [...Buffer.from(partition)].map((byte) => {
    const letter = String.fromCharCode(byte)
    return /[a-z0-9_-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0')}`
  })
  return `${bytes.join('')}.json`
}

/** The partition whose file is called so; null for other files. */
export function partitionOfFile(name: string): string | null {
  if (!/^(?:[a-z0-9_-]|%[0-9a-f]{2})*\.json$/.test(name)) return null
  return decodeURIComponent(name.slice(0, -'.json'.length))
}

async function readGeneration(file: string): Promise<DecodedPartition | null> {
  return existsSync(file) ? decodePartition(await readFile(file, 'utf8')) : null
}

export class PartitionFile implements Adapter<Records> {
  readonly #disk: Disk
  readonly #path: string
  readonly #partition: string
  readonly #damaged: (text: string) => void
  #generation = 0

  /** `damaged` is told one sentence when the file is not what was written. */
  constructor(disk: Disk, path: string, partition: string, damaged: (text: string) => void) {
    this.#disk = disk
    this.#path = path
    this.#partition = partition
    this.#damaged = damaged
  }

  /** The newest whole generation, null when there never was one. Never silently an older one. */
  async read(): Promise<Records | null> {
    const files = generationsOf(this.#path)
    for (const [age, file] of files.entries()) {
      const found = await readGeneration(file)
      if (found === null) continue
      this.#generation = found.generation
      if (age > 0 && !(await this.#stopped(found))) {
        await this.#restore(found)
      }
      return found.records
    }
    if (!files.some((file) => existsSync(file))) return null
    throw new StorageFailed(
      `The catalogue file ${this.#path} and the ones before it are spoilt: ` +
        'restore a backup into an empty folder with "npm run talkoot -- restore FILE".',
    )
  }

  /** Resolves when the records are on the disk; otherwise the file is as it was. */
  async write(records: Records): Promise<void> {
    const text = encodePartition(this.#partition, this.#generation + 1, records.rows())
    await replaceKeeping(this.#disk, this.#path, text)
    this.#generation += 1
  }

  /** Whether the newest file is, byte for byte, what was written last. */
  async isWhole(): Promise<boolean> {
    const found = await readGeneration(this.#path)
    return found === null ? this.#generation === 0 : found.generation === this.#generation
  }

  /** Says that the file went bad while what it holds was in memory. */
  nameSpoilt(): void {
    this.#damaged(`The catalogue file ${this.#path} was spoilt; it has been written anew.`)
  }

  /** A kill between two renames leaves the file's place empty and nobody told of a new one. */
  async #stopped(found: DecodedPartition): Promise<boolean> {
    if (existsSync(this.#path)) return false
    const next = await readGeneration(incoming(this.#path))
    return next !== null && next.generation >= found.generation
  }

  async #restore({ generation, records }: DecodedPartition): Promise<void> {
    const state = existsSync(this.#path) ? 'spoilt' : 'missing'
    this.#damaged(
      `The catalogue file ${this.#path} is ${state}; generation ${generation} of it was ` +
        'restored, and what was changed after that is missing.',
    )
    await this.#disk.remove(this.#path)
    await this.write(records)
  }
}
