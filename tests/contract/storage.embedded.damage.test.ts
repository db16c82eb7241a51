/** Every kind of damage to a data folder: nothing wrong is handed out, nothing is missing unnamed. */
import { cp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { StorageFailed } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { pageId } from '#contract/ids.ts'
import { times } from '../support/counts.ts'
import type { Random } from '../support/random.ts'
import { random as randomFrom } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import { anEntry, entriesOf, put, range } from '../support/storage.ts'
import type { Opened } from '../support/temporary.ts'
import { openFolder, temporaryFolder } from '../support/temporary.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

const aPageOf = (random: Random) =>
  pageId.parse(Array.from({ length: 20 }, () => letters[random.int(32)]).join(''))

type Written = ReadonlyMap<PageId, readonly Uint8Array[]>

async function write(
  storage: Opened,
  random: Random,
  written: Map<PageId, Uint8Array[]>,
  packing: boolean,
) {
  const pages = [...written.keys()]
  for (const n of range(120)) {
    if (packing && n === 100)
      await storage.log.pack(pages[random.int(pages.length)] ?? aPageOf(random))
    const wave = pages.map(async (page) => {
      const entries = range(1 + random.int(4)).map((n) => {
        const update = new Uint8Array(20 + random.int(120)).map(() => random.int(256))
        return anEntry(n, { update })
      })
      written.get(page)?.push(...entries.map(({ update }) => update))
      await storage.log.append(page, entries)
    })
    await Promise.all(wave)
  }
}

/** A folder as a kill leaves it: some entries in tables, some in the write-ahead log. */
async function killedFolder(
  random: Random,
  ahead: boolean,
  packing = false,
): Promise<[string, Written]> {
  const [folder, copy] = [await temporaryFolder(), await temporaryFolder()]
  const written = new Map<PageId, Uint8Array[]>(range(4).map(() => [aPageOf(random), []]))
  const first = await openFolder(folder)
  await write(first, random, written, packing)
  await first.catalogue.transact('p', [put('a', 1)])
  await first.catalogue.transact('p', [put('a', 2)])
  await first.close()
  const second = await openFolder(folder)
  if (ahead) await write(second, random, written, packing)
  await second.heads.flush()
  await cp(folder, copy, { recursive: true })
  await rm(join(copy, 'lock'))
  await second.close()
  return [copy, written]
}

async function fileIn(folder: string, pattern: RegExp, random: Random): Promise<string> {
  const names = (await readdir(folder)).filter((name) => pattern.test(name))
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  const full = names.filter((_, i) => (sizes[i] ?? 0) > 0)
  expect(full).not.toEqual([])
  return join(folder, full[random.int(full.length)] ?? '')
}

async function flipBit(file: string, random: Random): Promise<void> {
  const bytes = await readFile(file)
  const at = random.int(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8))
  await writeFile(file, bytes)
}

interface Kind {
  readonly name: string
  /** Are there entries in the write-ahead log? */
  readonly ahead: boolean
  damage(folder: string, random: Random): Promise<void>
}

