/** Rules L13 to L17 of `server/storage/storage.ts`, and what an entry is about. */
import { describe, expect, test } from 'vitest'
import { entryKinds } from '#contract/records.ts'
import type { Entry, UpdateLog } from '../../server/storage/storage.ts'
import { random as randomFrom } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import type { StorageHome } from '../support/storage.ts'
import { aPage, anEntry, entriesOf, range, startStorage } from '../support/storage.ts'

const text = (update: Uint8Array) => new TextDecoder().decode(update)
const bytes = (from: string) => new TextEncoder().encode(from)

/** Takes the numbers of the given entries out. */
const without =
  (...seqs: readonly number[]) =>
  ({ seq }: Entry) =>
    seqs.includes(seq) ? bytes('gone') : null

/** Writes a page in groups of different sizes, by different people, now and then a large entry. */
async function writePage(log: UpdateLog, count: number, seed = 1) {
  const random = randomFrom(seed)
  const page = aPage()
  const written = range(count).map((n) => {
    const kind = entryKinds[random.int(entryKinds.length)] ?? 'edit'
    const update = new Uint8Array(random.int(random.chance(0.01) ? 5000 : 60)).map(() =>
      random.int(256),
    )
    const at = 1_700_000_000_000 + random.int(10_000_000)
    return anEntry(n, { kind, update, at, ...(random.chance(0.1) ? { about: random.int(n) } : {}) })
  })
  for (let at = 0; at < written.length;) {
    const size = 1 + random.int(random.chance(0.05) ? 400 : 6)
    await log.append(page, written.slice(at, at + size))
    at += size
  }
  return { page, written: written.map((entry, i): Entry => ({ ...entry, seq: i + 1 })) }
}

