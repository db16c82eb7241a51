/** Spoilt tables, and reading LevelDB's files without LevelDB. */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crc32c } from '../../server/storage/embedded/crc32c.ts'
import { entryKey, readEntryKey } from '../../server/storage/embedded/entry-bytes.ts'
import { openLevel } from '../../server/storage/embedded/level.ts'
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

/** Turns a bit of a table round on which an entry depends; not each one does. */
async function spoilBit(table: Buffer): Promise<void> {
  const copy = join(await temporaryFolder(), '1.ldb')
  const pairs = async () => {
    await writeFile(copy, table)
    const { doubtful, writes } = await salvage(copy)
    return new Set(
      [...writes, ...doubtful].map(
        ({ key, value }) => `${key.toString('hex')} ${value?.toString('hex')}`,
      ),
    )
  }
  const whole = await pairs()
  for (let at = 20_000; ; at++) {
    table[at] = (table[at] ?? 0) ^ 0x10
    const left = await pairs()
    if ([...whole].some((pair) => !left.has(pair))) return
    table[at] = (table[at] ?? 0) ^ 0x10
  }
}

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
  await spoilBit(table)
  // In place, as a disk does it: LevelDB has the file open.
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

test.for([
  ['shorter than an entry can be', (value: Buffer) => value.subarray(0, 5)],
  ['nothing at all', () => Buffer.alloc(0)],
  [
    'no end of a group any more',
    (value: Buffer) => Buffer.concat([Buffer.of(0), value.subarray(1)]),
  ],
  ['other words', (value: Buffer) => Buffer.concat([value.subarray(0, -1), Buffer.of(0x21)])],
] as const)('[D7] an entry that has become %s costs itself alone', async ([, spoil]) => {
  const folder = await temporaryFolder()
  const page = aPage()
  const storage = await openFolder(folder)
  for (const n of range(30)) await storage.log.append(page, [anEntry(n)])
  await storage.close()
  const level = await openLevel(join(folder, 'log'), false)
  const value = (await level.get(entryKey(page, 12))) ?? Buffer.alloc(0)
  await level.write([{ key: entryKey(page, 12), value: spoil(value) }])
  await level.close()
  const opened = await openFolder(folder)
  const seqs = (await entriesOf(opened, page)).map(({ seq }) => seq)
  expect(seqs).toEqual(range(30).filter((seq) => seq !== 12))
  expect(opened.damage().map(({ text }) => text)).toEqual([
    `Entry 12 of page ${page} is spoilt and left out.`,
  ])
  await opened.close()
})

test('[D7] hundreds of entries that lost the mark of their end do not cost the group behind them', async () => {
  const folder = await temporaryFolder()
  const page = aPage()
  const storage = await openFolder(folder)
  for (const n of range(330)) await storage.log.append(page, [anEntry(n)])
  await storage.close()
  const level = await openLevel(join(folder, 'log'), false)
  for (const n of range(300)) {
    const value = (await level.get(entryKey(page, n + 10))) ?? Buffer.alloc(0)
    const unended = Buffer.concat([Buffer.of(0), value.subarray(1)])
    await level.write([{ key: entryKey(page, n + 10), value: unended }])
  }
  await level.close()
  const opened = await openFolder(folder)
  const seqs = (await entriesOf(opened, page)).map(({ seq }) => seq)
  expect(seqs).toEqual(range(330).filter((seq) => seq <= 10 || seq > 310))
  await opened.close()
})
