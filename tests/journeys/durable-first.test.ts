import { mkdtemp, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { pageId } from '#contract/ids.ts'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import { launchApp, type RunningApp, throwReported } from '../support/app.ts'
import { count } from '../support/collab-client.ts'
import { times } from '../support/counts.ts'
import { rawFrame, RawSocket, syncMessage } from '../support/raw-socket.ts'
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
  // Empty rooms are let go at once, so that a page is loaded anew each time.
  app = await launchApp(folder, { storage, times: { idle: 1 } })
  wiki = await Wiki.begin(app)
  berit = await wiki.person('Berit', 'editor')
})
afterEach(() => {
  storage.release()
  wiki.leave()
  throwReported(app)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

test('[R3] nothing is acknowledged, sent on or shown before it is on disk', async () => {
  const page = await wiki.page()
  const writer = wiki.client(page, berit, { ack: true })
  const reader = wiki.client(page, wiki.aino, { ack: true })
  await Promise.all([writer.untilSynced(), reader.untilSynced()])
  await writer.until(() => writer.complete, 'saved')
  await reader.until(() => reader.complete, 'saved')
  const witness = await RawSocket.open({ url: app.url, page, token: berit.token })
  witness.send(rawFrame(syncMessage('step1', Uint8Array.of(0))))
  for (let round = 0; round < 5; round++) {
    const text = `held ${round};`
    storage.holdAppends()
    const { saved } = writer
    writer.add(text)
    const late = await RawSocket.open({ url: app.url, page, token: berit.token })
    late.send(rawFrame(syncMessage('step1', Uint8Array.of(0))))
    const asked = wiki.aino.browser.does('getPageContent', { params: { id: page } })
    let answered = false
    void asked.then(() => (answered = true))
    await pause(150)
    expect(writer.saved).toBe(saved)
    expect(reader.text).not.toContain(text)
    expect(witness.text).not.toContain(text)
    expect(late.text).not.toContain(text)
    expect(answered).toBe(false)
    storage.release()
    await writer.until(() => writer.complete, 'saved')
    await reader.until(() => reader.text.includes(text), 'told')
    await late.until(() => late.text.includes(text))
    expect((await asked).text).toContain(text)
    await witness.until(() => witness.text.includes(text))
    late.destroy()
  }
  witness.destroy()
})

test('[R3] each acknowledgement comes after the log has taken what it covers', async () => {
  const page = await wiki.page()
  const writer = wiki.client(page, berit, { ack: true })
  await writer.untilSynced()
  let durable = 0
  storage.onDurable = () => (durable = performance.now())
  const waits: number[] = []
  for (let i = 0; i < times(1_000); i++) {
    const since = performance.now()
    writer.add(`w${i};`)
    await writer.until(() => writer.complete, 'saved')
    expect(durable).toBeGreaterThan(since)
    waits.push(performance.now() - since)
  }
  storage.onDurable = null
  waits.sort((a, b) => a - b)
  console.info(`acknowledged after ${waits[waits.length >> 1]?.toFixed(1)} ms (median)`)
  expect((await storage.log.head(pageId.parse(page))).seq).toBe(1 + times(1_000))
})

test('[R18] nobody is told to be in sync before the page is there in full', async () => {
  for (let round = 0; round < times(100); round++) {
    const page = await wiki.page(`Page ${round}`)
    const writer = await wiki.fresh(page)
    for (let i = 0; i < 20; i++) writer.add(`w${i};`)
    const witness = await wiki.fresh(page)
    await witness.until(() => count(witness.text, ';') === 20, 'told')
    wiki.leave()
    // The empty room is let go; what comes next loads the page.
    await pause(50)
    storage.holdReads()
    const clients = [wiki.client(page, berit), wiki.client(page, wiki.aino, { ack: true })]
    const shown = clients.map(
      (client) =>
        new Promise<string>((done) => client.provider.once('sync', () => done(client.text))),
    )
    clients[0]?.add('while loading;')
    await pause(round === 0 ? 2_000 : 50)
    expect(clients.some((client) => client.synced)).toBe(false)
    storage.release()
    for (const text of await Promise.all(shown)) {
      expect(count(text.replace('while loading;', ''), ';')).toBe(20)
    }
    wiki.leave()
  }
})

test('[R6] a disk that takes two seconds to sync holds up only the page that waits for it', async () => {
  const page = await wiki.page()
  const client = wiki.client(page, berit, { ack: true })
  await client.untilSynced()
  storage.holdAppends()
  client.add('slow;')
  const since = performance.now()
  // Reading another page, over HTTP and by socket, goes on.
  const { pages } = await wiki.aino.browser.does('listPages', { params: { id: wiki.strategy } })
  const other = pages.find(({ id }) => id !== page)
  await wiki.fresh(other?.id ?? '')
  expect(performance.now() - since).toBeLessThan(1_000)
  await pause(2_000 - (performance.now() - since))
  expect(client.complete).toBe(false)
  expect(client.modes).toEqual(['normal'])
  storage.release()
  await client.until(() => client.complete, 'saved')
})
