/** Rules L1 to L12 of `server/storage/storage.ts`. */
import { describe, expect, test } from 'vitest'
import { StorageFailed } from '#contract/errors.ts'
import { newId, personId } from '#contract/ids.ts'
import { entryKinds } from '#contract/records.ts'
import type { StorageHome } from '../support/storage.ts'
import { aPage, anEntry, entriesOf, range, startStorage } from '../support/storage.ts'

/** Runs the rules of the update log on the adapter that `makeHome` makes. */
export function logRules(name: string, makeHome: () => Promise<StorageHome>): void {
  const start = () => startStorage(makeHome)

  describe(`${name}: update log`, () => {
    test('[L1] places are dense and in order, also when many append at once', async () => {
      const { storage, log } = await start()
      const pages = [aPage(), aPage(), aPage()]
      const lasts = await Promise.all(
        range(300).map((n) => {
          const page = pages[n % 3] ?? aPage()
          return log.append(
            page,
            range((n % 4) + 1).map((i) => anEntry(n * 10 + i)),
          )
        }),
      )
      expect(lasts.filter((last) => last === 0)).toEqual([])
      for (const page of pages) {
        const entries = await entriesOf(storage, page)
        expect(entries.map(({ seq }) => seq)).toEqual(range(entries.length))
        const times = entries.map(({ at }) => at)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
      }
      const all = await Promise.all(pages.map((page) => log.head(page)))
      expect(all.reduce((sum, { seq }) => sum + seq, 0)).toBe(
        range(300).reduce((s, n) => s + (n % 4) + 1, 0),
      )
    })

    test('[L1] appending nothing resolves with the place where the log stands', async () => {
      const { log } = await start()
      const page = aPage()
      expect(await log.append(page, [])).toBe(0)
      await log.append(page, [anEntry(1), anEntry(2)])
      expect(await log.append(page, [])).toBe(2)
    })

    test('[L2] what was acknowledged is there after opening again', async () => {
      const { log, reopen } = await start()
      const page = aPage()
      for (const n of range(20)) expect(await log.append(page, [anEntry(n)])).toBe(n)
      const again = await reopen()
      expect(await again.log.head(page)).toEqual({ seq: 20, epoch: 0 })
      expect((await entriesOf(again, page)).map(({ at }) => at - 1_700_000_000_000)).toEqual(
        range(20),
      )
      expect(await again.log.append(page, [anEntry(21)])).toBe(21)
      expect(again.damage()).toEqual([])
    })

    test('[L3] entries of one append stand together', async () => {
      const { storage, log } = await start()
      const page = aPage()
      await Promise.all(
        range(50).map((n) =>
          log.append(
            page,
            range(7).map(() => anEntry(n)),
          ),
        ),
      )
      const times = (await entriesOf(storage, page)).map(({ at }) => at)
      for (let i = 0; i < times.length; i += 7) expect(new Set(times.slice(i, i + 7)).size).toBe(1)
    })

    test('[L4] after closing every append is refused, and none is half done', async () => {
      const { storage, log, reopen } = await start()
      const page = aPage()
      await log.append(page, [anEntry(1)])
      await storage.close()
      await expect(log.append(page, [anEntry(2)])).rejects.toBeInstanceOf(StorageFailed)
      expect(await entriesOf(await reopen(), page)).toHaveLength(1)
    })

    test('[L5] fifty pages that append at once are durable in little more than one', async () => {
      const { log } = await start()
      const pages = range(50).map(aPage)
      await log.append(aPage(), [anEntry(0)])
      const began = performance.now()
      for (const n of range(40))
        await Promise.all(pages.map((page) => log.append(page, [anEntry(n)])))
      // 2,000 syncs one after the other would take this disk a second; 40 take a tenth of it.
      expect((performance.now() - began) / 40).toBeLessThan(100)
      expect(await log.pages()).toHaveLength(51)
    })

    test.for([0, 1, 127, 128, 65_536, 1 << 20])(
      '[L6] %i bytes come back as they were',
      async (size) => {
        const { storage, log, reopen } = await start()
        const page = aPage()
        const update = crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536)))
        const full = new Uint8Array(size)
        for (let i = 0; i < size; i += 65_536)
          full.set(update.subarray(0, Math.min(65_536, size - i)), i)
        await log.append(page, [anEntry(1, { update: full }), anEntry(2, { update: full })])
        for (const open of [() => Promise.resolve(storage), reopen]) {
          const entries = await entriesOf(await open(), page)
          expect(entries).toHaveLength(2)
          for (const entry of entries) expect(Buffer.compare(entry.update, full)).toBe(0)
        }
      },
    )

    test('[L6] who, when and how come back; every kind, and hundreds of authors', async () => {
      const { storage, log, reopen } = await start()
      const page = aPage()
      const given = range(300).map((n) =>
        anEntry(n, {
          author: newId(personId),
          kind: entryKinds[n % entryKinds.length] ?? 'edit',
          at: n % 2 === 0 ? 0 : 253_402_300_799_000 + n,
        }),
      )
      await log.append(page, given)
      const expected = given.map((entry, i) => ({ ...entry, seq: i + 1 }))
      expect(await entriesOf(storage, page)).toEqual(expected)
      expect(await entriesOf(await reopen(), page)).toEqual(expected)
    })

    test('[L6] bytes changed by the caller after appending stay as they were', async () => {
      const { storage, log } = await start()
      const page = aPage()
      const update = new Uint8Array([1, 2, 3])
      const done = log.append(page, [anEntry(1, { update })])
      update.fill(9)
      await done
      expect([...((await entriesOf(storage, page))[0]?.update ?? [])]).toEqual([1, 2, 3])
    })

    test('[L6] any part can be read', async () => {
      const { storage, log } = await start()
      const page = aPage()
      for (const n of range(10))
        await log.append(
          page,
          range(n).map(() => anEntry(n)),
        )
      for (let from = -1; from <= 57; from += 3) {
        for (const to of [from - 1, from, from + 1, from + 20, 55, 60]) {
          const seqs = (await entriesOf(storage, page, from, to)).map(({ seq }) => seq)
          expect(seqs).toEqual(range(55).filter((seq) => seq >= from && seq <= to))
        }
      }
      expect(await entriesOf(storage, aPage())).toEqual([])
    })

    test('[L6] 5,000 entries are read in order while more are appended', async () => {
      const { log } = await start()
      const page = aPage()
      await log.append(
        page,
        range(5000).map((n) => anEntry(n)),
      )
      let seen = 0
      for await (const { seq } of log.read(page, 1)) {
        expect(seq).toBe(++seen)
        if (seq % 1000 === 0) await log.append(page, [anEntry(seq)])
      }
      expect(seen).toBe(5000)
    })

    test('[L7][L8] heads and pages, also of pages nobody wrote', async () => {
      const { log } = await start()
      const page = aPage()
      expect(await log.head(page)).toEqual({ seq: 0, epoch: 0 })
      expect(await log.pages()).toEqual([])
      await log.append(page, [anEntry(1)])
      await log.raiseEpoch(aPage())
      expect(await log.head(page)).toEqual({ seq: 1, epoch: 0 })
      expect(await log.pages()).toEqual([page])
    })

    test('[L9] ready at once when all is well', async () => {
      const { log } = await start()
      await expect(log.ready()).resolves.toBeUndefined()
    })

    test('[L10][L11] the newest snapshot comes back, one ahead of the log never', async () => {
      const { log, reopen } = await start()
      const page = aPage()
      expect(await log.readSnapshot(page)).toBeNull()
      await log.append(page, [anEntry(1), anEntry(2)])
      await log.writeSnapshot(page, { seq: 1, bytes: new Uint8Array([1]) })
      await log.writeSnapshot(page, { seq: 2, bytes: new Uint8Array([2, 2]) })
      const expected = { seq: 2, bytes: new Uint8Array([2, 2]) }
      expect(await log.readSnapshot(page)).toEqual(expected)
      expect(await (await reopen()).log.readSnapshot(page)).toEqual(expected)
      const ahead = aPage()
      const again = await reopen()
      await again.log.writeSnapshot(ahead, { seq: 1, bytes: new Uint8Array() })
      expect(await again.log.readSnapshot(ahead)).toBeNull()
    })

    test('[L12] the epoch rises by one, durably, also when many raise it', async () => {
      const { log, reopen } = await start()
      const page = aPage()
      await log.append(page, [anEntry(1)])
      const raised = await Promise.all(range(5).map(() => log.raiseEpoch(page)))
      expect(new Set(raised)).toEqual(new Set(range(5)))
      await log.append(page, [anEntry(2)])
      expect(await (await reopen()).log.head(page)).toEqual({ seq: 2, epoch: 5 })
    })
  })
}
