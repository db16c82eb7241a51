import { get, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { newId, pageId, versionId } from '#contract/ids.ts'
import { Chronicle } from '../../server/history/chronicle.ts'
import { decodeBundle, encodeBundle } from '../../server/history/bundle.ts'
import { pageAt, plainContent } from '../../server/history/page-at.ts'
import { textOf } from '../../server/rooms/content.ts'
import { startApp, temporaryFolder, throwReported } from '../support/app.ts'
import { startServer } from '../support/server-process.ts'
import { historyOf, textAfter, writerOf } from '../support/page-history.ts'
import { Wiki } from '../support/wiki.ts'
import { entriesOf } from '../support/storage.ts'

async function begin() {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const page = await wiki.page()
  const params = { id: page }
  const id = pageId.parse(page)
  const { log } = app.storage
  return { app, wiki, page, id, params, log, head: async () => (await log.head(id)).seq }
}

/** As it comes, packed. */
function fetchPacked(url: string, headers: Readonly<Record<string, string>>) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>(
    (resolve, reject) => {
      get(url, { headers }, (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('end', () => {
          const { headers: sent, statusCode: status = 0 } = response
          resolve({ status, headers: sent, body: Buffer.concat(pieces) })
        })
      }).on('error', reject)
    },
  )
}

test('[H60] [H62] the history says what the log says, and goes on with what is written', async () => {
  const { app, id, log, page, wiki } = await begin()
  const aino = await writerOf(wiki, page)
  await aino.types('Sauna is warm')
  await aino.deletes('warm')
  const first = await historyOf(wiki.aino.browser, page)
  expect(encodeBundle(first)).toEqual(encodeBundle(Chronicle.of(await entriesOf(app.storage, id))))

  const eva = await writerOf(wiki, page, await wiki.person('Eva', 'editor'))
  await eva.types('and hot')
  const { head } = first
  expect((await log.head(id)).seq).toBeGreaterThan(head)
  const second = await historyOf(wiki.aino.browser, page)
  expect(second.head).toBe((await log.head(id)).seq)
  expect(encodeBundle(second)).toEqual(encodeBundle(Chronicle.of(await entriesOf(app.storage, id))))
  throwReported(app)
})

test('[H61] a history comes as its reader unpacks it, and again only when it is another one', async () => {
  const { app, id, log, page, wiki } = await begin()
  const { browser } = wiki.aino
  const path = `/api/pages/${page}/history`
  const ask = (headers: Readonly<Record<string, string>>) =>
    fetchPacked(app.url + path, { Cookie: browser.cookie ?? '', ...headers })
  for (const encoding of ['br', 'gzip', 'identity']) {
    const { body, headers } = await ask({ 'Accept-Encoding': encoding })
    expect(headers['content-encoding'] ?? 'identity').toBe(encoding)
    expect(headers['cache-control']).toBe('private, no-cache')
    const plain =
      encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body
    expect(decodeBundle(plain).head).toBe((await log.head(id)).seq)
    const again = { 'If-None-Match': String(headers['etag']), 'Accept-Encoding': encoding }
    expect((await ask(again)).status).toBe(304)
    const { types } = await writerOf(wiki, page)
    await types(encoding)
    expect((await ask(again)).status).toBe(200)
  }
  throwReported(app)
})

test('[H64] a moment is shown as it was; one that there is not is not found', async () => {
  const { app, id, log, page, wiki } = await begin()
  const { browser, person } = wiki.aino
  const aino = await writerOf(wiki, page)
  for (const word of ['one ', 'two ', 'three ']) await aino.types(word)
  await aino.deletes('two ')
  const { seq: head } = await log.head(id)
  for (let seq = 1; seq <= head; seq++) {
    const shown = await browser.does('getPageAt', { params: { id: page, seq: String(seq) } })
    expect(shown).toMatchObject({ seq, by: person.id, text: await textAfter(log, id, seq) })
  }
  for (const seq of ['0', String(head + 1), '-1', '1.5', 'x', '9'.repeat(40)]) {
    const tried = await browser.tries('getPageAt', { params: { id: page, seq } })
    expect([seq, tried.error?.code]).toEqual([seq, 'not-found'])
  }
  throwReported(app)
})

