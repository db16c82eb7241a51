import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { type ServerEvent, serverEvent } from '../../server/contract/api.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { newId, scaleId } from '../../server/contract/ids.ts'
import { scalesBlock, writeBlocks } from '../support/blocks.ts'
import { writerOf } from '../support/page-history.ts'
import { Wiki } from '../support/wiki.ts'
import { Browser, join, setUp, type SignedIn, tokenOf } from '../support/person.ts'

/** Nobody is told of what pages hold. */
const quiet = { digestTimes: { wait: 60_000 } }

interface Listening {
  /** The next event; they are kept until asked for. */
  next(): Promise<ServerEvent>
  /** Close code. */
  readonly closed: Promise<number>
}

async function listen(
  app: RunningApp,
  headers: Record<string, string>,
  about = '',
  { withWritten = false } = {},
): Promise<Listening> {
  const socket = new WebSocket(`ws://127.0.0.1:${app.port}/api/events${about}`, { headers })
  const kept: ServerEvent[] = []
  const waiting: ((event: ServerEvent) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const event = serverEvent.parse(JSON.parse(data.toString('utf8')))
    // When a text is read for what is told of it depends on what else there is to do.
    if (event.kind === 'pages' && event.written === true && !withWritten) return
    const first = waiting.shift()
    if (first) first(event)
    else kept.push(event)
  })
  const closed = new Promise<number>((done) => socket.on('close', done))
  await new Promise<void>((done, fail) => {
    socket.on('open', done)
    socket.on('error', fail)
  })
  return {
    closed,
    next: () =>
      new Promise((done) => {
        const first = kept.shift()
        if (first) done(first)
        else waiting.push(done)
      }),
  }
}

const as = ({ browser }: SignedIn, origin = browser.origin) => ({
  Cookie: browser.cookie ?? '',
  Origin: origin,
})

test('[E11] open clients hear what to fetch again, if they may see it', async () => {
  const app = await startApp(quiet)
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const ainos = await listen(app, as(aino))
  const token = { Authorization: `Bearer ${await tokenOf(berit)}` }
  const berits = await listen(app, token, '', { withWritten: true })

  const { id, pages } = await aino.browser.does('makeStrategy', {
    body: { name: 'Hidden', everyone: null },
  })
  const changed = { kind: 'pages', strategy: id }
  expect(await ainos.next()).toEqual({ kind: 'strategies' })
  expect(await berits.next()).toEqual({ kind: 'strategies' })

  await aino.browser.does('makePage', { params: { id }, body: { title: 'More' } })
  expect(await ainos.next()).toEqual(changed)

  const member = { id, person: berit.person.id }
  await aino.browser.does('setMember', { params: member, body: { role: 'reader' } })
  // Not a word about the page before.
  expect(await berits.next()).toEqual({ kind: 'rights' })
  await aino.browser.does('changePage', {
    params: { id: pages[0] ?? '' },
    body: { title: 'Renamed' },
  })
  expect(await berits.next()).toEqual({ ...changed, written: true })
  expect(app.reported).toEqual([])
})

test('[E58] whoever may read a page hears of answers on it, now and then; a desk is its person’s', async () => {
  const app = await startApp(quiet)
  const wiki = await Wiki.begin(app)
  const berit = await wiki.person('Berit', 'reader')
  const stranger = await join(wiki.aino, 'Stranger')
  const page = await wiki.page()
  const scale = newId(scaleId)
  await writeBlocks(wiki, page, [scalesBlock([scale])])
  const [ainos, berits, strangers] = [
    await listen(app, as(wiki.aino)),
    await listen(app, as(berit)),
    await listen(app, as(stranger)),
  ]
  const { browser } = wiki.aino
  for (const value of [1, 2, 3, null]) {
    await browser.does('answerScale', { params: { id: page, scale }, body: { value } })
  }
  const told = { kind: 'scales', page }
  expect(await berits.next()).toEqual(told)
  expect(await ainos.next()).toEqual(told)
  await browser.does('setFavourite', { params: { id: page }, body: { favourite: true } })
  await browser.does('visitPage', { params: { id: page } })
  await browser.does('visitPage', { params: { id: page } })
  // The rest of the answers is told of together, after the desk.
  expect(await ainos.next()).toEqual({ kind: 'desk' })
  expect(await ainos.next()).toEqual({ kind: 'desk' })
  expect([await ainos.next(), await berits.next()]).toEqual([told, told])
  app.bus.publish({ kind: 'people' })
  for (const one of [ainos, berits, strangers]) expect(await one.next()).toEqual({ kind: 'people' })
  expect(app.reported).toEqual([])
})

