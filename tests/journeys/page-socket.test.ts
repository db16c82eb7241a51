import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { type RunningApp, startApp } from '../support/app.ts'
import { join, setUp, tokenOf } from '../support/person.ts'

/** A stock y-websocket client with a bearer token. */
function stockClient(app: RunningApp, page: string, token: string) {
  class WithToken extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { Authorization: `Bearer ${token}` } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://127.0.0.1:${app.port}/collab`, page, doc, {
    WebSocketPolyfill: WithToken as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  return { doc, provider, root: doc.getXmlFragment('default') }
}

const synced = (provider: WebsocketProvider) =>
  provider.synced
    ? Promise.resolve()
    : new Promise<void>((done) => provider.once('sync', () => done()))

test('[T11] a title that is typed in the page is soon the one in the lists', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const strategy = await aino.browser.does('makeStrategy', { body: { name: 'Our strategy' } })
  const { provider, root } = stockClient(app, strategy.pages[0] ?? '', await tokenOf(aino))
  await synced(provider)
  const title = root.get(0)
  if (!(title instanceof Y.XmlElement)) throw new Error('the page has no title')
  const text = title.get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('the title has no text')
  for (const letter of ' and guests') text.insert(text.length, letter)
  await vi.waitFor(
    async () => {
      const { pages } = await aino.browser.does('listPages', { params: { id: strategy.id } })
      expect(pages[0]?.title).toBe('Customers and guests')
    },
    { timeout: 5_000, interval: 50 },
  )
  provider.destroy()
  expect(app.reported).toEqual([])
})

test('[T11] what waits to be stored is stored at the end', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const strategy = await aino.browser.does('makeStrategy', { body: { name: 'Our strategy' } })
  const { doc, provider, root } = stockClient(app, strategy.pages[0] ?? '', await tokenOf(aino))
  await synced(provider)
  const title = root.get(0)
  if (!(title instanceof Y.XmlElement)) throw new Error('the page has no title')
  doc.transact(() => {
    title.delete(0, title.length)
    title.insert(0, [new Y.XmlText('At the last moment')])
  })
  await vi.waitFor(async () => {
    const params = { id: strategy.pages[0] ?? '' }
    expect((await aino.browser.does('getPageContent', { params })).seq).toBe(2)
  })
  await app.app.close()
  provider.destroy()
  const page = await app.storage.catalogue.get(
    `strategy-${strategy.id}`,
    'pages',
    strategy.pages[0] ?? '',
  )
  expect(page?.value).toMatchObject({ title: 'At the last moment' })
})

test('[A17] taking a role away and signing out reach open pages within two seconds', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const strategy = await aino.browser.does('makeStrategy', {
    body: { name: 'Hidden', everyone: null },
  })
  const params = { id: strategy.id, person: berit.person.id }
  await aino.browser.does('setMember', { params, body: { role: 'editor' } })

  const berits = stockClient(app, strategy.pages[0] ?? '', await tokenOf(berit))
  const ainos = stockClient(app, strategy.pages[0] ?? '', await tokenOf(aino))
  await Promise.all([synced(berits.provider), synced(ainos.provider)])
  const closed = ({ provider }: typeof berits) =>
    new Promise<number>((done) =>
      provider.once('connection-close', (event) => done(event?.code ?? 0)),
    )
  const start = performance.now()
  const codes = Promise.all([closed(berits), closed(ainos)])
  await aino.browser.does('removeMember', { params })
  const [known] = (await aino.browser.does('listTokens')).tokens
  await aino.browser.does('deleteToken', { params: { id: known?.id ?? '' } })
  expect(await codes).toEqual([4403, 4401])
  expect(performance.now() - start).toBeLessThan(2_000)
  for (const { provider } of [berits, ainos]) provider.destroy()
})
