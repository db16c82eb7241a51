/** Files of the embedded storage: what a kill leaves, what is spoilt, and what a backup holds. */
import { existsSync } from 'node:fs'
import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { StorageFailed } from '#contract/errors.ts'
import { type FileId, fileId, newId } from '#contract/ids.ts'
import { archiveOf } from '../../server/storage/embedded/backup.ts'
import { checkStorage } from '../../server/storage/embedded/check.ts'
import { realDisk } from '../../server/storage/embedded/disk.ts'
import { restoreArchive } from '../../server/storage/embedded/restore.ts'
import { smallDisk } from '../support/small-disk.ts'
import {
  aPage,
  anEntry,
  fileOf,
  keepFile,
  put,
  range,
  someBytes,
  wholeOf,
} from '../support/storage.ts'
import { type Opened, openFolder, temporaryFolder } from '../support/temporary.ts'

/** Where the file lies. */
async function pathOf(storage: Opened, id: FileId): Promise<string> {
  const { files } = storage.folder
  const name = (await readdir(files)).find((each) => each.startsWith(id))
  return join(files, name ?? 'nothing')
}

async function spoil(path: string, at: number): Promise<void> {
  const bytes = await readFile(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
}

/** Saves a backup as a file. */
async function backUp(storage: Opened): Promise<string> {
  const file = join(await temporaryFolder(), 'backup.tar.gz')
  await writeFile(file, await wholeOf(archiveOf(storage)))
  return file
}

const restored = async (file: string) => {
  const folder = await temporaryFolder()
  const found = await restoreArchive(file, folder, { clock: Date.now, report: () => {} })
  return { found, storage: await openFolder(folder) }
}

describe('files in the data folder', () => {
  test('[F29] what a kill left of files that were coming in is gone at the next start', async () => {
    const root = await temporaryFolder()
    const before = await openFolder(root)
    const id = await keepFile(before, someBytes(1))
    await before.close()
    const { incoming } = before.folder
    await writeFile(join(incoming, 'half a picture'), 'with its place in it')
    const after = await openFolder(root)
    expect(await readdir(incoming)).toEqual([])
    expect(await after.files.ids()).toEqual([id])
    expect(after.damage()).toEqual([])
  })

  test('[F25] nothing of what came in stays when it is neither kept nor dropped', async () => {
    const storage = await openFolder(await temporaryFolder())
    await storage.files.receive(someBytes(1))
    expect(await readdir(storage.folder.incoming)).toHaveLength(1)
    await storage.close()
    expect(await readdir(storage.folder.incoming)).toEqual([])
  })

  test('[F23] a file lies in the folder under its id and its sum, readable for its owner alone', async () => {
    const storage = await openFolder(await temporaryFolder())
    const id = await keepFile(storage, someBytes(1))
    const path = await pathOf(storage, id)
    expect(basename(path)).toMatch(new RegExp(`^${id}-[0-9a-f]{64}$`))
    expect(await readFile(path)).toEqual(await wholeOf(someBytes(1)))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test.for([0, 5_000, 199_999])(
    '[F26] [ST1] of a file with byte %i spoilt nobody gets all, and it is named once',
    async (at) => {
      const storage = await openFolder(await temporaryFolder())
      const id = await keepFile(storage, someBytes(1, 200_000))
      await spoil(await pathOf(storage, id), at)
      for (const _ of range(2)) {
        const got: Uint8Array[] = []
        const reading = (async () => {
          for await (const piece of (await storage.files.read(id)) ?? []) got.push(piece)
        })()
        await expect(reading).rejects.toBeInstanceOf(StorageFailed)
        expect(Buffer.concat(got).length).toBeLessThan(200_000)
      }
      expect(storage.damage()).toEqual([
        { page: null, text: `The file ${id} is spoilt: it is not what was stored.` },
      ])
    },
  )

  test('[F26] a file that was taken out of the folder is absent, and named', async () => {
    const storage = await openFolder(await temporaryFolder())
    const id = await keepFile(storage, someBytes(1))
    await rm(await pathOf(storage, id))
    expect(await storage.files.read(id)).toBeNull()
    expect(storage.damage()).toEqual([{ page: null, text: `The file ${id} is missing.` }])
  })

  test('[F21] files leave room for text on the disk', async () => {
    let free = 10_000_000_000
    const disk = { ...realDisk, room: async () => ({ total: 100_000_000_000, free }) }
    const storage = await openFolder(await temporaryFolder(), { disk })
    await keepFile(storage, someBytes(1))
    free = 150_000_000
    await expect(storage.files.receive(someBytes(2))).rejects.toBeInstanceOf(StorageFailed)
    await storage.log.append(aPage(), [anEntry(1)])
    expect(await readdir(storage.folder.incoming)).toEqual([])
  })

  test('[F21] [F24] files never fill a disk up, and one that is full takes none and keeps the rest', async () => {
    const small = await smallDisk(8)
    if (small === null) return
    onTestFinished(() => small.remove())
    const data = join(small.folder, 'data')
    const storage = await openFolder(data)
    const kept: FileId[] = []
    const fill = async () => {
      for (;;) kept.push(await keepFile(storage, someBytes(kept.length, 500_000)))
    }
    await expect(fill()).rejects.toBeInstanceOf(StorageFailed)
    expect(kept.length).toBeGreaterThan(5)
    expect(await readdir(storage.folder.incoming)).toEqual([])
    // There is room for text.
    await storage.log.append(aPage(), [anEntry(1), anEntry(2)])
    await storage.catalogue.transact('p', [put('a', 'x'.repeat(50_000))])
    small.fill()
    await expect(keepFile(storage, someBytes(1))).rejects.toBeInstanceOf(StorageFailed)
    for (const [n, id] of kept.entries()) {
      expect((await fileOf(storage, id))?.equals(await wholeOf(someBytes(n, 500_000)))).toBe(true)
    }
    small.free()
    expect(await storage.files.ids()).toEqual(kept.toSorted())
    expect(await readdir(storage.folder.incoming)).toEqual([])
    expect((await checkStorage(storage)).findings).toEqual([])
    await storage.close()
  })

  test('[F30] check names each file that is spoilt, and each that is missing', async () => {
    const root = await temporaryFolder()
    const first = await openFolder(root)
    const ids = await Promise.all(range(5).map((n) => keepFile(first, someBytes(n))))
    const [whole, cut, flipped, empty, gone] = ids
    const lost = newId(fileId)
    await first.catalogue.transact(
      'files of something',
      [...ids, lost].map((id) => ({ do: 'put', collection: 'files', id, value: {} })),
    )
    expect(await checkStorage(first)).toMatchObject({
      files: 5,
      findings: [`The file ${lost} is missing.`],
    })
    const paths = await Promise.all(ids.map((id) => pathOf(first, id)))
    await first.close()
    await truncate(paths[1] ?? '', 9_999)
    await spoil(paths[2] ?? '', 1)
    await truncate(paths[3] ?? '', 0)
    await rm(paths[4] ?? '')
    const second = await openFolder(root)
    const { findings } = await checkStorage(second)
    expect(findings.toSorted()).toEqual(
      [
        ...[cut, flipped, empty].map(
          (id) => `The file ${id} is spoilt: it is not what was stored.`,
        ),
        ...[gone, lost].map((id) => `The file ${id} is missing.`),
      ].toSorted(),
    )
    expect((await fileOf(second, whole ?? lost))?.equals(await wholeOf(someBytes(1)))).toBe(true)
  })
})

describe('files in backups', () => {
  test('[F31] [B1] a restored folder holds every file, byte for byte', async () => {
    const storage = await openFolder(await temporaryFolder())
    const sizes = [0, 1, 511, 512, 513, 3_000_000]
    const ids = await Promise.all(sizes.map((size) => keepFile(storage, someBytes(size, size))))
    const { found, storage: after } = await restored(await backUp(storage))
    expect(found).toMatchObject({ files: sizes.length, findings: [] })
    expect(await after.files.ids()).toEqual(ids.toSorted())
    for (const [i, id] of ids.entries()) {
      const due = await wholeOf(someBytes(sizes[i] ?? 0, sizes[i]))
      expect((await fileOf(after, id))?.equals(due)).toBe(true)
    }
  })

  test('[F31] what was spoilt or missing before is no reason to have no backup, and is named', async () => {
    const storage = await openFolder(await temporaryFolder())
    const [whole, spoilt, gone] = await Promise.all(
      range(3).map((n) => keepFile(storage, someBytes(n))),
    )
    await spoil(await pathOf(storage, spoilt ?? newId(fileId)), 17)
    await rm(await pathOf(storage, gone ?? newId(fileId)))
    const { found, storage: after } = await restored(await backUp(storage))
    expect(found.findings).toEqual([`The file ${spoilt} is spoilt: it is not what was stored.`])
    expect(new Set(await after.files.ids())).toEqual(new Set([whole, spoilt]))
  })

  test('[F31] [B4] an archive whose files were changed is refused, and leaves nothing', async () => {
    const storage = await openFolder(await temporaryFolder())
    const id = await keepFile(storage, someBytes(1))
    const good = await backUp(storage)
    const tar = gunzipSync(await readFile(good))
    const name = tar.indexOf(`files/${id}`)
    const changed = (at: number, to: string) => {
      const copy = Buffer.from(tar)
      copy.write(to, at)
      return copy
    }
    const renamed = changed(name, `files/${'a'.repeat(20)}`)
    // The header of a tar's entry has a sum of its own.
    renamed.write('        ', name + 148)
    const sum = renamed.subarray(name, name + 512).reduce((total, byte) => total + byte, 0)
    renamed.write(`${sum.toString(8).padStart(6, '0')}\0 `, name + 148)
    for (const bad of [changed(name + 512 + 500, 'xyz'), renamed]) {
      const file = join(await temporaryFolder(), 'bad.tar.gz')
      await writeFile(file, gzipSync(bad))
      const folder = join(await temporaryFolder(), 'new')
      const restoring = restoreArchive(file, folder, { clock: Date.now, report: () => {} })
      await expect(restoring).rejects.toThrow(/its checksum is wrong/)
      expect(existsSync(folder) ? await readdir(folder) : []).toEqual([])
    }
  })
})