const log = (folder: string) => join(folder, 'log')
const kinds: readonly Kind[] = [
  {
    name: 'a cut tail',
    ahead: true,
    async damage(folder, random) {
      const file = await fileIn(log(folder), /\.log$/, random)
      await truncate(file, (await stat(file)).size - 1 - random.int(2000))
    },
  },
  {
    name: 'garbage behind the tail',
    ahead: true,
    async damage(folder, random) {
      const file = await fileIn(log(folder), /\.log$/, random)
      const garbage = Buffer.from(range(1 + random.int(500)).map(() => random.int(256)))
      await writeFile(file, garbage, { flag: 'a' })
    },
  },
  {
    name: 'a flipped bit in the write-ahead log',
    ahead: true,
    damage: async (folder, random) => flipBit(await fileIn(log(folder), /\.log$/, random), random),
  },
  {
    name: 'a flipped bit in a table',
    ahead: false,
    damage: async (folder, random) => flipBit(await fileIn(log(folder), /\.ldb$/, random), random),
  },
  {
    name: 'a cut table',
    ahead: false,
    async damage(folder, random) {
      const file = await fileIn(log(folder), /\.ldb$/, random)
      await truncate(file, random.int((await stat(file)).size))
    },
  },
  {
    name: 'a missing table',
    ahead: true,
    damage: async (folder, random) => rm(await fileIn(log(folder), /\.ldb$/, random)),
  },
  {
    name: 'a flipped bit in MANIFEST',
    ahead: true,
    damage: async (folder, random) =>
      flipBit(await fileIn(log(folder), /^MANIFEST/, random), random),
  },
  {
    name: 'a cut MANIFEST',
    ahead: true,
    async damage(folder, random) {
      const file = await fileIn(log(folder), /^MANIFEST/, random)
      await truncate(file, random.int((await stat(file)).size))
    },
  },
  {
    name: 'a missing MANIFEST',
    ahead: true,
    damage: async (folder, random) => rm(await fileIn(log(folder), /^MANIFEST/, random)),
  },
  { name: 'a missing CURRENT', ahead: true, damage: (folder) => rm(join(log(folder), 'CURRENT')) },
  {
    name: 'a flipped bit in CURRENT',
    ahead: true,
    damage: (folder, random) => flipBit(join(log(folder), 'CURRENT'), random),
  },
  {
    name: 'a flipped bit in the heads',
    ahead: true,
    damage: (folder, random) => flipBit(join(folder, 'heads.jsonl'), random),
  },
  {
    name: 'missing heads',
    ahead: true,
    damage: (folder) => rm(join(folder, 'heads.jsonl')),
  },
  {
    name: 'all heads missing',
    ahead: true,
    async damage(folder) {
      for (const end of ['', '.1', '.2'])
        await rm(join(folder, `heads.jsonl${end}`), { force: true })
    },
  },
  {
    name: 'a cut catalogue file',
    ahead: false,
    async damage(folder, random) {
      const file = join(folder, 'catalogue', 'p.json')
      await truncate(file, random.int((await stat(file)).size))
    },
  },
  {
    name: 'a flipped bit in a catalogue file',
    ahead: false,
    damage: (folder, random) => flipBit(join(folder, 'catalogue', 'p.json'), random),
  },
  {
    name: 'a missing catalogue file',
    ahead: false,
    damage: (folder) => rm(join(folder, 'catalogue', 'p.json')),
  },
  {
    name: 'a missing version file',
    ahead: false,
    damage: (folder) => rm(join(folder, 'format.json')),
  },
]

/** The entries that `damage()` names. */
function named(storage: Opened, page: PageId): ReadonlySet<number> {
  const seqs = new Set<number>()
  for (const damage of storage.damage()) {
    if (damage.page !== page) continue
    const found = /^Entr(?:y|ies) (\d+)(?: to (\d+))? of page/.exec(damage.text)
    expect(found).not.toBeNull()
    for (let seq = Number(found?.[1]); seq <= Number(found?.[2] ?? found?.[1]); seq++) seqs.add(seq)
  }
  return seqs
}

/** Appends, and again after the log was written anew because of what reading found. */
async function appended(storage: Opened, page: PageId): Promise<number> {
  try {
    return await storage.log.append(page, [anEntry(1)])
  } catch (error) {
    expect(error).toBeInstanceOf(StorageFailed)
    await storage.log.ready()
    return appended(storage, page)
  }
}

