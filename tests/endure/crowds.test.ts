import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { elementFor } from '../../server/rooms/content.ts'
import { launchApp } from '../support/app.ts'
import { type Canary, type CanaryReport, slowestAllowed, startCanary } from '../support/canary.ts'
import { count } from '../support/collab-client.ts'
import { times } from '../support/counts.ts'
import { rawFrame, RawSocket, syncMessage, upgradeRequest } from '../support/raw-socket.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'
import { Wiki } from '../support/wiki.ts'

const megabyte = 1024 * 1024
const everything = rawFrame(syncMessage('step1', Uint8Array.of(0)))

let folder: string
let server: ServerProcess
let wiki: Wiki
let canary: Canary
let quiet: CanaryReport
let idleMemory: number

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  server = await startServer(folder, { env: { TALKOOT_LOG: 'fatal' } })
  wiki = await Wiki.begin(server)
  const page = await wiki.page('Canary')
  canary = await startCanary({ url: server.url, page, token: wiki.aino.token })
  await pause(1_000)
  quiet = await canary.report()
  idleMemory = server.memory()
})
afterAll(async () => {
  await canary.stop()
  wiki.leave()
  await server.stop('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function expectClean(what: string): Promise<void> {
  const felt = await canary.report()
  const memory = server.memory()
  console.info(
    `${what}: p99 ${felt.p99.toFixed(0)} ms of ${felt.count}, longest ${felt.longest.toFixed(0)} ms, ` +
      `${Math.round(memory / megabyte)} MB (idle ${Math.round(idleMemory / megabyte)} MB)`,
  )
  expect(server.alive, what).toBe(true)
  expect(felt.p99, what).toBeLessThan(slowestAllowed(quiet))
  expect(memory, what).toBeLessThan(2 * idleMemory + 300 * megabyte)
}

/** A page whose state has about so many bytes. */
async function largePage(on: Wiki, bytes: number): Promise<string> {
  const page = await on.page('Large')
  const writer = on.client(page, on.aino, { ack: true })
  await writer.untilSynced()
  const text = 'Kiitos palautteesta, se auttaa. '.repeat(64)
  for (let left = bytes; left > 0; left -= 200 * text.length) {
    writer.doc.transact(() => {
      const paragraph = { type: 'paragraph', content: [{ type: 'text', text }] }
      writer.root.push(Array.from({ length: 200 }, () => elementFor(paragraph)))
    })
    await writer.until(() => writer.complete, 'saved')
  }
  writer.destroy()
  return page
}

test('[S16] a crowd that comes at once, stays idle and leaves disturbs nobody', async () => {
  const crowd = Math.max(1_000, times(5_000))
  const page = await wiki.page()
  const entrance = { url: server.url, page, token: wiki.aino.token }
  const sockets: RawSocket[] = []
  await canary.report()
  const since = performance.now()
  while (sockets.length < crowd) {
    // Three hundred a second.
    await pause(Math.max(0, since + sockets.length / 0.3 - performance.now()))
    const opening = Array.from({ length: 50 }, () => RawSocket.open(entrance, '', false))
    for (const socket of await Promise.all(opening)) {
      socket.send(everything)
      sockets.push(socket)
    }
  }
  console.info(`${crowd} sockets in ${((performance.now() - since) / 1000).toFixed(1)} s`)
  await expectClean(`${crowd} sockets opening`)
  const writer = await wiki.fresh(page)
  writer.add('to everybody;')
  await pause(1_500)
  await expectClean(`${crowd} sockets open`)
  expect(sockets.filter((socket) => socket.ended)).toEqual([])
  for (const socket of sockets) socket.destroy()
  await pause(1_000)
  expect((await wiki.fresh(page)).text).toContain('to everybody;')
  await expectClean(`${crowd} sockets gone`)
})

test('[S16] those who send byte by byte, or never finish, hold up nobody', async () => {
  const page = await wiki.page()
  const entrance = { url: server.url, page, token: wiki.aino.token }
  const sockets: RawSocket[] = []
  for (let i = 0; i < times(2_000); i++) {
    const head = await RawSocket.connect(server.url, false)
    head.send(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nX-'))
    const upgrade = await RawSocket.connect(server.url, false)
    upgrade.send(Buffer.from(upgradeRequest(entrance).slice(0, -9)))
    const frame = await RawSocket.open(entrance, '', false)
    frame.send(rawFrame(new Uint8Array(1), { length: BigInt(7 * megabyte) }))
    sockets.push(head, upgrade, frame)
  }
  await canary.report()
  for (let beat = 0; beat < 15; beat++) {
    for (const socket of sockets) socket.send(Uint8Array.of(97))
    await pause(100)
  }
  await expectClean('byte by byte')
  expect((await wiki.aino.browser.get('/healthz')).status).toBe(200)
  for (const socket of sockets) socket.destroy()
})

test('[S16] who never reads costs little memory, is cut off, and holds up nobody', async () => {
  const own = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  const app = await launchApp(own, { roomTimes: { patience: 1_500, tick: 200 } })
  onTestFinished(async () => {
    await app.close()
    await rm(own, { recursive: true, force: true })
  })
  const here = await Wiki.begin(app)
  onTestFinished(() => here.leave())
  const page = await largePage(here, 4 * megabyte)
  const entrance = { url: app.url, page, token: here.aino.token }
  const before = process.memoryUsage().rss
  const deaf = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const socket = await RawSocket.open(entrance, '?ack=1', false)
      socket.socket.pause()
      socket.send(everything)
      return socket
    }),
  )
  const writer = here.client(page, here.aino, { ack: true })
  const reader = here.client(page, here.aino)
  await Promise.all([writer.untilSynced(), reader.untilSynced()])
  for (let i = 0; i < 100; i++) {
    writer.add(`w${i};`)
    // They also go on asking, for what they do not take.
    for (const socket of deaf) socket.send(everything)
    await pause(20)
  }
  await writer.until(() => writer.complete, 'saved')
  await reader.until(() => count(reader.text, ';') >= 100, 'told')
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * megabyte)
  await writer.until(() => app.connections() === 2, 'cut off', 10_000)
  for (const socket of deaf) socket.destroy()
  expect(writer.closes).toEqual([])
  expect(reader.closes).toEqual([])
})

