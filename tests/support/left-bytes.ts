/** Looking for text in everything that lies in a data folder, however it is packed. */
import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { salvage } from '../../server/storage/embedded/level-files.ts'
import { openSegment } from '../../server/storage/embedded/segment-bytes.ts'

/** All bytes of a folder's files: as they lie there, and once more unpacked. */
async function* bytesIn(folder: string): AsyncGenerator<readonly [name: string, bytes: Buffer]> {
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name)
    if (!(await stat(path)).isFile()) continue
    yield [name, await readFile(path)]
    if (!/\d+\.(ldb|sst|log)$/.test(name)) continue
    const { writes, doubtful } = await salvage(path)
    for (const { key, value } of [...writes, ...doubtful]) {
      if (value === null) continue
      yield [`${name}, a value`, value]
      const segment = openSegment(key, value)
      if (segment !== null) yield [`${name}, a segment`, brotliDecompressSync(segment.packed)]
    }
  }
}

/** What of `pattern` is found in a folder's files, in UTF-8 or UTF-16, and where. */
export async function leftIn(
  folder: string,
  pattern: RegExp,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, Set<string>>()
  const all = new RegExp(pattern, 'g')
  for await (const [name, bytes] of bytesIn(folder)) {
    const texts = [
      bytes.toString('latin1'),
      bytes.toString('utf16le'),
      bytes.subarray(1).toString('utf16le'),
    ]
    for (const text of texts) {
      for (const [what] of text.matchAll(all)) {
        found.set(what, (found.get(what) ?? new Set()).add(name))
      }
    }
  }
  return new Map(Array.from(found, ([what, names]) => [what, [...names]]))
}