async function judge(folder: string, written: Written): Promise<number> {
  const storage = await openFolder(folder)
  let lost = 0
  const kept = new Map<PageId, readonly number[]>()
  for (const [page, updates] of written) {
    const entries = await entriesOf(storage, page)
    // Nothing wrong is handed out.
    for (const { seq, update } of entries) {
      expect(seq).toBeLessThanOrEqual(updates.length)
      expect(Buffer.compare(update, updates[seq - 1] ?? new Uint8Array())).toBe(0)
    }
    // Nothing is missing unnamed, and nothing is named that is there.
    const seqs = new Set(entries.map(({ seq }) => seq))
    const missing = range(updates.length).filter((seq) => !seqs.has(seq))
    expect([...named(storage, page)].toSorted((a, b) => a - b)).toEqual(missing)
    lost += missing.length
    kept.set(page, [...seqs])
    if (missing.length > 0) expect((await storage.log.head(page)).epoch).toBeGreaterThan(0)
    // No place is given out twice.
    expect(await appended(storage, page)).toBeGreaterThan(updates.length)
  }
  const record = await storage.catalogue.get('p', 'people', 'a')
  if (record?.value !== 2)
    expect(
      storage
        .damage()
        .map(({ text }) => text)
        .join(),
    ).toContain('p.json')
  expect([1, 2]).toContain(record?.value)
  await storage.close()
  // Known damage is not found again, and nothing more goes missing; some may have been recovered.
  const again = await openFolder(folder)
  for (const [page, seqs] of kept) {
    const later = new Set<number>()
    for (const { seq, update } of await entriesOf(again, page)) {
      const given = written.get(page)?.[seq - 1]
      if (given !== undefined) expect(Buffer.compare(update, given)).toBe(0)
      later.add(seq)
    }
    expect(seqs.filter((seq) => !later.has(seq))).toEqual([])
    expect(later.size).toBeGreaterThan(seqs.length)
  }
  expect(again.damage().filter(({ page }) => page !== null)).toEqual([])
  await again.close()
  return lost
}

describe('a damaged data folder', () => {
  test.for(kinds)('[D1] $name: it opens, and what is missing is named', async (kind) => {
    let silent = 0
    for (const seed of seeds(times(50))) {
      const random = randomFrom(seed)
      const [folder, written] = await killedFolder(random, kind.ahead, random.chance(0.6))
      await kind.damage(folder, random)
      try {
        silent += await judge(folder, written)
      } catch (error) {
        throw new Error(`with TALKOOT_SEED=${seed}`, { cause: error })
      }
    }
    // Whole files that go missing take their entries along; the rest costs a group or a block.
    expect(silent).toBeGreaterThanOrEqual(0)
  })

  test('[D2] a log that is gone is not begun anew: one sentence says what helps', async () => {
    const [folder] = await killedFolder(randomFrom(1), true)
    await rm(log(folder), { recursive: true })
    const opening = openFolder(folder)
    await expect(opening).rejects.toBeInstanceOf(StorageFailed)
    await expect(opening).rejects.toThrow(/its files are gone.*npm run talkoot -- restore/)
    await expect(openFolder(folder)).rejects.toThrow(/its files are gone/)
  })

  test('[D3] a catalogue of which no generation is whole is refused, and the rest is served', async () => {
    const [folder, written] = await killedFolder(randomFrom(2), false)
    for (const name of await readdir(join(folder, 'catalogue'))) {
      await writeFile(join(folder, 'catalogue', name), '{"people": []}')
    }
    const storage = await openFolder(folder)
    await expect(storage.catalogue.get('p', 'people', 'a')).rejects.toThrow(/restore FILE/)
    await expect(storage.catalogue.transact('p', [put('b', 1)])).rejects.toThrow(StorageFailed)
    expect(storage.damage()).toHaveLength(1)
    await storage.catalogue.transact('q', [put('b', 1)])
    for (const [page, updates] of written) {
      expect(await entriesOf(storage, page)).toHaveLength(updates.length)
    }
  })

  test('[D4] a bit flipped in the write-ahead log costs one group, not the rest of its block', async () => {
    let [lost, runs] = [0, 0]
    for (const seed of seeds(times(50))) {
      const random = randomFrom(seed)
      const [folder, written] = await killedFolder(random, true)
      await flipBit(await fileIn(log(folder), /\.log$/, random), random)
      lost += await judge(folder, written)
      runs++
    }
    expect(lost / runs).toBeLessThan(60)
  })
})
