import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { times } from '../support/counts.ts'
import { Ledger, noFaults, Typist, wordsOf } from '../support/ledger.ts'
import { startServer } from '../support/server-process.ts'
import { smallDisk } from '../support/small-disk.ts'
import { Wiki } from '../support/wiki.ts'

test('[R5] a full disk is told within two seconds, costs nothing, and is over when it is', async () => {
  const disk = await smallDisk(16)
  if (disk === null) return
  onTestFinished(() => disk.remove())
  const data = path.join(disk.folder, 'data')
  let server = await startServer(data)
  onTestFinished(async () => void (await server.stop('SIGKILL')))
  const wiki = await Wiki.begin(server)
  onTestFinished(() => wiki.leave())
  const ledger = new Ledger()
  for (let round = 0; round < times(10); round++) {
    const told = `round ${round}`
    const pages = [await wiki.page(), await wiki.page()]
    const [page = '', quiet = ''] = pages
    const before = await wiki.fresh(quiet)
    before.add('wquiet;')
    const typists = [0, 1, 2].map((n) => {
      const client = wiki.client(page, wiki.aino, { ack: true })
      return new Typist(client, `${round}-${n}`)
    })
    await Promise.all(typists.map(({ client }) => client.untilSynced()))
    for (const typist of typists) typist.start(20)
    await pause(300)

    disk.fill()
    const since = performance.now()
    for (const { client } of typists) {
      await client.until(() => client.modes.at(-1) === 'not-saving', `told, ${told}`, 4_000)
      expect((client.modesAt.at(-1) ?? 0) - since, told).toBeLessThan(2_000)
      ledger.note(client)
    }
    const typed = typists.map(({ written }) => written.length)
    await pause(500)
    // Reading goes on: this page, another one, over HTTP and by socket.
    for (const each of pages) {
      const asked = performance.now()
      const fresh = await wiki.client(each, wiki.aino).untilSynced()
      expect(ledger.faults(each, fresh.text), told).toEqual(noFaults)
      const { text } = await wiki.aino.browser.does('getPageContent', { params: { id: each } })
      expect(ledger.faults(each, text), told).toEqual(noFaults)
      expect(performance.now() - asked, told).toBeLessThan(2_000)
      fresh.destroy()
    }
    expect((await wiki.aino.browser.get('/healthz')).status).toBe(200)
    expect((await wiki.aino.browser.get('/readyz')).status).toBe(503)
    typists.forEach(({ written }, n) => expect(written.length).toBeGreaterThan(typed[n] ?? 0))

    disk.free()
    const freed = performance.now()
    for (const typist of typists) {
      const { client } = typist
      await client.until(() => client.modes.at(-1) === 'normal', `recovered, ${told}`, 8_000)
      expect((client.modesAt.at(-1) ?? 0) - freed, told).toBeLessThan(5_000)
      typist.stop()
      await client.until(() => client.complete, `saved, ${told}`)
      ledger.note(client)
      expect(client.closes, told).toEqual([])
    }
    const fresh = await wiki.fresh(page)
    const words = wordsOf(fresh.text)
    for (const { written } of typists) {
      expect(
        written.filter((word) => !words.has(word)),
        told,
      ).toEqual([])
    }
    await server.stop('SIGKILL')
    server = await startServer(data, { port: server.port })
    for (const each of pages)
      expect(ledger.faults(each, (await wiki.fresh(each)).text), told).toEqual(noFaults)
    wiki.leave()
  }
  console.info(`full disk: ${ledger.total} words acknowledged, none lost`)
})

test('[R5] on a full disk the server still ends in good order and says so', async () => {
  const disk = await smallDisk(16)
  if (disk === null) return
  onTestFinished(() => disk.remove())
  const data = path.join(disk.folder, 'data')
  const server = await startServer(data)
  onTestFinished(async () => void (await server.stop('SIGKILL')))
  const wiki = await Wiki.begin(server)
  onTestFinished(() => wiki.leave())
  const page = await wiki.page()
  const typist = new Typist(wiki.client(page, wiki.aino, { ack: true }), 'end')
  const { client } = typist
  await client.untilSynced()
  typist.start(20)
  await client.until(() => client.acked.length > 3, 'saved')
  disk.fill()
  await client.until(() => client.modes.at(-1) === 'not-saving', 'told')
  const acked = [...client.acked]
  const since = performance.now()
  await server.stop('SIGTERM')
  expect(performance.now() - since).toBeLessThan(5_000)
  typist.stop()
  await client.until(() => client.closes.length > 0, 'closed')
  expect(client.closes[0]?.code).toBe(1001)
  client.destroy()
  disk.free()
  const again = await startServer(data, { port: server.port })
  onTestFinished(async () => void (await again.stop('SIGKILL')))
  const words = wordsOf((await wiki.fresh(page)).text)
  expect(acked.filter((word) => !words.has(word))).toEqual([])
})
