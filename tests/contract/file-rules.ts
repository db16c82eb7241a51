/** The rules of the bytes of files, for every adapter (`storage-rules.ts`). */
import { describe, expect, test } from 'vitest'
import { StorageFailed } from '#contract/errors.ts'
import { fileId, newId } from '#contract/ids.ts'
import type { StorageHome } from '../support/storage.ts'
import { fileOf, keepFile, range, someBytes, startStorage, wholeOf } from '../support/storage.ts'

export function fileRules(name: string, makeHome: () => Promise<StorageHome>): void {
  const start = () => startStorage(makeHome)

  describe(`${name}: files`, () => {
    test.for([0, 1, 999, 1000, 3_000_000])(
      '[F20] [F23] [F26] a file of %i bytes comes back byte for byte, also after reopening',
      async (size) => {
        const { storage, files, reopen } = await start()
        const given = await wholeOf(someBytes(7, size))
        const incoming = await files.receive(someBytes(7, size))
        expect(incoming.size).toBe(size)
        const id = newId(fileId)
        expect(await files.read(id)).toBeNull()
        await incoming.keep(id)
        expect((await fileOf(storage, id))?.equals(given)).toBe(true)
        expect((await fileOf(await reopen(), id))?.equals(given)).toBe(true)
      },
    )

    test('[F20] an error of what brings the bytes is passed on, and leaves nothing', async () => {
      const { files } = await start()
      const mine = new Error('mine')
      const failing = async function* () {
        yield* someBytes(1)
        throw mine
      }
      await expect(files.receive(failing())).rejects.toBe(mine)
      expect(await files.ids()).toEqual([])
    })

    test('[F22] what came in can be read until it is dropped or kept', async () => {
      const { files } = await start()
      const incoming = await files.receive(someBytes(3))
      const given = await wholeOf(someBytes(3))
      expect((await wholeOf(incoming.read())).equals(given)).toBe(true)
      expect((await wholeOf(incoming.read())).equals(given)).toBe(true)
      await incoming.drop()
    })

    test('[F25] what was dropped, or neither kept nor dropped, is gone', async () => {
      const { files, reopen } = await start()
      const dropped = await files.receive(someBytes(1))
      await dropped.drop()
      await dropped.drop()
      await files.receive(someBytes(2))
      const kept = await files.receive(someBytes(3))
      const id = newId(fileId)
      await kept.keep(id)
      await kept.drop()
      expect(await files.ids()).toEqual([id])
      expect(await (await reopen()).files.ids()).toEqual([id])
    })

    test('[F26] a part of a file has both its ends; a file that is not there is null', async () => {
      const { storage, files } = await start()
      const id = await keepFile(storage, someBytes(5))
      const given = await wholeOf(someBytes(5))
      for (const [from, to] of [
        [0, 0],
        [0, 9999],
        [999, 1000],
        [9999, 9999],
      ] as const) {
        const part = await fileOf(storage, id, { from, to })
        expect(part?.equals(given.subarray(from, to + 1))).toBe(true)
      }
      expect(await files.read(newId(fileId))).toBeNull()
      expect(await files.read(newId(fileId), { from: 0, to: 1 })).toBeNull()
    })

    test('[F27] a file that was removed stays away', async () => {
      const { storage, files, reopen } = await start()
      const [gone, stays] = [
        await keepFile(storage, someBytes(1)),
        await keepFile(storage, someBytes(2)),
      ]
      await files.remove(gone)
      await files.remove(gone)
      await files.remove(newId(fileId))
      expect(await files.read(gone)).toBeNull()
      expect(await files.ids()).toEqual([stays])
      expect(await (await reopen()).files.ids()).toEqual([stays])
    })

    test('[F28] files are listed in the order of their ids', async () => {
      const { storage, files } = await start()
      expect(await files.ids()).toEqual([])
      const ids = await Promise.all(range(20).map((n) => keepFile(storage, someBytes(n))))
      expect(await files.ids()).toEqual(ids.toSorted())
    })

    test('[ST2] closing waits for files that are being kept, and takes no more', async () => {
      const { storage, files, reopen } = await start()
      const incoming = await Promise.all(range(5).map((n) => files.receive(someBytes(n))))
      const ids = incoming.map(() => newId(fileId))
      const kept = incoming.map((one, at) => one.keep(ids[at] ?? newId(fileId)))
      await storage.close()
      await Promise.all(kept)
      await expect(files.receive(someBytes(1))).rejects.toBeInstanceOf(StorageFailed)
      expect(await (await reopen()).files.ids()).toEqual(ids.toSorted())
    })
  })
}