/** Runs the rules of what history needs of the log on the adapter that `makeHome` makes. */
export function historyRules(name: string, makeHome: () => Promise<StorageHome>): void {
  const start = () => startStorage(makeHome)

  describe(`${name}: history`, () => {
    test('[L6] what an entry is about comes back, and nothing where it is about none', async () => {
      const { storage, log, reopen } = await start()
      const page = aPage()
      const given = [
        anEntry(1, { kind: 'restore', about: 0 }),
        anEntry(2, { kind: 'unrestore', about: 1 }),
        anEntry(3, { kind: 'redaction' }),
        anEntry(4, { kind: 'restore', about: 2 ** 40, update: new Uint8Array() }),
        anEntry(5, { kind: 'proposal' }),
      ]
      await log.append(page, given)
      const expected = given.map((entry, i) => ({ ...entry, seq: i + 1 }))
      expect(await entriesOf(storage, page)).toEqual(expected)
      expect(await entriesOf(await reopen(), page)).toEqual(expected)
    })

    test('[L13][L14] the newest bundle comes back, one ahead of the log never', async () => {
      const { log, reopen } = await start()
      const page = aPage()
      expect(await log.readBundle(page)).toBeNull()
      await log.append(page, [anEntry(1), anEntry(2)])
      await log.writeSnapshot(page, { seq: 2, bytes: bytes('snapshot') })
      await log.writeBundle(page, { seq: 1, bytes: bytes('first') })
      await log.writeBundle(page, { seq: 2, bytes: bytes('second') })
      const expected = { seq: 2, bytes: bytes('second') }
      expect(await log.readBundle(page)).toEqual(expected)
      const again = await reopen()
      expect(await again.log.readBundle(page)).toEqual(expected)
      expect(await again.log.readSnapshot(page)).toEqual({ seq: 2, bytes: bytes('snapshot') })
      await again.log.writeBundle(page, { seq: 3, bytes: new Uint8Array() })
      expect(await again.log.readBundle(page)).toBeNull()
    })

    test('[L15] entries get the given bytes; number, author, kind and time stay', async () => {
      const { storage, log, reopen } = await start()
      const { page, written } = await writePage(log, 700)
      const other = aPage()
      await log.append(other, [anEntry(1)])
      await log.writeSnapshot(page, { seq: 3, bytes: bytes('snapshot') })
      await log.writeBundle(page, { seq: 3, bytes: bytes('bundle') })
      await log.writeBundle(other, { seq: 1, bytes: bytes('bundle') })
      const seen: Entry[] = []
      const changed = await log.rewrite(page, (entry) => {
        seen.push(entry)
        return entry.seq % 100 === 7 ? bytes(`gone ${entry.seq}`) : null
      })
      expect(changed).toBe(7)
      expect(seen).toEqual(written)
      const expected = written.map((entry) =>
        entry.seq % 100 === 7 ? { ...entry, update: bytes(`gone ${entry.seq}`) } : entry,
      )
      expect(await entriesOf(storage, page)).toEqual(expected)
      expect(await log.readSnapshot(page)).toBeNull()
      expect(await log.readBundle(page)).toBeNull()
      expect(await log.readBundle(other)).not.toBeNull()
      const again = await reopen()
      expect(await entriesOf(again, page)).toEqual(expected)
      expect(await again.log.readSnapshot(page)).toBeNull()
      expect(await entriesOf(again, other)).toHaveLength(1)
      expect(again.damage()).toEqual([])
    })

    test('[L15] the log goes on behind what was rewritten, again and again', async () => {
      const { reopen } = await start()
      const page = aPage()
      let storage = await reopen()
      for (const n of range(5)) {
        await storage.log.append(page, [anEntry(n), anEntry(n)])
        expect(await storage.log.rewrite(page, without(2 * n))).toBe(1)
        expect(await storage.log.append(page, [])).toBe(2 * n)
        if (n % 2 === 0) storage = await reopen()
      }
      expect((await entriesOf(storage, page)).map(({ update }) => text(update))).toEqual(
        range(5).flatMap((n) => [`update ${n}`, 'gone']),
      )
      expect(storage.damage()).toEqual([])
    })

    test('[L15] where nothing is to be changed nothing is dropped', async () => {
      const { storage, log } = await start()
      const { page, written } = await writePage(log, 30)
      await log.writeBundle(page, { seq: 3, bytes: bytes('bundle') })
      expect(await log.rewrite(page, () => null)).toBe(0)
      expect(await log.rewrite(aPage(), () => bytes(''))).toBe(0)
      expect(await log.readBundle(page)).not.toBeNull()
      expect(await entriesOf(storage, page)).toEqual(written)
    })

    test('[L15][L16] when `change` fails, nothing is changed', async () => {
      const { storage, log } = await start()
      const { page, written } = await writePage(log, 300)
      const refusing = log.rewrite(page, ({ seq }) => {
        if (seq === 200) throw new RangeError('not this one')
        return bytes('gone')
      })
      await expect(refusing).rejects.toThrow('not this one')
      expect(await entriesOf(storage, page)).toEqual(written)
      expect(await log.append(page, [anEntry(1)])).toBe(301)
    })

    test('[L15] people write and read on while a page is rewritten', async () => {
      const { storage, log, reopen } = await start()
      const { page, written } = await writePage(log, 2500)
      const reading: Promise<readonly Entry[]>[] = []
      const appended: number[] = []
      let done = false
      const rewriting = log
        .rewrite(page, ({ seq }) => (seq % 50 === 0 ? bytes('gone') : null))
        .finally(() => (done = true))
      const writing = (async () => {
        while (!done) appended.push(await log.append(page, [anEntry(appended.length)]))
      })()
      while (!done) {
        reading.push(entriesOf(storage, page, 1, 2500))
        await reading.at(-1)
      }
      await writing
      // Those that came while it began may have been among the changed ones.
      expect(await rewriting).toBeGreaterThanOrEqual(50)
      expect(appended).toEqual(appended.map((_, i) => 2501 + i))
      for (const read of await Promise.all(reading)) {
        expect(read.map(({ seq }) => seq)).toEqual(range(2500))
        for (const { seq, update } of read) {
          if (text(update) === 'gone') expect(seq % 50).toBe(0)
          else expect(update).toEqual(written[seq - 1]?.update)
        }
      }
      const after = await entriesOf(await reopen(), page)
      expect(after).toHaveLength(2500 + appended.length)
      for (const { seq, update } of after.slice(0, 2500)) {
        expect(text(update) === 'gone').toBe(seq % 50 === 0)
      }
      expect(storage.damage()).toEqual([])
    })

    test('[L17] packed entries are read as they were, every part of them', async () => {
      for (const seed of seeds(2)) {
        const { storage, log, reopen } = await start()
        const { page, written } = await writePage(log, 2600, seed)
        expect(await log.pack(page), `seed ${seed}`).toBeLessThanOrEqual(2600)
        for (const open of [() => Promise.resolve(storage), reopen]) {
          const opened = await open()
          expect(await entriesOf(opened, page), `seed ${seed}`).toEqual(written)
          const random = randomFrom(seed)
          for (const _ of range(60)) {
            const from = 1 + random.int(2600)
            const to = from + random.int(random.chance(0.5) ? 10 : 2600)
            const part = await entriesOf(opened, page, from, to)
            expect(part, `seed ${seed}, ${from} to ${to}`).toEqual(written.slice(from - 1, to))
          }
          expect(opened.damage()).toEqual([])
        }
      }
    })

    test('[L17] packing and appending take turns; a packed page can be rewritten', async () => {
      const { log, reopen } = await start()
      const { page, written } = await writePage(log, 450)
      const expected = [...written]
      let storage = await reopen()
      for (const n of range(6)) {
        await Promise.all([
          storage.log.pack(page),
          ...range(130).map(async (i) => {
            const entry = anEntry(n * 1000 + i)
            const seq = await storage.log.append(page, [entry])
            expected[seq - 1] = { ...entry, seq }
          }),
        ])
        if (n % 3 === 2) {
          const at = expected.length - 60
          await storage.log.rewrite(page, without(3, at))
          for (const seq of [3, at]) {
            const entry = expected[seq - 1]
            if (entry !== undefined) expected[seq - 1] = { ...entry, update: bytes('gone') }
          }
        }
        if (n % 2 === 0) storage = await reopen()
        expect(await entriesOf(storage, page)).toEqual(expected)
      }
      expect(storage.damage()).toEqual([])
    })

    test('[L17] nothing is packed where there is little', async () => {
      const { log } = await start()
      const { page } = await writePage(log, 20)
      expect(await log.pack(page)).toBe(0)
      expect(await log.pack(aPage())).toBe(0)
    })
  })
}
