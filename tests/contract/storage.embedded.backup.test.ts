/** The command line: check, backup, restore, on stopped and running data folders. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, readdir, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { must } from '#contract/asserts.ts'
import { newId, personId } from '#contract/ids.ts'
import type { Entry } from '../../server/storage/storage.ts'
import { Contributions } from '../../server/chronicles/contributions.ts'
import { encodeStored } from '../../server/chronicles/stored-bundle.ts'
import { holderOf } from '../../server/storage/embedded/lock.ts'
import { Ledger, expectAll, startChild } from '../support/child.ts'
import { times } from '../support/counts.ts'
import { aPage, anEntry, entriesOf, put, range } from '../support/storage.ts'
import { openFolder, temporaryFolder } from '../support/temporary.ts'

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `talkoot` with these words. */
function talkoot(...words: readonly string[]): Promise<Ran> {
  const script = fileURLToPath(new URL('../../server/talkoot.ts', import.meta.url))
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', script, ...words], (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}

const page = aPage()
const author = newId(personId)

/** A stopped data folder with two pages, three records, and an epoch. */
async function filledFolder(): Promise<string> {
  const folder = await temporaryFolder()
  const storage = await openFolder(folder)
  const large = new Uint8Array(3_000_000).map((_, i) => i)
  for (const n of range(30)) await storage.log.append(page, [anEntry(n, { author }), anEntry(n)])
  await storage.log.append(aPage(), [
    anEntry(1, { update: large }),
    anEntry(2, { kind: 'offline' }),
  ])
  await storage.log.raiseEpoch(page)
  await storage.catalogue.transact('p', [
    put('a', { name: 'Äiti' }, { unique: ['x'] }),
    put('b', 2),
  ])
  await storage.catalogue.transact('p', [put('a', { name: 'Isä' }, { unique: ['y'] })])
  await storage.catalogue.transact('Q/../x', [put('c', 3)])
  await storage.close()
  return folder
}

describe('the command line', () => {
  test('[B1] a backup of a stopped folder, restored elsewhere, holds the same', async () => {
    const [folder, home] = [await filledFolder(), await temporaryFolder()]
    const file = join(home, 'backup.tar.gz')
    expect(await talkoot('backup', file, '--data', folder)).toMatchObject({ code: 0, err: '' })
    expect(existsSync(`${file}.partial`)).toBe(false)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const restored = join(home, 'restored')
    const ran = await talkoot('restore', file, '--data', restored)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(/^Restored into .*\nAll is well: 2 pages with 62 entries/)
    const [before, after] = [await openFolder(folder), await openFolder(restored)]
    expect(await after.log.pages()).toEqual(await before.log.pages())
    for (const each of await before.log.pages()) {
      const [given, kept] = [await entriesOf(before, each), await entriesOf(after, each)]
      expect(kept.map(withoutBytes)).toEqual(given.map(withoutBytes))
      for (const [i, { update }] of given.entries()) {
        expect(Buffer.compare(kept[i]?.update ?? new Uint8Array(), update)).toBe(0)
      }
      const { seq, epoch } = await before.log.head(each)
      expect(await after.log.head(each)).toEqual({ seq, epoch: epoch + 1 })
    }
    expect(await after.catalogue.partitions()).toEqual(['Q/../x', 'p'])
    expect(await after.catalogue.list('p', 'people')).toEqual(
      await before.catalogue.list('p', 'people'),
    )
    expect((await after.catalogue.find('p', 'people', 'y'))?.revision).toBe(2)
    expect(await after.log.append(page, [anEntry(1)])).toBe(61)
    expect(after.damage()).toEqual([])
  })

  test('[B2] a backup of a running server holds everything acknowledged before it', async () => {
    const folder = await temporaryFolder()
    const ledger = new Ledger()
    const child = startChild(folder, ledger)
    await child.opened
    await expect.poll(() => ledger.count, { timeout: 20_000 }).toBeGreaterThan(1000)
    for (const n of range(times(20))) {
      const home = await temporaryFolder()
      const acknowledged = ledger.copy()
      const file = join(home, `${n}.tar.gz`)
      expect(await talkoot('backup', file, '--data', folder)).toMatchObject({ code: 0, err: '' })
      expect(await talkoot('check', '--data', folder)).toMatchObject({ code: 0, err: '' })
      const restored = join(home, 'restored')
      expect(await talkoot('restore', file, '--data', restored)).toMatchObject({ code: 0 })
      const storage = await openFolder(restored)
      await expectAll(acknowledged, storage)
      await storage.close()
    }
    await child.end('SIGTERM')
    expect(child.complaints).toEqual([])
  })

  test('[B3] nothing is overwritten: not a file, not a folder with something in it', async () => {
    const [folder, home] = [await filledFolder(), await temporaryFolder()]
    const file = join(home, 'backup.tar.gz')
    await writeFile(file, 'mine')
    expect(await talkoot('backup', file, '--data', folder)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/exists already/),
    })
    expect(await readFile(file, 'utf8')).toBe('mine')
    expect(await talkoot('restore', file, '--data', home)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is not empty/),
    })
    expect(await readdir(home)).toEqual(['backup.tar.gz'])
  })

  test('[B4] cut, spoilt and hostile archives are refused, and leave nothing', async () => {
    const [folder, home] = [await filledFolder(), await temporaryFolder()]
    const file = join(home, 'good.tar.gz')
    await talkoot('backup', file, '--data', folder)
    const good = await readFile(file)
    const tar = gunzipSync(good)
    const cut = join(home, 'cut.tar.gz')
    await writeFile(cut, good)
    await truncate(cut, good.length - 100)
    const spoilt = Buffer.from(tar)
    const at = spoilt.indexOf('update 17')
    spoilt[at] = (spoilt[at] ?? 0) ^ 1
    const evil = pack()
    evil.entry({ name: 'manifest.json' }, manifestText)
    evil.entry({ name: '../../evil.json' }, 'x')
    evil.finalize()
    const link = pack()
    link.entry({ name: 'manifest.json' }, manifestText)
    link.entry({ name: 'heads.jsonl', type: 'symlink', linkname: '/etc/passwd' })
    link.finalize()
    const unfinished = pack()
    unfinished.entry({ name: 'manifest.json' }, manifestText)
    unfinished.finalize()
    const archives: readonly (readonly [Buffer, RegExp])[] = [
      [await readFile(cut), /unexpected end of file/],
      [gzipSync(spoilt), /its checksum is wrong/],
      [gzipSync(await buffer(evil)), /unexpected "\.\.\/\.\.\/evil\.json"/],
      [gzipSync(await buffer(link)), /no plain file/],
      [gzipSync(await buffer(unfinished)), /it is cut/],
      [gzipSync(Buffer.from('hello')), /cannot be restored/],
      [Buffer.from('hello'), /incorrect header check/],
    ]
    for (const [bytes, reason] of archives) {
      const bad = join(home, 'bad.tar.gz')
      await writeFile(bad, bytes)
      const target = await temporaryFolder()
      const ran = await talkoot('restore', bad, '--data', target)
      expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringMatching(reason) })
      expect(ran.err.split('\n')).toHaveLength(2)
      expect(await readdir(target)).toEqual([])
    }
    expect(existsSync(join(home, '..', 'evil.json'))).toBe(false)
  })

  test('[B5] a restoring that was killed is not taken for a data folder', async () => {
    const folder = await filledFolder()
    await writeFile(join(folder, 'restoring'), '')
    await expect(openFolder(folder)).rejects.toThrow(/did not finish/)
  })

  test('[B6] check names each finding on a line of its own and ends with 1', async () => {
    const folder = await temporaryFolder()
    const storage = await openFolder(folder)
    for (const n of range(200)) await storage.log.append(page, [anEntry(n)])
    for (const n of range(3)) await storage.catalogue.transact('p', [put('a', n)])
    await storage.close()
    expect(await talkoot('check', '--data', folder)).toMatchObject({
      code: 0,
      out: 'All is well: 1 page with 200 entries and the catalogue were verified.\n',
      err: '',
    })
    await truncate(join(folder, 'catalogue', 'p.json'), 100)
    const log = join(folder, 'log')
    const [name = ''] = (await readdir(log)).filter((each) => each.endsWith('.ldb'))
    const table = await readFile(join(log, name))
    table.fill(0xff, 1000, 1100)
    await writeFile(join(log, name), table)
    const ran = await talkoot('check', '--data', folder)
    expect(ran.code).toBe(1)
    const lines = ran.out.trim().split('\n')
    expect(lines.filter((line) => line.includes('p.json is spoilt'))).toHaveLength(1)
    expect(lines.filter((line) => line.includes(`of page ${page}`))).not.toHaveLength(0)
    // What is missing stays missing, and is named every time.
    const again = await talkoot('check', '--data', folder)
    expect(again.code).toBe(1)
    expect(again.out).toContain(`of page ${page}`)
  })

  test('[H59] check compares the histories that are kept with the log', async () => {
    const folder = await temporaryFolder()
    const storage = await openFolder(folder)
    await storage.log.append(page, [anEntry(1)])
    const bytes = encodeStored(new Contributions().encode(), brotliCompressSync(Buffer.of(0)))
    await storage.log.writeBundle(page, { seq: 1, bytes })
    await storage.close()
    expect(await talkoot('check', '--data', folder)).toMatchObject({
      code: 1,
      out: expect.stringContaining(`The history of page ${page} cannot be built from its log.\n`),
      err: '',
    })
  })

  test('[B7] wrong use, and folders that are none, are answered in a sentence', async () => {
    const home = await temporaryFolder()
    expect(await talkoot('--help')).toMatchObject({ code: 0, err: '' })
    const wrong = [
      [],
      ['mend'],
      ['backup'],
      ['check', 'what'],
      ['check', '--much'],
      ['check', '--data', join(home, 'absent')],
      ['check', '--data', home],
      ['restore', join(home, 'absent'), '--data', join(home, 'new')],
    ]
    for (const { code, err } of await Promise.all(wrong.map((words) => talkoot(...words)))) {
      expect(code).toBe(2)
      expect(err).not.toMatch(/\n +at /)
    }
    expect(await readdir(home)).toEqual([])
  })

  test('[B8] the control channel answers nobody without the secret of the lock file', async () => {
    const folder = await temporaryFolder()
    const child = startChild(folder, new Ledger())
    await child.opened
    const lock = join(folder, 'lock')
    expect((await stat(lock)).mode & 0o777).toBe(0o600)
    const control = must((await holderOf(lock))?.control)
    const ask = (path: string, headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${control.port}${path}`, { method: 'POST', headers })
    const secret = { authorization: `Bearer ${control.secret}` }
    for (const headers of [{}, { authorization: 'Bearer x' }, { cookie: control.secret }]) {
      expect((await ask('/check', headers)).status).toBe(403)
      expect((await ask('/backup', headers)).status).toBe(403)
    }
    expect((await ask('/other', secret)).status).toBe(404)
    expect((await ask('/check', secret)).status).toBe(200)
    await child.end('SIGTERM')
  })
})

const withoutBytes = ({ update, ...rest }: Entry) => ({ ...rest, size: update.length })

const manifestText = JSON.stringify({
  talkootArchive: 1,
  format: 1,
  at: '2026-01-01T00:00:00.000Z',
  pages: 0,
  partitions: 0,
})
