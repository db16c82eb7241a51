/** Packed and rewritten pages on a disk: how much room they take, and that what is gone is gone. */
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { StorageFailed } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { checkStorage } from '../../server/storage/embedded/check.ts'
import { entryKey, withLink } from '../../server/storage/embedded/entry-bytes.ts'
import { linkOf, firstLink } from '../../server/storage/embedded/chain.ts'
import { openLevel } from '../../server/storage/embedded/level.ts'
import { backupFolder } from '../../server/storage/embedded/orders.ts'
import { restoreArchive } from '../../server/storage/embedded/restore.ts'
import { readTrace } from '../bench/trace.ts'
import { times } from '../support/counts.ts'
import { FaultyDisk, type Site } from '../support/faulty-disk.ts'
import { leftIn } from '../support/left-bytes.ts'
import { ReadTables, startRewriting } from '../support/rewriting.ts'
import { type Random, random as randomFrom } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import { aPage, anEntry, entriesOf, range } from '../support/storage.ts'
import { type Opened, openFolder, temporaryFolder } from '../support/temporary.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const textOf = (update: Uint8Array) => new TextDecoder().decode(update)
const secret = /secret-\d+-/

/** Both ways in which words may lie in an update. */
const secretUpdate = (n: number) =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from(`secret-${n}-`),
      Buffer.from([n % 7]),
      Buffer.from('secret-0-', 'utf16le'),
    ]),
  )

const isSecret = ({ update }: { update: Uint8Array }) => textOf(update).startsWith('secret-')
const takeOut = (entry: { update: Uint8Array }) =>
  isSecret(entry) ? new Uint8Array(entry.update.length).fill(0x2e) : null

