import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { newId, pageId } from '#contract/ids.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import { rejection } from '#contract/wire.ts'
import type { RunningApp } from '../support/app.ts'
import type { CollabClient } from '../support/collab-client.ts'
import { Browser, emailOf } from '../support/person.ts'
import { rawFrame, RawSocket, syncMessage, upgradeRequest } from '../support/raw-socket.ts'
import { changeStoredPerson } from '../support/stored-person.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let app: RunningApp
let wiki: Wiki
let berit: Member

shareWiki(async (begun, running) => {
  wiki = begun
  app = running
  berit = await wiki.person('Berit', 'editor')
})

const lastEntry = async (page: string) => (await app.storage.log.head(pageId.parse(page))).seq

/** Ways to change a page without the right to. */
const attempts: readonly (readonly [string, (client: CollabClient) => void])[] = [
  ['typing', (client) => client.add('forbidden')],
  ['deleting', (client) => client.root.delete(1, 1)],
  ['a step 2', (client) => client.raw(syncMessage('step2', foreignUpdate(client)))],
  ['an update', (client) => client.raw(syncMessage('update', foreignUpdate(client)))],
  [
    'a deletion alone',
    (client) => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(client.doc))
      const before = Y.encodeStateVector(copy)
      copy.getXmlFragment('default').delete(0, 1)
      client.raw(syncMessage('step2', Y.encodeStateAsUpdate(copy, before)))
    },
  ],
  [
    'typing while away',
    (client) => {
      client.disconnect()
      client.add('forbidden')
      client.connect()
    },
  ],
]

function foreignUpdate(client: CollabClient): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(client.doc))
  const before = Y.encodeStateVector(copy)
  copy.getXmlFragment('default').push([new Y.XmlElement('paragraph')])
  return Y.encodeStateAsUpdate(copy, before)
}

test('[S4] who may only read or comment changes nothing, by whatever message', async () => {
  for (const role of ['reader', 'commenter'] as const) {
    const person = await wiki.person(`The${role}`, role)
    const page = await wiki.page()
    const witness = await wiki.fresh(page)
    const before = witness.xml
    const entries = await lastEntry(page)
    for (const [what, attempt] of attempts) {
      const acked = wiki.client(page, person, { ack: true })
      await acked.untilSynced()
      expect(acked.modes).toEqual(['read-only'])
      attempt(acked)
      await acked.until(() => acked.rejected.length > 0, `refused: ${what}`)
      expect(acked.rejected[0]?.code, what).toBe(rejection.readOnly.code)

      const stock = wiki.client(page, person)
      await stock.untilSynced()
      const closes = what === 'typing while away' ? 2 : 1
      attempt(stock)
      await stock.until(() => stock.closes.length === closes, `closed: ${what}`)
      expect(stock.closes.at(-1)?.code, what).toBe(rejection.readOnly.close)
      expect(stock.provider.shouldConnect, what).toBe(false)
      expect(await lastEntry(page), what).toBe(entries)
    }
    expect(witness.xml).toBe(before)
    expect((await wiki.fresh(page)).xml).toBe(before)
  }
})

test('[S4] an honest stock reader stays, though it answers and tidies up by itself', async () => {
  const reader = await wiki.person('Reader', 'reader')
  const page = await wiki.page()
  const one = await wiki.fresh(page)
  one.add('to be formatted by two at once')
  const two = await wiki.fresh(page, berit)
  const stock = await wiki.fresh(page, reader)
  const text = (client: CollabClient) => {
    const paragraph = client.root.get(client.root.length - 1)
    const found = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(found instanceof Y.XmlText)) throw new Error('no text')
    return found
  }
  // Bold text of which two people each delete a half: what is left is a pair of bare marks.
  for (let round = 0; round < 5 && stock.sent < 2; round++) {
    text(one).insert(0, 'a round of bold')
    text(one).format(0, 10, { bold: {} })
    await vi.waitFor(() => expect(two.xml).toBe(one.xml))
    one.disconnect()
    two.disconnect()
    text(one).delete(0, 5)
    text(two).delete(5, 5)
    one.connect()
    two.connect()
    await Promise.all([one.untilSynced(), two.untilSynced()])
    await vi.waitFor(() => expect(stock.xml).toBe(one.xml))
  }
  await stock.until(() => stock.sent > 1, 'tidying up')
  one.add('the end;')
  await stock.until(() => stock.text.includes('the end;'), 'told')
  expect(stock.closes).toEqual([])
})

/** Somebody whose socket ignores that it is being closed. */
async function listenRudely(page: string, member: Member): Promise<RawSocket> {
  const raw = await RawSocket.open({ url: app.url, page, token: member.token })
  raw.send(rawFrame(syncMessage('step1', Uint8Array.of(0))))
  await raw.until(() => raw.text.includes('paragraph'))
  return raw
}