test('[H66] a moment gets a name and a note, another name, and loses it again', async () => {
  const { app, id, log, page, params, wiki } = await begin()
  const { browser, person } = wiki.aino
  const { types } = await writerOf(wiki, page)
  await types('one')
  const { seq: head } = await log.head(id)
  const now = await browser.does('makeVersion', { params, body: { name: 'After the workshop' } })
  expect(now).toMatchObject({ page, seq: head, name: 'After the workshop', note: '', why: 'named' })
  expect(now.createdBy).toBe(person.id)
  const body = { seq: 1, name: 'The template', note: 'Nothing yet' }
  const first = await browser.does('makeVersion', { params, body })
  const list = async () => (await browser.does('listVersions', { params })).versions
  expect(await list()).toEqual([now, first])

  const one = { id: page, version: first.id }
  const renamed = { ...first, name: 'Empty' }
  expect(await browser.does('changeVersion', { params: one, body: { name: 'Empty' } })).toEqual(
    renamed,
  )
  expect(await list()).toEqual([now, renamed])
  await browser.does('removeVersion', { params: one })
  expect(await list()).toEqual([now])

  for (const seq of [head + 1, 1e9]) {
    const tried = await browser.tries('makeVersion', { params, body: { seq, name: 'Later' } })
    expect(tried.error).toMatchObject({ code: 'invalid-input', details: { seq: 'unknown' } })
  }
  const other = await wiki.page('Another')
  for (const [of, version] of [
    [other, now.id],
    [page, first.id],
    [page, newId(versionId)],
  ] as const) {
    const given = { params: { id: of, version }, body: { name: 'Mine' } }
    expect((await browser.tries('changeVersion', given)).error?.code).toBe('not-found')
    const removed = await browser.tries('removeVersion', { params: given.params })
    expect(removed.error?.code).toBe('not-found')
  }
  throwReported(app)
})

test('[H65] what changed between two moments is told with who changed it', async () => {
  const { app, head, page, wiki } = await begin()
  const { browser } = wiki.aino
  const aino = await writerOf(wiki, page)
  await aino.types('Sauna is warm and nice.')
  const from = await head()
  const eva = await wiki.person('Eva', 'editor')
  const second = await writerOf(wiki, page, eva)
  await second.deletes('warm')
  await second.types(' Come in.')
  const to = await head()
  const ask = (a: number | string, b: number | string) => ({
    params: { id: page, from: String(a), to: String(b) },
  })
  const told = await browser.does('getPageChanges', ask(from, to))
  expect(told).toMatchObject({ from, to, people: [eva.person.id] })
  expect(JSON.stringify(told.changes)).toContain('Come in.')
  expect(JSON.stringify(told.page)).toContain('removed')
  const all = await browser.does('getPageChanges', ask(0, to))
  expect(all.people.toSorted()).toEqual([wiki.aino.person.id, eva.person.id].toSorted())
  expect((await browser.does('getPageChanges', ask(to, to))).changes).toEqual([])
  for (const [a, b] of [
    [to, from],
    [0, to + 1],
    ['x', to],
  ] as const) {
    expect((await browser.tries('getPageChanges', ask(a, b))).error?.code).toBe('not-found')
  }
  throwReported(app)
})

test('[H80] the built server has the thread of the histories, too', async () => {
  const server = await startServer(await temporaryFolder())
  onTestFinished(async () => void (await server.stop('SIGTERM')))
  const wiki = await Wiki.begin(server)
  const page = await wiki.page()
  const { types } = await writerOf(wiki, page)
  await types('Sauna is warm')
  const chronicle = await historyOf(wiki.aino.browser, page)
  expect(textOf(plainContent(pageAt(chronicle, chronicle.head)))).toContain('Sauna is warm')
  wiki.leave()
})
