/** Rules C1 to C8 of `server/storage/storage.ts`. */
import { describe, expect, test } from 'vitest'
import { AppError, StorageFailed } from '#contract/errors.ts'
import type { StorageHome } from '../support/storage.ts'
import { put, range, startStorage } from '../support/storage.ts'

const isConflict = { name: 'AppError', code: 'conflict' }

/** Runs the rules of the catalogue on the adapter that `makeHome` makes. */
export function catalogueRules(name: string, makeHome: () => Promise<StorageHome>): void {
  const start = () => startStorage(makeHome)

  describe(`${name}: catalogue`, () => {
    test('[C1] what is read shares no memory with what is inside', async () => {
      const { catalogue } = await start()
      const value = { deep: { list: [1] } }
      const done = catalogue.transact('p', [put('a', value)])
      value.deep.list.push(2)
      await done
      const first = await catalogue.get('p', 'people', 'a')
      expect(first).toEqual({ id: 'a', revision: 1, value: { deep: { list: [1] } } })
      Object.assign(first?.value ?? {}, { deep: null })
      expect((await catalogue.get('p', 'people', 'a'))?.value).toEqual({ deep: { list: [1] } })
      expect(await catalogue.get('p', 'people', 'b')).toBeNull()
      expect(await catalogue.get('p', 'pages', 'a')).toBeNull()
      expect(await catalogue.get('q', 'people', 'a')).toBeNull()
    })

    test('[C1] names like __proto__ are names like any other', async () => {
      const { catalogue, reopen } = await start()
      const names = [
        '__proto__',
        'constructor',
        'hasOwnProperty',
        '../x',
        'ä',
        'A',
        'a',
        '%61',
        'con',
      ]
      for (const partition of names) {
        const value = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}')
        await catalogue.transact(
          partition,
          names.map((id) => put(id, value, { unique: [id] })),
        )
      }
      const again = (await reopen()).catalogue
      expect((await again.partitions()).toSorted()).toEqual(names.toSorted())
      for (const partition of names) {
        for (const id of names) {
          const found = await again.find(partition, 'people', id)
          expect(found?.id).toBe(id)
          expect(JSON.stringify(found?.value)).toBe('{"__proto__":{"polluted":1},"constructor":2}')
        }
        expect(await again.get(partition, 'people', 'toString')).toBeNull()
      }
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    })

    test('[C2] a list is ordered by id', async () => {
      const { catalogue } = await start()
      await catalogue.transact(
        'p',
        ['b', 'c', 'B', 'a', '10', '9'].map((id) => put(id, id)),
      )
      const ids = (await catalogue.list('p', 'people')).map(({ id }) => id)
      expect(ids).toEqual(['10', '9', 'B', 'a', 'b', 'c'])
      expect(await catalogue.list('p', 'pages')).toEqual([])
    })

    test('[C3] a unique key finds its record, as long as it holds it', async () => {
      const { catalogue, reopen } = await start()
      await catalogue.transact('p', [put('a', 1, { unique: ['x', 'y'] })])
      expect((await catalogue.find('p', 'people', 'y'))?.id).toBe('a')
      await catalogue.transact('p', [put('a', 2, { unique: ['x'] })])
      expect(await catalogue.find('p', 'people', 'y')).toBeNull()
      const again = (await reopen()).catalogue
      expect((await again.find('p', 'people', 'x'))?.value).toBe(2)
      await again.transact('p', [{ do: 'delete', collection: 'people', id: 'a' }])
      expect(await again.find('p', 'people', 'x')).toBeNull()
    })

    test('[C4] all changes or none, with their revisions; durable', async () => {
      const { catalogue, reopen } = await start()
      expect(await catalogue.transact('p', [put('a', 1), put('b', 1), put('a', 2)])).toEqual([
        1, 1, 2,
      ])
      const refused = catalogue.transact('p', [
        put('a', 3),
        put('c', 1),
        put('b', 2, { expects: 9 }),
      ])
      await expect(refused).rejects.toMatchObject(isConflict)
      const again = (await reopen()).catalogue
      expect(await again.list('p', 'people')).toEqual([
        { id: 'a', revision: 2, value: 2 },
        { id: 'b', revision: 1, value: 1 },
      ])
      expect(await again.transact('p', [])).toEqual([])
    })

    test('[C4] nothing can be read before it is durable', async () => {
      const { catalogue } = await start()
      await catalogue.transact('p', [put('a', 1)])
      let done = false
      const writing = catalogue.transact('p', [put('a', 2)]).then(() => (done = true))
      for (;;) {
        const value = (await catalogue.get('p', 'people', 'a'))?.value
        if (value === 2) break
        await new Promise((resolve) => setImmediate(resolve))
      }
      await writing
      expect(done).toBe(true)
    })

    test('[C5] a stale revision is a conflict and changes nothing', async () => {
      const { catalogue } = await start()
      await catalogue.transact('p', [put('a', 1, { expects: 0 })])
      const stale = [
        put('a', 2, { expects: 0 }),
        put('a', 2, { expects: 2 }),
        put('b', 2, { expects: 1 }),
        { do: 'delete', collection: 'people', id: 'a', expects: 2 } as const,
      ]
      for (const change of stale) {
        const refused = catalogue.transact('p', [put('z', 1), change])
        await expect(refused).rejects.toBeInstanceOf(AppError)
        await expect(refused).rejects.toMatchObject(isConflict)
      }
      expect(await catalogue.list('p', 'people')).toHaveLength(1)
      await catalogue.transact('p', [put('a', 2, { expects: 1 })])
      await catalogue.transact('p', [{ do: 'delete', collection: 'people', id: 'a', expects: 2 }])
      expect(await catalogue.transact('p', [put('a', 1, { expects: 0 })])).toEqual([1])
    })

    test('[C5] of many who saw the same revision one succeeds', async () => {
      const { catalogue } = await start()
      await catalogue.transact('p', [put('a', 0)])
      const tries = range(10).map((n) => catalogue.transact('p', [put('a', n, { expects: 1 })]))
      const outcomes = await Promise.allSettled(tries)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect((await catalogue.get('p', 'people', 'a'))?.revision).toBe(2)
    })

    test('[C5] a unique key has one holder in its collection and partition', async () => {
      const { catalogue } = await start()
      await catalogue.transact('p', [
        put('a', 1, { unique: ['x'] }),
        put('b', 1, { unique: ['y'] }),
      ])
      const taken = catalogue.transact('p', [put('c', 1, { unique: ['z', 'x'] })])
      await expect(taken).rejects.toMatchObject(isConflict)
      expect(await catalogue.find('p', 'people', 'z')).toBeNull()
      await catalogue.transact('q', [put('c', 1, { unique: ['x'] })])
      await catalogue.transact('p', [put('c', 1, { collection: 'tokens', unique: ['x'] })])
      await catalogue.transact('p', [
        put('a', 2, { unique: ['y'] }),
        put('b', 2, { unique: ['x'] }),
      ])
      expect((await catalogue.find('p', 'people', 'x'))?.id).toBe('b')
      expect((await catalogue.find('p', 'people', 'y'))?.id).toBe('a')
    })

    test('[C6] a hundred transactions at once take little more than one', async () => {
      const { catalogue } = await start()
      const began = performance.now()
      await Promise.all(range(100).map((n) => catalogue.transact('p', [put(`${n}`, n)])))
      expect(performance.now() - began).toBeLessThan(1000)
      expect(await catalogue.list('p', 'people')).toHaveLength(100)
    })

    test('[C7] after closing transactions are refused, and none is half done', async () => {
      const { storage, catalogue, reopen } = await start()
      await catalogue.transact('p', [put('a', 1)])
      await storage.close()
      await expect(catalogue.transact('p', [put('a', 2)])).rejects.toBeInstanceOf(StorageFailed)
      expect((await (await reopen()).catalogue.get('p', 'people', 'a'))?.value).toBe(1)
    })

    test('[C8] partitions that hold a record', async () => {
      const { catalogue, reopen } = await start()
      await catalogue.transact('p', [put('a', 1)])
      await catalogue.transact('q', [put('a', 1)])
      await catalogue.get('r', 'people', 'a')
      await catalogue.transact('q', [{ do: 'delete', collection: 'people', id: 'a' }])
      expect(await catalogue.partitions()).toEqual(['p'])
      expect(await (await reopen()).catalogue.partitions()).toEqual(['p'])
    })
  })
}