async function logBytes(folder: string): Promise<number> {
  const names = await readdir(join(folder, 'log'))
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(folder, 'log', name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** A page of many small groups, one entry in `each` with words that are to go. */
async function writePage(storage: Opened, page: PageId, count: number, each = 20): Promise<void> {
  const { seq } = await storage.log.head(page)
  for (let n = seq + 1; n <= seq + count; n += 2) {
    await storage.log.append(page, [
      anEntry(n, { update: n % each === 1 ? secretUpdate(n) : bytes(`kept ${n} `.repeat(3)) }),
      anEntry(n),
    ])
  }
}

describe('packed pages', () => {
  test('[H50] a keystroke takes at most ten bytes once it is settled', async () => {
    const folder = await temporaryFolder()
    const page = aPage()
    const random = randomFrom(1)
    const { edits } = await readTrace(null, 10_000)
    const doc = new Y.Doc()
    const text = doc.getText('t')
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (const [at, deleted, inserted] of edits) {
      doc.transact(() => {
        text.delete(at, deleted)
        text.insert(at, inserted)
      })
    }
    const storage = await openFolder(folder)
    let at = 1_700_000_000_000
    for (let i = 0; i < updates.length; i += 5) {
      const entries = updates.slice(i, i + 5).map((update) => {
        at += 60 + random.int(400)
        return anEntry(i, { update, at })
      })
      await storage.log.append(page, entries)
    }
    expect(await storage.log.pack(page)).toBe(updates.length)
    expect((await logBytes(folder)) / updates.length).toBeLessThan(10)
    await storage.close()
    expect((await logBytes(folder)) / updates.length).toBeLessThan(10)
    const again = await openFolder(folder)
    const read = await entriesOf(again, page)
    expect(read.map(({ update }) => update)).toEqual(updates)
    expect((await checkStorage(again)).findings).toEqual([])
  })

  test('[H51] a spoilt segment costs its own entries, which are named, and no other', async () => {
    for (const seed of seeds(times(20))) {
      const random = randomFrom(seed)
      const folder = await temporaryFolder()
      const page = aPage()
      const storage = await openFolder(folder)
      await writePage(storage, page, 2400)
      expect(await storage.log.pack(page)).toBe(2400)
      await writePage(storage, page, 40)
      await storage.close()
      // One bit of the middle segment, with checksums of LevelDB that are right.
      const level = await openLevel(join(folder, 'log'), false)
      const pairs = await level.chunk({
        gte: entryKey(page, 0),
        lt: entryKey(page, 5000),
        limit: 9999,
      })
      const [key, value] = pairs[1] ?? [Buffer.of(), Buffer.of()]
      const at = random.int(value.length)
      value[at] = (value[at] ?? 0) ^ (1 << random.int(8))
      await level.write([{ key, value }])
      await level.close()
      const opened = await openFolder(folder)
      const seqs = (await entriesOf(opened, page)).map(({ seq }) => seq)
      const kept = range(2440).filter((seq) => seq <= 1000 || seq > 2000)
      expect(seqs, `seed ${seed}`).toEqual(kept)
      const sentence = `Entries 1001 to 2000 of page ${page} are spoilt and left out.`
      expect(opened.damage().map(({ text }) => text)).toEqual([sentence])
      expect((await checkStorage(opened)).findings).toEqual([sentence])
      for (const [from, to] of [
        [1500, 2100],
        [2001, 2010],
        [2050, 2060],
        [900, 1000],
      ] as const) {
        const part = await entriesOf(opened, page, from, to)
        expect(part.map(({ seq }) => seq)).toEqual(kept.filter((seq) => seq >= from && seq <= to))
      }
      // What lies behind the gap can be packed and rewritten, too.
      await writePage(opened, page, 600)
      expect(await opened.log.pack(page)).toBe(640)
      expect(await opened.log.rewrite(page, takeOut)).toBeGreaterThan(0)
      expect(await entriesOf(opened, page)).toHaveLength(2040)
      await opened.close()
      const again = await openFolder(folder)
      expect(await entriesOf(again, page)).toHaveLength(2040)
      expect(again.damage()).toEqual([])
    }
  })

  test('[H52] a log that is written anew has each entry once, packed or loose', async () => {
    const folder = await temporaryFolder()
    const page = aPage()
    const other = aPage()
    const storage = await openFolder(folder)
    await writePage(storage, page, 1200)
    await storage.close()
    // A table with the loose entries stays where it is: what removes them is in another file.
    const copy = await temporaryFolder()
    await cp(join(folder, 'log'), copy, { recursive: true })
    const packing = await openFolder(folder)
    await packing.log.pack(page)
    await writePage(packing, other, 300)
    await packing.close()
    for (const name of await readdir(copy)) {
      if (name.endsWith('.ldb')) await cp(join(copy, name), join(folder, 'log', `9${name}`))
    }
    await writeFile(join(folder, 'log.rebuild-due'), '')
    const opened = await openFolder(folder)
    expect(await entriesOf(opened, page)).toHaveLength(1200)
    expect(await entriesOf(opened, other)).toHaveLength(300)
    expect(opened.damage().filter(({ page: of }) => of !== null)).toEqual([])
    await opened.close()
    const level = await openLevel(join(folder, 'log'), false)
    const pairs = await level.chunk({
      gte: entryKey(page, 0),
      lt: entryKey(page, 5000),
      limit: 9999,
    })
    await level.close()
    expect(pairs).toHaveLength(2)
  })

  test('[H53] a backup holds packed and rewritten pages, which are packed again where it is restored', async () => {
    const folder = await temporaryFolder()
    const page = aPage()
    const storage = await openFolder(folder)
    await writePage(storage, page, 1500)
    await storage.log.pack(page)
    await writePage(storage, page, 300)
    await storage.log.rewrite(page, takeOut)
    await writePage(storage, page, 50, 1000)
    const before = await entriesOf(storage, page)
    await storage.close()
    const archive = join(await temporaryFolder(), 'backup.tar.gz')
    const options = { clock: Date.now, report: () => {} }
    await backupFolder(folder, archive, options)
    const target = await temporaryFolder()
    const restored = await restoreArchive(archive, target, options)
    expect(restored).toMatchObject({ pages: 1, entries: before.length, rewritten: 1, findings: [] })
    expect(await leftIn(target, secret)).toEqual(new Map())
    const again = await openFolder(target)
    expect(await entriesOf(again, page)).toEqual(before)
    expect(await again.log.pack(page)).toBe(0)
    expect(await again.log.rewrite(page, ({ seq }) => (seq === 5 ? bytes('.') : null))).toBe(1)
    await again.close()
    expect(await entriesOf(await openFolder(target), page)).toHaveLength(before.length)
  })
})

/** What lies where when a page is rewritten, by chance. */
async function prepare(folder: string, page: PageId, random: Random): Promise<Opened> {
  let storage = await openFolder(folder)
  const steps = 4 + random.int(6)
  for (const _ of range(steps)) {
    await writePage(storage, page, 2 + 2 * random.int(200))
    const snapshot = { seq: 1, bytes: secretUpdate(1) }
    switch (random.int(6)) {
      case 0:
        await storage.log.pack(page)
        break
      case 1:
        await storage.close()
        storage = await openFolder(folder)
        break
      case 2:
        await storage.log.writeSnapshot(page, snapshot)
        break
      case 3:
        await storage.log.writeBundle(page, snapshot)
        break
      case 4:
        // Others write as well: what is kept in memory moves into tables.
        await storage.log.append(
          aPage(),
          range(40).map((n) =>
            anEntry(n, { update: crypto.getRandomValues(new Uint8Array(60_000)) }),
          ),
        )
        break
      default:
    }
  }
  return storage
}

describe('rewritten pages', () => {
  test('[H54] no file holds what was taken out, however it was packed, open or closed', async () => {
    for (const seed of seeds(times(60))) {
      const folder = await temporaryFolder()
      const page = aPage()
      const storage = await prepare(folder, page, randomFrom(seed))
      await mkdir(join(folder, 'log.damaged'))
      await writeFile(join(folder, 'log.damaged', '000001.ldb'), secretUpdate(1))
      expect((await leftIn(folder, secret)).size, `seed ${seed}`).toBeGreaterThan(1)
      const before = await entriesOf(storage, page)
      expect(await storage.log.rewrite(page, takeOut)).toBe(before.filter(isSecret).length)
      expect(await leftIn(folder, secret), `seed ${seed}`).toEqual(new Map())
      await storage.close()
      expect(await leftIn(folder, secret), `seed ${seed}, closed`).toEqual(new Map())
      const again = await openFolder(folder)
      const after = before.map((entry) => ({ ...entry, update: takeOut(entry) ?? entry.update }))
      expect(await entriesOf(again, page), `seed ${seed}`).toEqual(after)
      expect(await leftIn(folder, secret), `seed ${seed}, again`).toEqual(new Map())
      expect(again.damage()).toEqual([])
      await again.close()
      await rm(folder, { recursive: true })
    }
  })

  test('[H54] a backup that is being made is waited for, and the next waits for the end', async () => {
    const folder = await temporaryFolder()
    const page = aPage()
    const storage = await openFolder(folder)
    await writePage(storage, page, 100)
    let finish = () => {}
    const order: string[] = []
    const held = new Promise<void>((resolve) => (finish = resolve))
    const backup = storage.log.atMoment(
      () => null,
      async () => {
        await held
        order.push('backup')
      },
    )
    const rewriting = storage.log.rewrite(page, takeOut).then(() => order.push('rewritten'))
    await storage.log.append(aPage(), [anEntry(1)])
    finish()
    await backup
    const next = storage.log.atMoment(
      () => null,
      async () => order.push('next'),
    )
    await Promise.all([rewriting, next])
    expect(order).toEqual(['backup', 'rewritten', 'next'])
    expect(await leftIn(folder, secret)).toEqual(new Map())
  })

  test('[H54] tables that somebody reads while they are replaced are waited for, and are gone', async () => {
    for (const times of [1, 3]) {
      const folder = await temporaryFolder()
      const page = aPage()
      const disk = new ReadTables(join(folder, 'log'))
      const storage = await openFolder(folder, { disk })
      await writePage(storage, page, 300)
      await storage.log.pack(page)
      await writePage(storage, page, 40)
      await storage.log.writeSnapshot(page, { seq: 1, bytes: secretUpdate(1) })
      await storage.log.writeBundle(page, { seq: 1, bytes: secretUpdate(1) })
      disk.reads = times
      expect(await storage.log.rewrite(page, takeOut)).toBe(17)
      expect(disk.held, `${times} times`).toBeGreaterThan(0)
      expect(await leftIn(folder, secret), `${times} times`).toEqual(new Map())
      expect(disk.reads).toBe(0)
      expect(await entriesOf(storage, page)).toHaveLength(340)
    }
  })

  test('[H54] a table that somebody reads for ever is told of, and removed when it is let go', async () => {
    const folder = await temporaryFolder()
    const page = aPage()
    const disk = new ReadTables(join(folder, 'log'))
    const storage = await openFolder(folder, { disk })
    await writePage(storage, page, 300)
    disk.reads = Infinity
    await expect(storage.log.rewrite(page, takeOut)).rejects.toBeInstanceOf(StorageFailed)
    expect((await leftIn(folder, secret)).size).toBeGreaterThan(0)
    disk.reads = 0
    expect(await storage.log.rewrite(page, takeOut)).toBe(0)
    expect(await leftIn(folder, secret)).toEqual(new Map())
  })

  test('[H54] who reads other pages all the while keeps nothing there', async () => {
    const folder = await temporaryFolder()
    const [page, other] = [aPage(), aPage()]
    const storage = await openFolder(folder)
    const large = () => crypto.getRandomValues(new Uint8Array(60_000))
    for (const n of range(40)) await storage.log.append(other, [anEntry(n, { update: large() })])
    await writePage(storage, page, 600)
    await storage.log.writeBundle(page, { seq: 1, bytes: secretUpdate(1) })
    let over = false
    const reads = range(4).map(async (n) => {
      while (!over) await entriesOf(storage, n % 2 === 0 ? page : other)
    })
    expect(await storage.log.rewrite(page, takeOut)).toBe(30)
    expect(await leftIn(folder, secret)).toEqual(new Map())
    over = true
    await Promise.all(reads)
  })

  test('[H55] check tells a page that was rewritten from one that somebody has changed', async () => {
    const folder = await temporaryFolder()
    const [page, other] = [aPage(), aPage()]
    const storage = await openFolder(folder)
    await writePage(storage, page, 50)
    await storage.log.append(other, [anEntry(1)])
    await storage.log.rewrite(page, takeOut)
    expect(await checkStorage(storage)).toMatchObject({ rewritten: 1, findings: [] })
    await storage.close()
    const again = await openFolder(folder)
    expect(await checkStorage(again)).toMatchObject({ rewritten: 1, findings: [] })
    await again.close()
    // Somebody who knows how chains are made.
    const level = await openLevel(join(folder, 'log'), false)
    const [value = Buffer.of()] = [await level.get(entryKey(other, 1))]
    const bare = Buffer.concat([value.subarray(0, 8), Buffer.from('forged')])
    bare[0] = 0
    const link = linkOf(firstLink, other, 1, [bare])
    await level.write([{ key: entryKey(other, 1), value: withLink(bare, link) }])
    await level.close()
    const forged = await openFolder(folder)
    expect((await checkStorage(forged)).findings).toEqual([
      `The entries of page ${other} are others than those that were written.`,
    ])
  })

  test('[H56] a disk that fails meanwhile leaves all of the old page or all of the new one', async () => {
    const sites: readonly Site[] = ['level.write', 'append', 'writeWhole', 'rename', 'syncFolder']
    let [kept, changed] = [0, 0]
    for (const site of sites) {
      for (const nth of [1, 2, 3]) {
        for (const manner of ['before', 'after'] as const) {
          const told = `${site} ${nth} ${manner}`
          const folder = await temporaryFolder()
          const page = aPage()
          const disk = new FaultyDisk()
          const storage = await openFolder(folder, { disk })
          await writePage(storage, page, 300)
          await storage.log.pack(page)
          await writePage(storage, page, 20)
          disk.set({ site, nth, times: 1, code: 'EIO', manner })
          const outcome = await storage.log.rewrite(page, takeOut).catch((error: unknown) => {
            expect(error, told).toBeInstanceOf(StorageFailed)
            return null
          })
          disk.set(null)
          await storage.log.ready()
          const before = await entriesOf(storage, page)
          expect(before, told).toHaveLength(320)
          const left = before.filter(isSecret).length
          expect([0, 16], told).toContain(left)
          if (outcome !== null) expect(left, told).toBe(0)
          expect(await storage.log.append(page, [anEntry(1)]), told).toBe(321)
          await storage.close()
          const again = await openFolder(folder)
          const after = await entriesOf(again, page)
          expect(after.slice(0, 320), told).toEqual(before)
          expect((await checkStorage(again)).findings, told).toEqual([])
          // Asked for once more, as whoever was refused does.
          expect(await again.log.rewrite(page, takeOut), told).toBe(left)
          expect(await leftIn(folder, secret), told).toEqual(new Map())
          if (left === 0) changed += 1
          else kept += 1
        }
      }
    }
    expect(kept).toBeGreaterThan(0)
    expect(changed).toBeGreaterThan(0)
  })

  test('[H57] a kill in the middle of packing and rewriting loses nothing and leaves nothing', async () => {
    const folder = await temporaryFolder()
    const page = aPage()
    let [round, gone, seq] = [1, new Set<number>(), 0]
    const [seed = 1] = seeds(1)
    const random = randomFrom(seed)
    for (const _ of range(times(100))) {
      const child = startRewriting(folder, page, round)
      await child.opened
      await pause(50 + random.int(500))
      await child.end()
      for (const line of child.lines) {
        if (line.startsWith('gone ')) gone.add(Number(line.slice(5)))
        else if (line !== 'open') seq = Math.max(seq, Number(line))
      }
      const storage = await openFolder(folder)
      const entries = await entriesOf(storage, page)
      expect(entries.map((entry) => entry.seq)).toEqual(range(entries.length))
      expect(entries.length).toBeGreaterThanOrEqual(seq)
      expect(entries.length % 3).toBe(0)
      const inPage = new Map<string, number>()
      for (const { update } of entries) {
        const [word] = secret.exec(textOf(update)) ?? []
        if (word !== undefined) inPage.set(word, (inPage.get(word) ?? 0) + 1)
      }
      // All of a round or nothing of it, in the page as in the files; but the newest may be unfinished.
      const newest = Math.max(0, ...[...inPage.keys()].map((word) => Number(word.slice(7, -1))))
      for (const [word, count] of inPage) {
        expect(gone.has(Number(word.slice(7, -1)))).toBe(false)
        if (word !== `secret-${newest}-`) expect(count, word).toBe(40)
      }
      const left = new Set((await leftIn(folder, secret)).keys())
      for (const word of left) expect(inPage.has(word), word).toBe(true)
      expect((await checkStorage(storage)).findings).toEqual([])
      await storage.log.rewrite(page, ({ update }) => {
        const word = `secret-${newest}-`
        return textOf(update).includes(word) ? bytes('.') : null
      })
      gone.add(newest)
      seq = (await storage.log.head(page)).seq
      round = Math.max(round, newest, ...gone) + 1
      await storage.close()
    }
    expect(round).toBeGreaterThan(2)
  })

  test('[H58] a folder from before is read as it is, packed and rewritten', async () => {
    const folder = await temporaryFolder()
    const page = aPage()
    const storage = await openFolder(folder)
    await writePage(storage, page, 400)
    const before = await entriesOf(storage, page)
    await storage.close()
    await writeFile(join(folder, 'format.json'), '{"format": 3}')
    const upgraded = await openFolder(folder)
    expect(JSON.parse(await readFile(join(folder, 'format.json'), 'utf8'))).toMatchObject({
      format: 5,
    })
    expect(await entriesOf(upgraded, page)).toEqual(before)
    expect(await upgraded.log.pack(page)).toBe(400)
    await upgraded.log.rewrite(page, takeOut)
    expect((await entriesOf(upgraded, page)).filter(isSecret)).toEqual([])
    expect((await checkStorage(upgraded)).findings).toEqual([])
  })
})
