/** Spoilt tables, and reading LevelDB's files without LevelDB. */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crc32c } from '../../server/storage/embedded/crc32c.ts'
import { readEntryKey } from '../../server/storage/embedded/entry-bytes.ts'
import { damagedTables, dataFiles, salvage } from '../../server/storage/embedded/level-files.ts'
import { aPage, anEntry, entriesOf, range } from '../support/storage.ts'
import { openFolder, temporaryFolder } from '../support/temporary.ts'

test('[D1] checksums are those of LevelDB', () => {
  for (const [text, sum] of [
    ['', 0],
    ['123456789', 0xe3069283],
    ['a', 0xc1d04330],
  ] as const) {
    const bytes = Buffer.from(text)
    expect(crc32c(bytes, 0, bytes.length)).toBe(sum)
  }
})

test.for(['tables', 'the write-ahead log'])(
  '[D1] entries are read from %s alone',
  async (where) => {
    const folder = await temporaryFolder()
    const page = aPage()
    const storage = await openFolder(folder)
    // Larger than a page of the write-ahead log, smaller, empty; easy and impossible to pack.
    const noise = crypto.getRandomValues(new Uint8Array(50_000))
    const updates = range(400).map((n) =>
      n % 50 === 0 ? noise : n % 7 === 0 ? new Uint8Array(n * 100).fill(n) : noise.subarray(0, n),
    )
    for (const update of updates) await storage.log.append(page, [anEntry(1, { update })])
    if (where === 'tables') await storage.close()
    const log = join(folder, 'log')
    expect(await damagedTables(log)).toEqual([])
    const found = new Map<number, Buffer>()
    for (const name of await dataFiles(log)) {
      const { writes, doubtful } = await salvage(join(log, name))
      expect(doubtful).toEqual([])
      for (const { key, value } of writes) {
        const place = readEntryKey(key)
        if (place && value) found.set(place.last, value)
      }
    }
    expect([...found.keys()].toSorted((a, b) => a - b)).toEqual(range(400))
    for (const [i, update] of updates.entries()) {
      const value = found.get(i + 1) ?? Buffer.alloc(0)
      expect(Buffer.compare(value.subarray(value.length - update.length), update)).toBe(0)
    }
  },
)

test('[D5] a table found spoilt is written anew while the storage is open', async () => {
  const folder = await temporaryFolder()
  const page = aPage()
  const first = await openFolder(folder)
  for (const n of range(2000)) await first.log.append(page, [anEntry(n)])
  await first.close()
  const log = join(folder, 'log')
  const storage = await openFolder(folder)
  const [name = ''] = (await readdir(log)).filter((each) => each.endsWith('.ldb'))
  const table = await readFile(join(log, name))
  // In place, as a disk does it: LevelDB has the file open.
  table[20_000] = (table[20_000] ?? 0) ^ 0x10
  await writeFile(join(log, name), table)
  const seen = await entriesOf(storage, page)
  expect(seen.length).toBeLessThan(2000)
  expect(storage.damage().filter((damage) => damage.page === page)).not.toEqual([])
  await expect.poll(() => storage.reported.join()).toContain('The log can be written again.')
  expect(await damagedTables(log)).toEqual([])
  expect(await storage.log.append(page, [anEntry(1)])).toBe(2001)
  expect((await entriesOf(storage, page)).length).toBeGreaterThanOrEqual(seen.length + 1)
  await storage.close()
})
