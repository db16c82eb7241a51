/**
 * What a backup looks like: a tar.gz that holds, in this order,
 *
 *     manifest.json            what it is, when it was made, how much is in it
 *     heads.jsonl              where every page stood, and the table of authors
 *     catalogue/NAME.json      each partition, in the form in which it lies in the data folder
 *     log/PAGE/NUMBER.bin      entries as they are stored, in parts of about 1 MiB
 *     files/ID-SUM             the bytes of each file, named as in the data folder
 *     end.json                 SHA-256 over names, sizes and bytes of everything before
 *
 * An archive without its end, or whose end does not match, is refused.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { StorageFailed } from '#contract/errors.ts'
import type { Seq } from '#contract/ids.ts'

/** First in every archive. */
export const manifest = z.object({
  talkootArchive: z.literal(1),
  /** Format of the data folder it came from. */
  format: z.int().positive(),
  at: z.iso.datetime(),
  pages: z.int().nonnegative(),
  partitions: z.int().nonnegative(),
})
export type Manifest = z.infer<typeof manifest>

/** Last in every archive. */
export const archiveEnd = z.object({
  files: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Parts are closed when they reach this many bytes. */
export const partBytes = 1 << 20

/** The largest file that is read back into memory: a part whose last entry is the largest there can be. */
export const largestFile = 256 * 1024 * 1024

/** The names that may be in an archive. Nothing is ever written to a path made from another one. */
export const logPart = /^log\/([a-z2-7]{20})\/(\d{8})\.bin$/
export const filePart = /^files\/([a-z2-7]{20}-[0-9a-f]{64})$/
export const cataloguePart = /^catalogue\/((?:[a-z0-9_-]|%[0-9a-f]{2}){1,240}\.json)$/

/** Sums up files one after the other. */
export class ArchiveSum {
  readonly #hash = createHash('sha256')
  #files = 0

  add(name: string, bytes: Uint8Array): void {
    this.begin(name, bytes.length)(bytes)
  }

  /** The same for a file whose bytes come one piece after the other, before the next file. */
  begin(name: string, size: number): (piece: Uint8Array) => void {
    this.#hash.update(`${name}\0${size}\0`)
    this.#files += 1
    return (piece) => void this.#hash.update(piece)
  }

  end(): z.infer<typeof archiveEnd> {
    return { files: this.#files, sha256: this.#hash.copy().digest('hex') }
  }
}

/** One stored entry within a part. */
export interface PartEntry {
  readonly seq: Seq
  readonly stored: Buffer
}

const entryHeader = 10

/** An entry's bytes in a part: seq(6) length(4) value. */
export function encodePartEntry({ seq, stored }: PartEntry): readonly Buffer[] {
  const header = Buffer.allocUnsafe(entryHeader)
  header.writeUIntBE(seq, 0, 6)
  header.writeUInt32BE(stored.length, 6)
  return [header, stored]
}

/** The entries of a part. Throws when it is cut. */
export function* decodePart(part: Buffer): Generator<PartEntry> {
  let at = 0
  while (at < part.length) {
    if (at + entryHeader > part.length) throw new StorageFailed('A part of the archive is cut.')
    const end = at + entryHeader + part.readUInt32BE(at + 6)
    if (end > part.length) throw new StorageFailed('A part of the archive is cut.')
    yield { seq: part.readUIntBE(at, 6), stored: part.subarray(at + entryHeader, end) }
    at = end
  }
}