test('[H134] whoever looks at a history is told now and then that the page is written on', async () => {
  const app = await startApp(quiet)
  const wiki = await Wiki.begin(app)
  const [page, other] = [await wiki.page(), await wiki.page('Other')]
  const berit = await wiki.person('Berit', 'editor')
  const about = `?history=${page}`
  const [everything, ainos, berits] = [
    await listen(app, as(wiki.aino)),
    await listen(app, as(wiki.aino), about),
    await listen(app, as(berit), about),
  ]
  const told = { kind: 'history', page }
  const writer = await writerOf(wiki, page)
  await writer.types('At once.')
  expect([await ainos.next(), await berits.next()]).toEqual([told, told])
  const first = performance.now()
  // Letter by letter, and all of them together.
  for (const letter of 'letters') await writer.types(letter)
  expect([await ainos.next(), await berits.next()]).toEqual([told, told])
  expect(performance.now() - first).toBeGreaterThan(1_900)

  // Nothing of another page, nor of anything else; and nothing to who may not see it any more.
  await (await writerOf(wiki, other)).types('Elsewhere.')
  await wiki.aino.browser.does('changeStrategy', {
    params: { id: wiki.strategy },
    body: { history: 'facilitator' },
  })
  await writer.types('More.')
  expect(await ainos.next()).toEqual(told)
  await expect(listen(app, as(berit), about)).rejects.toThrow('Unexpected server response: 40')
  await berit.browser.does('signOut')
  expect(await Promise.race([berits.next(), berits.closed])).toBe(4401)
  await expect(listen(app, as(wiki.aino), '?history=none')).rejects.toThrow('404')
  app.bus.publish({ kind: 'desk', person: wiki.aino.person.id })
  const heard: string[] = []
  do heard.push((await everything.next()).kind)
  while (heard.at(-1) !== 'desk')
  expect(heard).not.toContain('history')
  expect(app.reported).toEqual([])
})

test('[E12] only with a session and from our own pages, or with a token', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const cookie = aino.browser.cookie ?? ''
  const refused: [Record<string, string>, number][] = [
    [{}, 401],
    [{ Origin: app.url }, 401],
    [{ Cookie: cookie }, 403],
    [{ Cookie: cookie, Origin: 'null' }, 403],
    [{ Cookie: cookie, Origin: 'https://evil.example' }, 403],
    [{ Cookie: cookie, Origin: app.url, Host: 'evil.example' }, 403],
    [{ Cookie: 'talkoot=wrong', Origin: app.url }, 401],
    [{ Authorization: 'Bearer talkoot_wrong', Cookie: cookie, Origin: app.url }, 401],
  ]
  for (const [headers, status] of refused) {
    await expect(listen(app, headers)).rejects.toThrow(`Unexpected server response: ${status}`)
  }
  await listen(app, as(aino))
})

test('[E13] a sign-out, a revoked token and the server’s end close the socket', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const token = await tokenOf(berit)
  const byToken = await listen(app, { Authorization: `Bearer ${token}` })
  const bySession = await listen(app, as(berit))
  const ainos = await listen(app, as(aino))

  const [known] = (await berit.browser.does('listTokens')).tokens
  await berit.browser.does('deleteToken', { params: { id: known?.id ?? '' } })
  expect(await byToken.closed).toBe(4401)
  await berit.browser.does('signOut')
  expect(await bySession.closed).toBe(4401)
  expect((await new Browser(app).get('/metrics')).text).toContain('talkoot_event_sockets 1')
  await app.close()
  expect(await ainos.closed).toBe(1001)
})

test('[E12] page sockets pass the same gate', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const made = await aino.browser.does('makeStrategy', {
    body: { name: 'Hidden', everyone: null },
  })
  const [page = ''] = made.pages
  const refusal = (headers: Record<string, string>) =>
    new Promise<string>((done) => {
      const socket = new WebSocket(`ws://127.0.0.1:${app.port}/collab/${page}`, { headers })
      socket.on('error', (error) => done(error.message))
    })
  expect(await refusal({})).toContain('401')
  expect(await refusal({ Cookie: aino.browser.cookie ?? '' })).toContain('403')
  expect(await refusal(as(aino, 'https://evil.example'))).toContain('403')
  expect(await refusal(as(berit))).toContain('404')
})

