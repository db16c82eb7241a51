/** Processes that are killed, that come second, that are gone. */
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { StorageFailed } from '#contract/errors.ts'
import type { Holder } from '../../server/storage/embedded/lock.ts'
import { Ledger, expectAll, startChild } from '../support/child.ts'
import { times } from '../support/counts.ts'
import { random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import { aPage, anEntry, put, range } from '../support/storage.ts'
import { openFolder, temporaryFolder } from '../support/temporary.ts'

describe('processes on a data folder', () => {
  test('[N1] [F23] [F29] killed at any moment: everything acknowledged is there, once', async () => {
    const folder = await temporaryFolder()
    const ledger = new Ledger()
    const [seed = 1] = seeds(1)
    const chance = random(seed)
    for (const _ of range(times(200))) {
      const child = startChild(folder, ledger)
      await child.opened
      const due = ledger.count + chance.int(400)
      await expect.poll(() => ledger.count, { timeout: 20_000, interval: 1 }).toBeGreaterThan(due)
      await child.end('SIGKILL')
      const began = performance.now()
      const storage = await openFolder(folder)
      expect(performance.now() - began).toBeLessThan(2000)
      await expectAll(ledger, storage)
      expect(await readdir(join(folder, 'files', 'incoming'))).toEqual([])
      await storage.close()
    }
  })

  test('[N2] ended by SIGTERM: nothing is left to recover', async () => {
    const folder = await temporaryFolder()
    const ledger = new Ledger()
    const child = startChild(folder, ledger)
    await child.opened
    await expect.poll(() => ledger.count, { timeout: 20_000 }).toBeGreaterThan(200)
    await child.end('SIGTERM')
    expect(child.complaints).toEqual([])
    const storage = await openFolder(folder)
    expect(storage.lock.before).toBeNull()
    await expectAll(ledger, storage)
  })

  test('[N3] a second process is refused within a second, by host and process id', async () => {
    const folder = await temporaryFolder()
    const child = startChild(folder, new Ledger())
    await child.opened
    for (const _ of range(times(20))) {
      const began = performance.now()
      const second = openFolder(folder)
      await expect(second).rejects.toBeInstanceOf(StorageFailed)
      await expect(second).rejects.toThrow(`in use by process ${child.pid} on ${hostname()}`)
      expect(performance.now() - began).toBeLessThan(1000)
    }
    await child.end('SIGKILL')
    const began = performance.now()
    await (await openFolder(folder)).close()
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('[N3] refused in the same process too, and the lock holds against others afterwards', async () => {
    const folder = await temporaryFolder()
    const storage = await openFolder(folder)
    await expect(openFolder(folder)).rejects.toThrow(`in use by process ${process.pid}`)
    const child = startChild(folder, new Ledger())
    await expect(child.opened).rejects.toThrow(`in use by process ${process.pid}`)
    await storage.log.append(aPage(), [anEntry(1)])
    await storage.close()
  })

  test('[N4] without a lock file LevelDB still refuses a second process', async () => {
    const folder = await temporaryFolder()
    const child = startChild(folder, new Ledger())
    await child.opened
    const lock = join(folder, 'lock')
    const holder: Holder = JSON.parse(await readFile(lock, 'utf8'))
    // A holder in another container: nothing about it can be learnt.
    await writeFile(lock, JSON.stringify({ ...holder, namespace: 'pid:[1]', pid: 1 }))
    await expect(openFolder(folder)).rejects.toThrow(/in use by process 1 on/)
    expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ token: holder.token })
    await child.end('SIGKILL')
    await (await openFolder(folder)).close()
  })

  test('[N5] a lock is stale when its process, its boot or its start is another', async () => {
    const folder = await temporaryFolder()
    const storage = await openFolder(folder)
    const holder: Holder = storage.lock.holder
    await storage.close()
    const stale = [
      { ...holder, pid: 2 ** 22 + 1 },
      { ...holder, started: '1' },
      { ...holder, boot: 'before' },
      { ...holder, boot: 'before', host: 'elsewhere' },
    ]
    for (const text of [...stale.map((lock) => JSON.stringify(lock)), '', '{"host":']) {
      await writeFile(join(folder, 'lock'), text)
      const began = performance.now()
      await (await openFolder(folder)).close()
      expect(performance.now() - began).toBeLessThan(1000)
    }
  })

  test('[N6] many processes at once: one opens', async () => {
    const folder = await temporaryFolder()
    await (await openFolder(folder)).close()
    await writeFile(join(folder, 'lock'), JSON.stringify({ ...staleHolder }))
    const children = range(3).map(() => startChild(folder, new Ledger()))
    const outcomes = await Promise.allSettled(children.map(({ opened }) => opened))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

const staleHolder: Holder = {
  host: hostname(),
  boot: 'before',
  namespace: '',
  pid: 1,
  started: '1',
  since: '',
  token: 'x',
}

describe('the version of a data folder', () => {
  const entry = anEntry(1)
  const page = aPage()
  const filled = async () => {
    const folder = await temporaryFolder()
    const storage = await openFolder(folder)
    await storage.log.append(page, [entry])
    await storage.catalogue.transact('p', [put('a', 1)])
    await storage.close()
    return folder
  }

  test('[N7] a newer one is refused before anything is written', async () => {
    const folder = await filled()
    const format = join(folder, 'format.json')
    await writeFile(format, '{"format": 7}')
    const before = await fingerprint(folder)
    await expect(openFolder(folder)).rejects.toThrow(/has format 7.*up to 5/)
    expect(await fingerprint(folder)).toEqual(before)
  })

  test('[N8] an older one is upgraded step by step, after a copy that the older program opens', async () => {
    const folder = await filled()
    const ran: number[] = []
    const migrations = [6, 7].map((to) => ({
      to,
      run: async ({ root }: { root: string }) => {
        ran.push(to)
        await writeFile(join(root, `made-by-${to}`), '')
        if (to === 7 && ran.length === 2) throw new Error('killed here')
      },
    }))
    const layout = { first: 5, migrations }
    await expect(openFolder(folder, { layout })).rejects.toThrow(/cannot be upgraded \(killed here/)
    const upgraded = await openFolder(folder, { layout })
    expect(ran).toEqual([6, 7, 7])
    expect((await upgraded.log.head(page)).seq).toBe(1)
    await upgraded.close()
    expect(JSON.parse(await readFile(join(folder, 'format.json'), 'utf8'))).toMatchObject({
      format: 7,
    })
    const copies = await readdir(join(folder, 'backups'))
    expect(copies).toHaveLength(1)
    const old = await openFolder(join(folder, 'backups', copies[0] ?? ''))
    expect((await old.log.head(page)).seq).toBe(1)
    expect((await old.catalogue.get('p', 'people', 'a'))?.value).toBe(1)
    await expect(openFolder(folder)).rejects.toThrow(/has format 7/)
  })

  test('[N8] a folder from before people could be without an address is opened as it is', async () => {
    const folder = await filled()
    const format = join(folder, 'format.json')
    await writeFile(format, '{"format": 1}')
    const upgraded = await openFolder(folder)
    expect((await upgraded.catalogue.get('p', 'people', 'a'))?.value).toBe(1)
    expect((await upgraded.log.head(page)).seq).toBe(1)
    await upgraded.close()
    expect(await readFile(format, 'utf8')).toBe('{"format":5,"upgrading":false}\n')
    const [copy = ''] = await readdir(join(folder, 'backups'))
    expect(copy).toMatch(/^format-1-/)
    expect(await readFile(join(folder, 'backups', copy, 'format.json'), 'utf8')).toBe(
      '{"format": 1}',
    )
  })
})

/** Every file with its size and time of change. */
async function fingerprint(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true })
  const stats = await Promise.all(names.map((name) => stat(join(folder, name))))
  return names.map((name, i) => `${name} ${stats[i]?.size} ${stats[i]?.mtimeMs}`).toSorted()
}