test('[S5] nothing of a page is sent to whom it was taken away from', async () => {
  const forEveryone = (everyone: StrategyRole | null) =>
    wiki.aino.browser.does('changeStrategy', { params: { id: wiki.strategy }, body: { everyone } })
  const elsewhere = await wiki.page()
  type Way = (who: Member, page: string) => Promise<unknown>
  const ways: readonly (readonly [string, Way])[] = [
    ['membership', (who) => wiki.setRole(who, null)],
    [
      'other pages',
      ({ person }) =>
        wiki.aino.browser.does('setMember', {
          params: { id: wiki.strategy, person: person.id },
          body: { role: 'editor', pages: [elsewhere] },
        }),
    ],
    [
      'narrowed',
      (_who, id) =>
        wiki.aino.browser.does('changePageAccess', {
          params: { id },
          body: { narrowed: { others: null, named: [] } },
        }),
    ],
    [
      'deactivated',
      async ({ person }) => {
        const deactivatedAt = new Date().toISOString()
        await changeStoredPerson(app.storage, person, { deactivatedAt })
        app.bus.publish({ kind: 'rights', person: person.id })
      },
    ],
    ['everyone', () => forEveryone(null)],
    [
      'token',
      async ({ browser }) => {
        const [known] = (await browser.does('listTokens')).tokens
        await browser.does('deleteToken', { params: { id: known?.id ?? '' } })
      },
    ],
  ]
  for (const [index, [what, takeAway]] of ways.entries()) {
    const page = await wiki.page()
    const writer = await wiki.fresh(page)
    const who = await wiki.person(`Former${index}`, 'editor')
    if (what === 'everyone') {
      await forEveryone('editor')
      await wiki.setRole(who, null)
    }
    const raw = await listenRudely(page, who)
    const since = performance.now()
    await takeAway(who, page)
    await raw.until(() => raw.closeCode !== null, 2_000)
    expect([4401, 4403], what).toContain(raw.closeCode)
    expect(performance.now() - since, what).toBeLessThan(2_000)
    const heard = raw.bytes
    for (let i = 0; i < 20; i++) writer.add(`secret ${i};`)
    raw.send(rawFrame(syncMessage('step1', Uint8Array.of(0))))
    raw.send(rawFrame(syncMessage('update', foreignUpdate(writer))))
    const other = await wiki.fresh(page)
    await other.until(() => other.text.includes('secret 19;'), 'told')
    expect(raw.bytes, what).toBe(heard)
    expect(raw.text).not.toContain('secret')
    for await (const { author } of app.storage.log.read(pageId.parse(page), 1)) {
      expect([what, author]).toEqual([what, wiki.aino.person.id])
    }
    raw.destroy()
    const again = await RawSocket.open({ url: app.url, page, token: who.token })
    expect([401, 404], what).toContain(again.status)
  }
})

test('[S5] what was still on its way to a slow reader does not arrive long afterwards', async () => {
  const page = await wiki.page()
  const writer = await wiki.fresh(page)
  const who = await wiki.person('Slow', 'editor')
  for (let i = 0; i < 20; i++) writer.add('x'.repeat(400_000))
  await writer.until(() => writer.text.length > 8_000_000, 'written')
  const accepted = once(app.app.server, 'connection')
  const raw = await RawSocket.open({ url: app.url, page, token: who.token })
  const [served]: Socket[] = await accepted
  raw.send(rawFrame(syncMessage('step1', Uint8Array.of(0))))
  await raw.until(() => raw.bytes > 10_000)
  raw.socket.pause()
  await wiki.setRole(who, null)
  await vi.waitFor(() => expect(served?.destroyed).toBe(true), { timeout: 2_000 })
  raw.socket.resume()
  await raw.until(() => raw.ended)
  expect(raw.bytes).toBeLessThan(8_000_000)
  expect(raw.text).not.toContain('Your rights')
})