test('[E20] members hear that templates of our own have changed, guests do not', async () => {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const guest = await join(wiki.aino, 'Guest', 'guest')
  const page = await wiki.page()
  const [ainos, guests] = [await listen(app, as(wiki.aino)), await listen(app, as(guest))]
  const body = { title: 'Ours', keyQuestion: '', purpose: '', keepText: false }
  const { browser } = wiki.aino
  const { id } = await browser.does('saveTemplate', { params: { id: page }, body })
  expect(await ainos.next()).toEqual({ kind: 'templates' })
  const params = { template: id }
  await browser.does('changeTemplate', { params, body: { retired: true } })
  expect(await ainos.next()).toEqual({ kind: 'templates' })
  await browser.does('addUnit', { body: { name: 'A unit' } })
  expect(await guests.next()).toEqual({ kind: 'people' })
})

test('[H82] versions, restores and redactions are told to those who may see the history alone', async () => {
  const app = await startApp(quiet)
  const wiki = await Wiki.begin(app)
  const [eva, berit] = [await wiki.person('Eva', 'editor'), await wiki.person('Berit', 'reader')]
  const page = await wiki.page()
  const params = { id: page }
  const [evas, berits] = [await listen(app, as(eva)), await listen(app, as(berit))]
  const { browser } = wiki.aino
  const told = { kind: 'history', page }
  const { id: version } = await browser.does('makeVersion', { params, body: { name: 'Begun' } })
  expect(await evas.next()).toEqual(told)
  await browser.does('removeVersion', { params: { id: page, version } })
  expect(await evas.next()).toEqual(told)
  await writeBlocks(wiki, page, [scalesBlock([newId(scaleId)])])
  await browser.does('restoreMoment', { params, body: { kind: 'restore', seq: 1 } })
  expect(await evas.next()).toEqual(told)
  app.bus.publish({ kind: 'people' })
  expect(await berits.next()).toEqual({ kind: 'people' })
  expect(app.reported).toEqual([])
})

test('[E73] who begins to listen hears what happened since they asked who they are', async () => {
  let now = Date.now()
  const app = await startApp({ ...quiet, clock: () => now })
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  now += 60_000
  const { moment } = await berit.browser.does('getSession')
  const { id } = await aino.browser.does('makeStrategy', {
    body: { name: 'Open', everyone: 'reader' },
  })
  const { id: hidden } = await aino.browser.does('makeStrategy', {
    body: { name: 'Hidden', everyone: null },
  })
  await aino.browser.does('makePage', { params: { id: hidden }, body: { title: 'Not for her' } })
  await aino.browser.does('makePage', { params: { id }, body: { title: 'For her' } })

  const berits = await listen(app, as(berit), `?since=${moment}`)
  expect(await berits.next()).toEqual({ kind: 'strategies' })
  expect(await berits.next()).toEqual({ kind: 'strategies' })
  expect(await berits.next()).toEqual({ kind: 'pages', strategy: id })
  await aino.browser.does('addUnit', { body: { name: 'Library' } })
  expect(await berits.next()).toEqual({ kind: 'people' })

  const [run = '', count = ''] = moment.split('.')
  for (const unknown of [
    '',
    'nonsense',
    `${run}.${count}`,
    `aaaaaaaa.${count}.1`,
    `${run}.999999.1`,
  ]) {
    const other = await listen(app, as(berit), `?since=${encodeURIComponent(unknown)}`)
    expect(await other.next()).toEqual({ kind: 'all' })
  }
})

test('[W265] what is written on a page is told apart from what is done with it', async () => {
  const app = await startApp(quiet)
  const wiki = await Wiki.begin(app)
  const page = await wiki.page('Goals')
  const heard = await listen(app, as(wiki.aino), '', { withWritten: true })
  const client = await wiki.client(page, wiki.aino, { ack: true }).untilSynced()
  const title: unknown = client.root.get(0)
  const text: unknown = title instanceof Y.XmlElement ? title.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('The page has no title')
  text.insert(5, ' of ours')
  await client.until(() => client.complete, 'stored')
  expect(await heard.next()).toEqual({ kind: 'pages', strategy: wiki.strategy, written: true })
  const { title: now } = await wiki.aino.browser.does('getPage', { params: { id: page } })
  expect(now).toBe('Goals of ours')
})
