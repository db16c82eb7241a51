import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import { launchApp, type RunningApp } from '../support/app.ts'
import { times } from '../support/counts.ts'
import { Ledger, noFaults, Typist, wordsOf } from '../support/ledger.ts'
import { random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'
import { type SlowStorage, slowStorage } from '../support/slow-storage.ts'
import { type Member, Wiki } from '../support/wiki.ts'

let folder: string
let app: RunningApp
let storage: SlowStorage
let wiki: Wiki
let berit: Member

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  storage = slowStorage(await openEmbedded(folder, { clock: Date.now, report: () => {} }))
  app = await launchApp(folder, { storage })
  wiki = await Wiki.begin(app)
  berit = await wiki.person('Berit', 'editor')
})
afterEach(() => {
  storage.heal()
  wiki.leave()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

test('[R4] whichever append fails, stored or not, nothing promised is lost and all is stored in the end', async () => {
  const [seed = 1] = seeds(1)
  const dice = random(seed)
  const page = await wiki.page()
  const ledger = new Ledger()
  const typists = [wiki.aino, berit, berit].map(
    (who, n) => new Typist(wiki.client(page, who, { ack: true }), `${n}`),
  )
  const stock = new Typist(wiki.client(page, berit), 'stock')
  const all = [...typists, stock]
  await Promise.all(all.map(({ client }) => client.untilSynced()))
  for (const typist of all) typist.start(8)
  for (let round = 0; round < times(100); round++) {
    storage.failAppends(dice.pick(['ENOSPC', 'EIO', 'EROFS']), dice.chance(0.5))
    const since = performance.now()
    for (const { client } of typists) {
      await client.until(() => client.modes.at(-1) === 'not-saving', 'told', 2_000)
    }
    expect(performance.now() - since).toBeLessThan(2_000)
    await pause(dice.int(100))
    for (const { client } of typists) ledger.note(client)
    const { text } = await wiki.aino.browser.does('getPageContent', { params: { id: page } })
    expect(ledger.faults(page, text), `seed ${seed}`).toEqual(noFaults)
    storage.heal()
    for (const { client } of typists) {
      await client.until(() => client.modes.at(-1) === 'normal', 'told', 5_000)
    }
    await pause(dice.int(100))
  }
  for (const typist of all) typist.stop()
  for (const { client } of typists) {
    await client.until(() => client.complete, 'saved')
    ledger.note(client)
    expect(client.rejected).toEqual([])
  }
  const fresh = await wiki.fresh(page)
  const written = all.flatMap((typist) => typist.written)
  await fresh.until(() => wordsOf(fresh.text).size === written.length, 'complete')
  expect(ledger.faults(page, fresh.text), `seed ${seed}`).toEqual(noFaults)
  for (const { client } of all) {
    await client.until(() => client.xml === fresh.xml, 'the same')
    expect(client.closes).toEqual([])
  }
})

test('[R6] on a disk that became read-only pages say so, can be read, and go on when it is over', async () => {
  const page = await wiki.page()
  const writer = new Typist(wiki.client(page, berit, { ack: true }), 'ro')
  const { client } = writer
  await client.untilSynced()
  writer.write()
  await client.until(() => client.complete, 'saved')
  storage.failAppends('EROFS', false)
  writer.write()
  await client.until(() => client.modes.at(-1) === 'not-saving', 'told', 2_000)
  for (let i = 0; i < 20; i++) writer.write()
  const rename = { params: { id: page }, body: { title: 'Another' } }
  expect((await wiki.aino.browser.tries('changePage', rename)).status).toBe(503)
  expect([...wordsOf((await wiki.fresh(page)).text).keys()]).toEqual([writer.written[0]])
  expect(client.saved).toBeLessThan(client.sent)
  storage.heal()
  await client.until(() => client.complete, 'saved', 5_000)
  expect(wordsOf((await wiki.fresh(page)).text).size).toBe(22)
  expect((await wiki.aino.browser.tries('changePage', rename)).status).toBe(200)
})
