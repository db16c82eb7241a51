/**
 * The rules of `server/storage/storage.ts` as one suite; every adapter runs it. An adapter's own
 * faults (damage, locks, full disks) have tests of their own.
 */
import { describe, expect, test } from 'vitest'
import type { StorageHome } from '../support/storage.ts'
import { aPage, anEntry, entriesOf, put, range, startStorage } from '../support/storage.ts'
import { catalogueRules } from './catalogue-rules.ts'
import { fileRules } from './file-rules.ts'
import { historyRules } from './history-rules.ts'
import { logRules } from './log-rules.ts'

/** Runs every rule of the port on the adapter that `makeHome` makes. */
export function storageRules(name: string, makeHome: () => Promise<StorageHome>): void {
  const start = () => startStorage(makeHome)

  logRules(name, makeHome)
  historyRules(name, makeHome)
  catalogueRules(name, makeHome)
  fileRules(name, makeHome)

  describe(`${name}: storage`, () => {
    test('[ST1] a whole store names no damage', async () => {
      const { storage, reopen } = await start()
      expect(storage.damage()).toEqual([])
      expect((await reopen()).damage()).toEqual([])
    })

    test('[ST2] closing waits for what was begun, and can be repeated', async () => {
      const { storage, log, catalogue, reopen } = await start()
      const page = aPage()
      const begun = range(100).map((n) => log.append(page, [anEntry(n)]))
      const written = catalogue.transact('p', [put('a', 1)])
      await Promise.all([storage.close(), storage.close()])
      expect(await Promise.all(begun)).toEqual(range(100))
      expect(await written).toEqual([1])
      await storage.close()
      expect(await entriesOf(await reopen(), page)).toHaveLength(100)
    })
  })
}
