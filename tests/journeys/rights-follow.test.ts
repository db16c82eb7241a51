import { expect, test } from 'vitest'
import { type ServerEvent, serverEvent } from '#contract/api.ts'
import { closeCode } from '#contract/wire.ts'
import { WebSocket } from 'ws'
import { type RunningApp, startApp } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { join, tokenOf } from '../support/person.ts'
import { rawFrame, RawSocket, syncMessage } from '../support/raw-socket.ts'
import { changeStoredPerson } from '../support/stored-person.ts'
import { Wiki } from '../support/wiki.ts'

/** A server whose look-ups of memberships can be held back, one by one. */
async function startSlowly() {
  const storage = memoryStorage()
  const app = await startApp({ storage })
  const wiki = await Wiki.begin(app)
  const get = storage.catalogue.get
  const held: (() => void)[] = []
  let holding = 0
  storage.catalogue.get = async (partition, collection, id) => {
    // What was true when it was read.
    const found = await get(partition, collection, id)
    if (collection === 'memberships' && holding > 0) {
      holding -= 1
      await new Promise<void>((done) => held.push(done))
    }
    return found
  }
  return {
    app,
    wiki,
    /** So many of the next answers wait. */
    hold: (answers: number) => (holding = answers),
    held,
  }
}

test('[R43] an older answer about rights does not undo a newer one', async () => {
  const { app, wiki, hold, held } = await startSlowly()
  const berit = await wiki.person('Berit', 'editor')
  const page = await wiki.page()
  const client = wiki.client(page, berit, { ack: true })
  await client.untilSynced()
  const lowered = {
    params: { id: wiki.strategy, person: berit.person.id },
    body: { role: 'reader' },
  } as const

  hold(1)
  app.bus.publish({ kind: 'rights', person: berit.person.id })
  await client.until(() => held.length === 1, 'asked')
  await wiki.aino.browser.does('setMember', lowered)
  held.shift()?.()
  await client.until(() => client.modes.at(-1) === 'read-only', 'told', 2_000)
  client.add('forbidden')
  await client.until(() => client.rejected.length > 0, 'refused')
  expect(client.modes).toEqual(['normal', 'read-only'])
  expect((await wiki.fresh(page)).text).not.toContain('forbidden')
  wiki.leave()
  expect(app.reported).toEqual([])
})

test('[R43] where nobody answers what may be done, nothing is done', async () => {
  const { app, wiki, hold, held } = await startSlowly()
  const berit = await wiki.person('Berit', 'editor')
  const page = await wiki.page()
  const client = wiki.client(page, berit, { ack: true })
  await client.untilSynced()
  const since = performance.now()
  hold(Number.POSITIVE_INFINITY)
  app.bus.publish({ kind: 'rights', person: berit.person.id })
  await client.until(() => client.closes.length > 0, 'closed')
  expect(performance.now() - since).toBeLessThan(2_000)
  // Coming back asks again, and nothing is set aside.
  expect(client.closes[0]?.code).toBe(1011)
  hold(0)
  for (const done of held) done()
  await client.untilSynced()
  wiki.leave()
  expect(app.reported.map(({ what }) => what)).toEqual(['rights'])
})

/** Somebody on `/api/events`. */
async function listen(app: RunningApp, token: string) {
  const headers = { Authorization: `Bearer ${token}` }
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/events`, { headers })
  const heard: ServerEvent[] = []
  socket.on('message', (data: Buffer) => {
    heard.push(serverEvent.parse(JSON.parse(data.toString('utf8'))))
  })
  const closed = new Promise<number>((done) => socket.on('close', done))
  await new Promise((done) => socket.on('open', done))
  return { heard, closed }
}

test('[R44] a guest’s sockets close at the moment at which their time ends', async () => {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const guest = await join(wiki.aino, 'Guest', 'guest')
  await wiki.setRole(guest, 'editor')
  const token = await tokenOf(guest)
  const page = await wiki.page()
  const ends = Date.now() + 1_200
  await changeStoredPerson(app.storage, guest.person, { endsAt: new Date(ends).toISOString() })
  const raw = await RawSocket.open({ url: app.url, page, token })
  raw.send(rawFrame(syncMessage('step1', Uint8Array.of(0))))
  await raw.until(() => raw.text.includes('paragraph'))
  const events = await listen(app, token)
  await raw.until(() => raw.closeCode !== null, 5_000)
  expect(await events.closed).toBe(closeCode.notSignedIn)
  const late = Date.now() - ends
  expect(late).toBeGreaterThanOrEqual(0)
  expect(late).toBeLessThan(500)
  // Not signed out: their browser keeps nothing of a page that is closed to them.
  expect(raw.closeCode).toBe(closeCode.revoked)
  const heard = raw.bytes
  const writer = await wiki.fresh(page)
  writer.add('not for guests;')
  await writer.until(() => writer.text.includes('not for guests;'), 'written')
  expect(raw.bytes).toBe(heard)
  raw.destroy()
  wiki.leave()
  expect(app.reported).toEqual([])
})

test('[A99] what was closed while a socket waited for its page is not shown to it', async () => {
  const { app, wiki, hold, held } = await startSlowly()
  const berit = await wiki.person('Berit', 'editor')
  const page = await wiki.page('Secret')
  const params = { id: wiki.strategy, person: berit.person.id }
  hold(1)
  const entrance = { url: app.url, page, token: berit.token }
  const opening = RawSocket.open(entrance)
  await expect.poll(() => held.length).toBe(1)
  // Admitted by what was true before; the next answer is late.
  await wiki.aino.browser.does('removeMember', { params })
  hold(1)
  held.shift()?.()
  const socket = await opening
  socket.socket.write(rawFrame(syncMessage('step1', new Uint8Array([0]))))
  await expect.poll(() => held.length).toBe(1)
  const answered = await wiki.aino.browser.does('getSession')
  expect(answered.person.id).toBe(wiki.aino.person.id)
  held.shift()?.()
  await expect.poll(() => socket.ended, { timeout: 4_000 }).toBe(true)
  expect(socket.received.includes('Secret')).toBe(false)
  wiki.leave()
})