test('[S5] signing out closes the sockets of that session, and only those', async () => {
  const page = await wiki.page()
  const writer = await wiki.fresh(page, berit)
  const browser = new Browser(app)
  await browser.signIn(emailOf('Berit'))
  const headers = { Cookie: browser.cookie ?? '', Origin: app.url }
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/collab/${page}`, { headers })
  const closed = new Promise<number>((done) => socket.on('close', done))
  await new Promise((done) => socket.on('open', done))
  const since = performance.now()
  await browser.does('signOut')
  expect(await closed).toBe(4401)
  expect(performance.now() - since).toBeLessThan(2_000)
  expect(writer.closes).toEqual([])
})

test('[S5] a role that is lowered reaches open sockets, and what follows is refused', async () => {
  const page = await wiki.page()
  const who = await wiki.person('Lowered', 'editor')
  const client = wiki.client(page, who, { ack: true })
  await client.untilSynced()
  client.add('allowed;')
  await client.until(() => client.complete, 'saved')
  await wiki.setRole(who, 'commenter')
  await client.until(() => client.modes.at(-1) === 'read-only', 'told', 2_000)
  client.add('forbidden;')
  await client.until(() => client.rejected.length > 0, 'refused')
  await wiki.setRole(who, 'editor')
  await client.until(() => client.modes.at(-1) === 'normal', 'told', 2_000)
  const fresh = await wiki.fresh(page)
  expect(fresh.text).toContain('allowed;')
  expect(fresh.text).not.toContain('forbidden;')
})

/** Asks for a socket and resolves with the status. */
async function statusOf(page: string, headers: Readonly<Record<string, string | null>>) {
  const raw = await RawSocket.connect(app.url)
  raw.socket.write(upgradeRequest({ url: app.url, page, token: berit.token }, '', headers))
  await raw.until(() => raw.status > 0)
  if (raw.status !== 101) await raw.until(() => raw.ended)
  raw.destroy()
  return raw.status
}

test('[S6] who may not is refused before there is a socket, and no page is made', async () => {
  const page = await wiki.page()
  const pages = await app.storage.log.pages()
  const cookie = (await signedInAgain()).cookie
  const host = new URL(app.url).host
  const own = `http://${host}`
  const none = { Authorization: null }
  const withCookie = { ...none, Cookie: cookie }
  const cases: readonly (readonly [number, Readonly<Record<string, string | null>>])[] = [
    [101, {}],
    [101, { ...withCookie, Origin: own }],
    [401, none],
    [401, { ...none, Origin: own }],
    [401, { Authorization: 'Bearer talkoot_wrong' }],
    [401, { Authorization: 'Basic QWlubzp4' }],
    [401, { Authorization: '' }],
    [401, { ...none, Cookie: 'talkoot=wrong; talkoot_session=wrong', Origin: own }],
    [401, { ...withCookie, Cookie: `${cookie?.slice(0, -2)}xx`, Origin: own }],
    [403, withCookie],
    [403, { ...withCookie, Origin: 'null' }],
    [403, { ...withCookie, Origin: 'http://evil.example' }],
    [403, { ...withCookie, Origin: `${own}.evil.example` }],
    [403, { ...withCookie, Origin: 'http://evil.example', Host: host }],
    [403, { ...withCookie, Origin: own, Host: 'evil.example' }],
    [403, { ...withCookie, Origin: `file://${host}` }],
  ]
  for (const [status, headers] of cases) {
    expect([await statusOf(page, headers), headers]).toEqual([status, headers])
  }
  const outsider = await wiki.person('Outsider', 'reader')
  await wiki.setRole(outsider, null)
  const bearer = { Authorization: `Bearer ${outsider.token}` }
  expect(await statusOf(page, bearer)).toBe(404)
  expect(await statusOf(newId(pageId), {})).toBe(404)
  expect(await statusOf(wiki.strategy, {})).toBe(404)
  expect(await app.storage.log.pages()).toEqual(pages)
})

async function signedInAgain(): Promise<Browser> {
  const browser = new Browser(app)
  await browser.signIn(emailOf('Berit'))
  return browser
}

test('[S14] names that are no page are answered like pages that are not there', async () => {
  const pages = await app.storage.log.pages()
  const names = [
    ...['__proto__', 'constructor', 'toString', 'prototype', 'hasOwnProperty'],
    ...['..', '.', '..%2f..%2fetc%2fpasswd', '%2e%2e', '%00', 'a%00b', '%', '%ff', '%c0%ae'],
    ...['*', '~', '+', ' '.replace(' ', '%20'), "'", '"', '<script>', '{}', '[]', '\\', '..\\'],
    ...[
      'null',
      'undefined',
      'NaN',
      '0',
      '-1',
      '1e9',
      'true',
      'default',
      'collab',
      'x'.repeat(7_000),
    ],
    ...[
      'A'.repeat(20),
      'a'.repeat(19),
      'a'.repeat(21),
      'aaaaaaaaaaaaaaaaaaa1',
      'AAAAAAAAAAaaaaaaaaaa',
    ],
    ...['%C3%A4', '%C3%A4'.repeat(20), 'a%CC%88', 'talkootaaaaaaaaaaaaa', 'unknownaaaaaaaaaaaaa'],
  ]
  for (const name of names) expect([await statusOf(name, {}), name]).toEqual([404, name])
  expect(await app.storage.log.pages()).toEqual(pages)
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(await statusOf(await wiki.page(), {})).toBe(101)
})