test('[S16] a slow but honest reader gets a large page, also while it is edited', async () => {
  const own = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  const app = await launchApp(own, { roomTimes: { patience: 1_500, tick: 200 } })
  onTestFinished(async () => {
    await app.close()
    await rm(own, { recursive: true, force: true })
  })
  const here = await Wiki.begin(app)
  onTestFinished(() => here.leave())
  const page = await largePage(here, 10 * megabyte)
  const writer = here.client(page, here.aino, { ack: true })
  await writer.untilSynced()
  let took = 0
  const slow = await RawSocket.open({ url: app.url, page, token: here.aino.token }, '', false)
  slow.socket.pause()
  slow.send(everything)
  // One chunk at a time, about 2 MB a second.
  slow.socket.on('data', () => {
    if (took === 0) slow.socket.pause()
  })
  const reading = setInterval(() => slow.socket.resume(), 30)
  onTestFinished(() => clearInterval(reading))
  let written = 0
  const writing = setInterval(() => writer.add(`w${written++};`), 100)
  onTestFinished(() => clearInterval(writing))
  const since = performance.now()
  await slow.until(() => slow.bytes > 10 * megabyte || slow.ended, 60_000)
  took = performance.now() - since
  console.info(`10 MB read in ${(took / 1000).toFixed(1)} s, ${written} changes meanwhile`)
  expect(slow.ended).toBe(false)
  expect(took).toBeGreaterThan(2_000)
  clearInterval(reading)
  slow.socket.resume()
  clearInterval(writing)
  await writer.until(() => writer.complete, 'saved')
  // What it missed comes as what is new, not as the whole page once more.
  await pause(500)
  expect(slow.bytes).toBeLessThan(12 * megabyte)
  expect(slow.ended).toBe(false)
  slow.destroy()
})
