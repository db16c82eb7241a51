import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import type { RunningApp } from '../support/app.ts'
import { rawFrame, RawSocket, syncMessage, upgradeRequest } from '../support/raw-socket.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let app: RunningApp
let wiki: Wiki
let mallory: Member

shareWiki(async (begun, running) => {
  wiki = begun
  app = running
  mallory = await wiki.person('Mallory', 'reader')
})

/** A page that takes a while to encode. */
async function aLongPage(): Promise<string> {
  const page = await wiki.page()
  const writer = wiki.client(page, wiki.aino, { ack: true })
  await writer.untilSynced()
  for (let i = 0; i < 40; i++) writer.add(`${'x'.repeat(2_000)} ${i};`)
  for (let i = 0; i < 2_000; i++) writer.add(`${i};`)
  await writer.until(() => writer.complete, 'saved', 30_000)
  return page
}

/** Asks for nearly all of the page, a little differently each time. */
function question(number: number): Uint8Array {
  const stateVector = encoding.encode((encoder) => {
    for (const each of [1, number, number]) encoding.writeVarUint(encoder, each)
  })
  return syncMessage('step1', stateVector)
}

/** The longest that the server was away meanwhile, milliseconds. */
async function longestStall(milliseconds: number): Promise<number> {
  let longest = 0
  const end = performance.now() + milliseconds
  for (let last = performance.now(); last < end;) {
    await new Promise(setImmediate)
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  return longest
}

test('[R23] many small questions at once hold up nobody else', async () => {
  const page = await aLongPage()
  const other = await wiki.page()
  const [near, far] = [page, other].map((each) => wiki.client(each, wiki.aino, { ack: true }))
  if (!near || !far) throw new Error('Two pages')
  await Promise.all([near.untilSynced(), far.untilSynced()])
  const raw = await RawSocket.open({ url: app.url, page, token: mallory.token }, '', false)
  // Also behind somebody's change, which makes the room's other work wait for the disk.
  near.add('before;')
  raw.send(Buffer.concat(Array.from({ length: 3_000 }, (_, i) => rawFrame(question(i + 1)))))
  const typing = setInterval(() => [near, far].forEach((client) => client.add('meanwhile;')), 50)
  const stall = await longestStall(1_500)
  clearInterval(typing)
  expect(stall).toBeLessThan(500)
  await near.until(() => near.complete, 'saved', 1_000)
  await far.until(() => far.complete, 'saved', 1_000)
  raw.destroy()
})

test('[R26] what arrived before its writer left is stored', async () => {
  const page = await aLongPage()
  const writer = wiki.client(page, wiki.aino, { ack: true })
  await writer.untilSynced()
  await writer.until(() => writer.complete, 'saved')
  for (let i = 1; i <= 50; i++) writer.raw(question(i))
  writer.add('the last words;')
  writer.disconnect()
  const reader = await wiki.fresh(page)
  await expect.poll(() => reader.text, { timeout: 3_000 }).toContain('the last words;')
})

test('[R27] a refused upgrade keeps no socket', async () => {
  const page = await wiki.page()
  wiki.leave()
  const open = () =>
    new Promise<number>((done) => app.app.server.getConnections((_error, count) => done(count)))
  const before = await open()
  const sockets = Array.from({ length: 10 }, () => {
    const socket = connect({ port: Number(new URL(app.url).port), allowHalfOpen: true })
    socket.write(upgradeRequest({ url: app.url, page, token: 'wrong' }))
    return socket.on('error', () => {}).resume()
  })
  await Promise.all(sockets.map((socket) => once(socket, 'end')))
  await expect.poll(open, { timeout: 3_000 }).toBeLessThanOrEqual(before)
  for (const socket of sockets) socket.destroy()
})
