/**
 * Making an archive of a storage that is in use. Catalogue, heads, log and the list of files are
 * taken at one and the same moment: everything acknowledged before that is in the archive.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { assert } from '#contract/asserts.ts'
import type { PageId } from '#contract/ids.ts'
import type { Manifest } from './archive.ts'
import { ArchiveSum, encodePartEntry, partBytes } from './archive.ts'
import { type StoredFile, storedName } from './files.ts'
import { currentFormat, layout } from './format.ts'
import { encodeHeads } from './heads-file.ts'
import type { Moment } from './level.ts'
import type { EmbeddedStorage } from './open.ts'
import { encodePartition, partitionFileName } from './partition-file.ts'

interface Captured {
  readonly heads: ReturnType<EmbeddedStorage['heads']['lines']>
  readonly partitions: ReturnType<EmbeddedStorage['catalogue']['loaded']>
  readonly files: readonly StoredFile[]
}

/** What an archive is written with. */
interface Writing {
  add(name: string, bytes: Buffer): Promise<void>
  /** Adds what the pieces make together, `size` bytes. */
  stream(name: string, size: number, pieces: AsyncIterable<Buffer>): Promise<void>
}

/** The archive as a stream of bytes; it errors when the storage fails meanwhile. */
export function archiveOf(storage: EmbeddedStorage): Readable {
  const out = new PassThrough()
  const tar = pack()
  const piped = pipeline(tar, createGzip({ level: 6 }), out)
  // The stream itself carries the error to whoever reads it.
  const fail = (error: unknown) => {
    out.destroy(error instanceof Error ? error : new Error(String(error)))
    tar.destroy()
  }
  piped.catch(fail)
  fill(storage, writingTo(tar))
    .then(() => tar.finalize())
    .catch(fail)
  return out
}

function writingTo(tar: ReturnType<typeof pack>): Writing {
  const headed = (name: string, size: number) => ({
    name,
    size,
    mode: 0o600,
    mtime: new Date(0),
  })
  return {
    add: (name, bytes) =>
      new Promise((resolve, reject) => {
        const done = (error?: Error | null) => (error ? reject(error) : resolve())
        tar.entry(headed(name, bytes.length), bytes, done)
      }),
    stream: (name, size, pieces) => pipeline(pieces, tar.entry(headed(name, size))),
  }
}

async function fill(storage: EmbeddedStorage, archive: Writing): Promise<void> {
  const { log, catalogue, heads, clock, files } = storage
  const sum = new ArchiveSum()
  const add = (name: string, bytes: Buffer) => {
    sum.add(name, bytes)
    return archive.add(name, bytes)
  }
  await catalogue.loadAll()
  const capture = (): Captured => ({
    heads: heads.lines(),
    partitions: catalogue.loaded(),
    files: files.stored(),
  })
  const stored = await log.atMoment(capture, async (moment, also) => {
    const { pages, authors } = also.heads
    const about: Manifest = {
      talkootArchive: 1,
      format: currentFormat(layout),
      at: new Date(clock()).toISOString(),
      pages: pages.length,
      partitions: also.partitions.length,
    }
    await add('manifest.json', Buffer.from(`${JSON.stringify(about)}\n`))
    await add('heads.jsonl', Buffer.from(encodeHeads(pages, authors)))
    for (const [partition, records] of also.partitions) {
      const text = encodePartition(partition, 1, records.rows())
      await add(`catalogue/${partitionFileName(partition)}`, Buffer.from(text))
    }
    for (const { page, seq } of pages) {
      let number = 0
      for await (const part of partsOf(storage, page, seq, moment)) {
        await add(`log/${page}/${String(number).padStart(8, '0')}.bin`, part)
        number += 1
      }
    }
    return also.files
  })
  for (const file of stored) await addFile(file, files.pathOf(file), archive, sum)
  await archive.add('end.json', Buffer.from(`${JSON.stringify(sum.end())}\n`))
}

/** As it lies there, also when it is spoilt: its name tells. What is missing is left out. */
async function addFile(file: StoredFile, path: string, archive: Writing, sum: ArchiveSum) {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (found === null) return
  const name = `files/${storedName(file)}`
  const summed = sum.begin(name, found.size)
  const pieces = async function* () {
    for await (const chunk of createReadStream(path, { end: Math.max(0, found.size - 1) })) {
      const piece = Buffer.from(chunk)
      summed(piece)
      yield piece
    }
  }
  await archive.stream(name, found.size, pieces())
}

async function* partsOf({ log }: EmbeddedStorage, page: PageId, head: number, moment: Moment) {
  let pieces: Buffer[] = []
  let bytes = 0
  for await (const entry of log.bareEntries(page, 1, head, head, moment)) {
    assert(entry.seq <= head, 'nothing after the moment')
    for (const piece of encodePartEntry(entry)) {
      pieces.push(piece)
      bytes += piece.length
    }
    if (bytes >= partBytes) {
      yield Buffer.concat(pieces)
      pieces = []
      bytes = 0
    }
  }
  if (bytes > 0) yield Buffer.concat(pieces)
}
