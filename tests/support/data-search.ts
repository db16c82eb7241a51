/** Looks for words in everything that a data folder holds, unpacked as far as there are packings. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { assert } from '#contract/asserts.ts'
import { decodeStored } from '../../server/chronicles/stored-bundle.ts'
import { dataFolder } from '../../server/storage/embedded/folder.ts'
import { dataFiles, writesWithin } from '../../server/storage/embedded/level-files.ts'
import { openSegment, unpackSegment } from '../../server/storage/embedded/segment-bytes.ts'
import { decodeSnapshot } from '../../server/storage/embedded/snapshot-bytes.ts'

const everything = [{ gte: Buffer.alloc(0), lt: Buffer.alloc(64, 0xff) }]

/**
 * Where any of the words stands, as UTF-8 or UTF-16: files, and keys of the log. Values that
 * LevelDB no longer counts, but that lie in its files, are looked at like those that do. What is
 * packed is looked at as it lies there, too: words of fewer than four bytes are found by chance.
 */
export async function placesOf(folder: string, words: readonly string[]): Promise<string[]> {
  const wanted = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')])
  assert(
    wanted.every(({ length }) => length >= 4),
    'words that cannot be there by chance',
  )
  const holds = (bytes: Uint8Array) => wanted.some((word) => Buffer.from(bytes).includes(word))
  const found: string[] = []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name)
    if (holds(await contentOf(file))) found.push(file)
  }
  const { log } = dataFolder(folder)
  const newest = new Map<string, number>()
  const held: { readonly name: string; readonly key: string; readonly order: number }[] = []
  for (const name of await dataFiles(log)) {
    for (const { key, order, value } of await writesWithin(path.join(log, name), everything)) {
      const place = `${key.toString('latin1', 0, 21)} ${key.toString('hex', 21)}`
      newest.set(place, Math.max(order, newest.get(place) ?? 0))
      const unpacked = value === null ? [] : [value, ...(await unpackedFrom(key, value))]
      if (unpacked.some(holds)) held.push({ name, key: place, order })
    }
  }
  for (const { key, name, order } of held) {
    found.push(`${name}: ${key}${order < (newest.get(key) ?? 0) ? ', which no longer counts' : ''}`)
  }
  return found
}

/** Nothing of a file that was replaced meanwhile: somebody has the folder open. */
async function contentOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.of()
    throw error
  }
}

async function unpackedFrom(key: Buffer, value: Buffer): Promise<readonly Uint8Array[]> {
  const segment = key[0] === 'e'.charCodeAt(0) ? openSegment(key, value) : null
  if (segment !== null) return (await unpackSegment(segment)) ?? []
  const snapshot = decodeSnapshot(value)
  const bundle = snapshot && decodeStored(snapshot.bytes)
  return bundle ? [brotliDecompressSync(bundle.packed)] : []
}
