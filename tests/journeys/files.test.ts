/** Files of pages: who gets them, how they are served, and what is too much. */
import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { largestFile } from '#contract/file-limits.ts'
import { StorageFailed } from '#contract/errors.ts'
import { fileId, newId } from '#contract/ids.ts'
import { launchApp, type RunningApp, startApp, throwReported } from '../support/app.ts'
import { bareRequest } from '../support/bare-request.ts'
import { appendBlocks } from '../support/blocks.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { fileAt, send, trySending } from '../support/page-files.ts'
import { type Browser, join, type SignedIn } from '../support/person.ts'
import { picture } from '../support/pictures.ts'
import { type Member, Wiki } from '../support/wiki.ts'

let app: RunningApp
let wiki: Wiki
let page: string
let berit: Member
beforeAll(async () => {
  app = await launchApp('', { storage: memoryStorage() })
  wiki = await Wiki.begin(app)
  page = await wiki.page()
  berit = await wiki.person('Berit', 'editor')
})
afterAll(async () => {
  throwReported(app)
  await app.close()
})

const aino = () => wiki.aino.browser
const text = (words: string) => Buffer.from(words)

describe('what is served', () => {
  test('[F41] a picture runs nothing, is nobody else’s, and is kept by the browser', async () => {
    const { id } = await send(aino(), page, await picture('png').toBuffer())
    const { headers, status } = await aino().get(fileAt(page, id))
    expect(status).toBe(200)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=31536000, immutable',
      vary: 'Cookie, Authorization',
    })
    const etag = headers.get('etag') ?? ''
    expect(etag).toMatch(/^"\S+"$/)
    const known = { Cookie: aino().cookie, 'If-None-Match': etag }
    const again = await bareRequest(app.url, { path: fileAt(page, id), headers: known })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test('[F36] [F41] an attachment is saved under its name, and asked for anew each time', async () => {
    const { id } = await send(aino(), page, text('words'), 'Pöytäkirja 3.docx')
    const { headers } = await aino().get(fileAt(page, id))
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''P%C3%B6yt%C3%A4kirja%203.docx",
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    })
  })

  test('[F36] names are safe wherever they are saved', async () => {
    const names: readonly (readonly [string, string])[] = [
      ['', 'file'],
      ['../../etc/passwd', 'passwd'],
      ['C:\\Users\\me\\plan.pdf', 'plan.pdf'],
      ['a\r\nSet-Cookie: injected=1', 'aSet-Cookie_ injected=1'],
      ['injected"; filename=evil.exe', 'injected_; filename=evil.exe'],
      ['gnp\u202Efdp.exe', 'gnpfdp.exe'],
      ['.htaccess', 'htaccess'],
      ['con.txt', '_con.txt'],
      ['plan.', 'plan'],
      ['  plan . pdf  ', 'plan . pdf'],
      [`${'å'.repeat(300)}.xlsx`, `${'å'.repeat(195)}.xlsx`],
      ['\ud83d\ude00'.repeat(150), '\ud83d\ude00'.repeat(100)],
      ['a\u0000b', 'ab'],
      ["it's (1)*.txt", "it's (1)_.txt"],
    ]
    for (const [given, name] of names) {
      const file = await send(aino(), page, text('words'), given)
      expect([given, file.name]).toEqual([given, name])
      const disposition = (await aino().get(fileAt(page, file.id))).headers.get(
        'content-disposition',
      )
      expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[\w%.~-]+$/)
      expect(
        decodeURIComponent(disposition?.slice("attachment; filename*=UTF-8''".length) ?? ''),
      ).toBe(name)
    }
    const spoilt = await aino().ask('POST', `/api/pages/${page}/files`, text('words'), {
      'Content-Type': 'text/plain',
      'X-File-Name': '%E0%A4%A',
    })
    expect(spoilt.body).toMatchObject({ name: 'file' })
  })

  test('[F41] a part of a file is given to who asks for it', async () => {
    const { id } = await send(aino(), page, text('0123456789'), 'digits')
    const part = async (range: string, more: Record<string, string> = {}) => {
      const answer = await aino().ask('GET', fileAt(page, id), undefined, { Range: range, ...more })
      return [answer.status, answer.text, answer.headers.get('content-range')]
    }
    expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10'])
    expect(await part('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10'])
    expect(await part('bytes=-1')).toEqual([206, '9', 'bytes 9-9/10'])
    expect(await part('bytes=10-')).toEqual([416, '', 'bytes */10'])
    expect(await part('bytes=0-1,4-5')).toEqual([200, '0123456789', null])
    expect(await part('lines=1-2')).toEqual([200, '0123456789', null])
    expect(await part('bytes=2-4', { 'If-Range': '"another"' })).toEqual([200, '0123456789', null])
    const head = await aino().ask('HEAD', fileAt(page, id))
    expect([head.status, head.headers.get('content-length'), head.text]).toEqual([200, '10', ''])
  })
})

describe('who gets it', () => {
  test('[F40] a file is reached through its own page alone', async () => {
    const other = await wiki.page()
    const { id } = await send(aino(), page, text('words'))
    const absent = await aino().get(fileAt(page, newId(fileId)))
    expect(absent.status).toBe(404)
    expect((await aino().get(fileAt(other, id))).text).toBe(absent.text)
    for (const spoilt of ['%2e%2e%2f', 'A'.repeat(20), `${id}%00`, `${id}.webp`]) {
      expect((await aino().get(fileAt(page, spoilt))).status).toBe(404)
    }
  })

  test('[F40] a right that is taken away is gone for files, too', async () => {
    const narrow = await wiki.page()
    const { id } = await send(aino(), narrow, text('words'))
    expect((await berit.browser.get(fileAt(narrow, id))).status).toBe(200)
    const narrowed = { others: null, named: [] }
    await aino().does('changePageAccess', { params: { id: narrow }, body: { narrowed } })
    const refused = await berit.browser.get(fileAt(narrow, id))
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([404, 'no-store'])
    for (const name of ['etag', 'content-disposition', 'vary']) {
      expect([name, refused.headers.get(name)]).toEqual([name, null])
    }
    expect((await trySending(berit.browser, narrow, text('words'))).status).toBe(404)
  })

  test('[F40] who only reads or comments, and everybody on a locked page, adds nothing', async () => {
    const reader = await wiki.person('Ragnar', 'reader')
    const commenter = await wiki.person('Carl', 'commenter')
    for (const { browser } of [reader, commenter]) {
      expect((await trySending(browser, page, text('words'))).error?.code).toBe('forbidden')
    }
    const locked = await wiki.page()
    await aino().does('changePageAccess', { params: { id: locked }, body: { locked: true } })
    expect((await trySending(berit.browser, locked, text('words'))).error?.code).toBe('locked')
    expect((await trySending(aino(), page, text('words'), '', '')).status).toBe(201)
    const foreign = { Origin: 'https://evil.example', 'Content-Type': 'text/plain' }
    const forged = await aino().ask('POST', `/api/pages/${page}/files`, text('words'), foreign)
    expect(forged.error?.code).toBe('foreign-origin')
  })

  test('[F42] a file is copied by who may read the one page and write on the other', async () => {
    const to = await wiki.page()
    const file = await send(aino(), page, await picture('png').toBuffer(), 'Our house.png')
    const copy = (who: Browser, body: { page: string; file: string }) =>
      who.tries('copyFile', { params: { id: to }, body })
    const answer = await copy(berit.browser, { page, file: file.id })
    expect(answer.status).toBe(201)
    const copied = await aino().does('copyFile', {
      params: { id: to },
      body: { page, file: file.id },
    })
    expect(copied).toMatchObject({
      page: to,
      name: file.name,
      size: file.size,
      width: 64,
      height: 48,
    })
    expect(copied.id).not.toBe(file.id)
    const [first, second] = [
      await aino().get(fileAt(page, file.id)),
      await aino().get(fileAt(to, copied.id)),
    ]
    expect(second.bytes.equals(first.bytes)).toBe(true)
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'))

    const hidden = await wiki.page()
    const secret = await send(aino(), hidden, text('words'))
    await aino().does('changePageAccess', {
      params: { id: hidden },
      body: { narrowed: { others: null, named: [] } },
    })
    const absent = await copy(berit.browser, { page: hidden, file: newId(fileId) })
    expect(absent.status).toBe(404)
    expect((await copy(berit.browser, { page: hidden, file: secret.id })).text).toBe(absent.text)
    expect((await copy(berit.browser, { page, file: secret.id })).text).toBe(absent.text)
  })
})

/** A request whose body the test writes itself, piece by piece. */
async function slowly(who: SignedIn, at: string, headers: readonly string[]) {
  const socket = connect(app.port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  let said = ''
  socket.on('data', (data: Buffer) => (said += data.toString('latin1')))
  socket.on('error', () => {})
  const lines = [
    `POST /api/pages/${at}/files HTTP/1.1`,
    `Host: 127.0.0.1:${app.port}`,
    `Origin: ${app.url}`,
    `Cookie: ${who.browser.cookie}`,
    ...headers,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return {
    socket,
    status: async () => {
      await expect.poll(() => said).toMatch(/^HTTP\/1\.1 \d{3}/)
      return Number(said.slice(9, 12))
    },
  }
}

describe('what is too much', () => {
  test('[F38] a file of the largest size is taken, one byte more is not', async () => {
    const at = await wiki.page()
    const file = await send(aino(), at, Buffer.alloc(largestFile, 'x'), 'large')
    expect(file.size).toBe(largestFile)
    const before = await app.storage.files.ids()
    const answer = await trySending(aino(), at, Buffer.alloc(largestFile + 1, 'x'))
    expect([answer.status, answer.error?.code]).toEqual([413, 'too-large'])
    expect(answer.error?.message).toContain('25 MB')
    expect(await app.storage.files.ids()).toEqual(before)
  })

  test('[F38] who does not say how much comes is stopped at the limit, and hears why', async () => {
    const before = await app.storage.files.ids()
    const { socket, status } = await slowly(wiki.aino, page, ['Transfer-Encoding: chunked'])
    const piece = Buffer.concat([text('f4240\r\n'), Buffer.alloc(1_000_000), text('\r\n')])
    let sent = 0
    const sending = setInterval(() => {
      if (socket.writableNeedDrain || socket.destroyed) return
      socket.write(piece)
      sent += 1
    }, 1)
    onTestFinished(() => clearInterval(sending))
    expect(await status()).toBe(413)
    clearInterval(sending)
    expect(sent).toBeGreaterThan(24)
    expect(await app.storage.files.ids()).toEqual(before)
  })

  test('[F38] who says that too much comes hears it before sending any', async () => {
    const { status } = await slowly(wiki.aino, page, ['Content-Length: 10000000000'])
    expect(await status()).toBe(413)
  })

  test('[F38] a file of which not all arrives, and one without a byte, is none', async () => {
    const before = await app.storage.files.ids()
    const { socket } = await slowly(wiki.aino, page, ['Content-Length: 1000'])
    socket.write(Buffer.alloc(500))
    socket.destroy()
    const empty = await trySending(aino(), page, Buffer.alloc(0))
    expect([empty.status, empty.error?.details]).toEqual([400, { reason: 'empty' }])
    expect(await app.storage.files.ids()).toEqual(before)
  })

  test('[F39] a right that is gone when the file has arrived is gone', async () => {
    const at = await wiki.page()
    const dag = await wiki.person('Dag', 'editor')
    const before = await app.storage.files.ids()
    const { socket, status } = await slowly(dag, at, ['Content-Length: 1000'])
    socket.write(Buffer.alloc(500))
    await wiki.setRole(dag, 'reader')
    socket.write(Buffer.alloc(500))
    expect(await status()).toBe(403)
    expect(await app.storage.files.ids()).toEqual(before)
  })

  test('[F43] a person sends six files at once, and others are not held up', async () => {
    const held = []
    for (let n = 0; n < 6; n += 1) {
      const one = await slowly(berit, page, ['Content-Length: 10'])
      one.socket.write('01234')
      held.push(one)
    }
    const seventh = async () => {
      const { headers, status } = await trySending(berit.browser, page, text('words'))
      return [status, headers.get('retry-after')]
    }
    await expect.poll(seventh).toEqual([429, '2'])
    await send(aino(), page, text('words'))
    for (const { socket } of held) socket.write('56789')
    for (const { status } of held) expect(await status()).toBe(201)
    await send(berit.browser, page, text('words'))
  })

  test('[F43] a person sends a hundred files or so in a while', async () => {
    let now = Date.now()
    const own = await startApp({ storage: memoryStorage(), clock: () => now })
    const here = await Wiki.begin(own)
    const at = await here.page()
    let taken = 0
    for (; taken < 300; taken += 1) {
      const answer = await trySending(here.aino.browser, at, text('words'))
      if (answer.status !== 201) {
        expect(answer.error?.code).toBe('too-many-requests')
        break
      }
    }
    expect(taken).toBe(120)
    now += 60_000
    await send(here.aino.browser, at, text('words'))
    const dag = await join(here.aino, 'Dag', 'admin')
    await send(dag.browser, at, text('words'))
  })

  test('[F43] a page has 500 files and a strategy 5 GB of them, and says so', async () => {
    const storage = memoryStorage()
    const own = await startApp({ storage })
    const here = await Wiki.begin(own)
    const [full, other] = [await here.page(), await here.page()]
    const { id: _, ...like } = await send(here.aino.browser, full, text('words'))
    const partition = `files-${here.strategy}`
    const put = (over: object) => {
      const id = newId(fileId)
      const value = { ...like, type: 'application/octet-stream', id, ...over }
      return storage.catalogue.transact(partition, [{ do: 'put', collection: 'files', id, value }])
    }
    for (let n = 1; n < 500; n += 1) await put({})
    const refused = await trySending(here.aino.browser, full, text('words'))
    expect([refused.status, refused.error?.details]).toEqual([413, { full: 'page' }])
    const file = await send(here.aino.browser, other, text('words'))
    await put({ size: 5_000_000_000 - 501 * 5 - 3, page: other })
    const much = await trySending(here.aino.browser, other, text('words'))
    expect([much.status, much.error?.details]).toEqual([413, { full: 'strategy' }])
    const copy = { page: other, file: file.id }
    const copied = await here.aino.browser.tries('copyFile', { params: { id: other }, body: copy })
    expect(copied.error?.details).toEqual({ full: 'strategy' })
    await send(here.aino.browser, other, text('abc'))
    expect(await storage.files.ids()).toHaveLength(3)
  })
})

test('[F44] what cannot be stored is refused as such, leaves nothing, and pages go on', async () => {
  const storage = memoryStorage()
  const own = await startApp({ storage })
  const here = await Wiki.begin(own)
  const at = await here.page()
  const { files, catalogue } = storage
  const failing = () => Promise.reject(new StorageFailed('made to fail'))
  const [receive, transact] = [files.receive, catalogue.transact]
  for (const bytes of [text('words'), await picture('png').toBuffer()]) {
    Object.assign(files, { receive: failing })
    const first = await trySending(here.aino.browser, at, bytes)
    expect([first.status, first.error?.code]).toEqual([503, 'storage-unavailable'])
    Object.assign(files, { receive })
    Object.assign(catalogue, { transact: failing })
    const second = await trySending(here.aino.browser, at, bytes)
    expect([second.status, second.error?.code]).toEqual([503, 'storage-unavailable'])
    Object.assign(catalogue, { transact })
    expect(await files.ids()).toEqual([])
  }
  await here.page('Another page')
  await send(here.aino.browser, at, text('words'))
  expect(own.reported.map(({ error }) => error instanceof StorageFailed)).toEqual(
    Array.from({ length: 4 }, () => true),
  )
})

test('[F42] a page that begins as a copy of another has files of its own', async () => {
  const from = await wiki.page('Source')
  const mine = await send(aino(), from, await picture('png').toBuffer())
  const plan = await send(aino(), from, text('words'), 'plan.txt')
  const other = await wiki.page('Other')
  const theirs = await send(aino(), other, text('others'))
  const shows = (type: string, at: string, file: string) => ({ type, attrs: { page: at, file } })
  const blocks = [
    shows('image', from, mine.id),
    { type: 'blockquote', content: [shows('file', from, plan.id)] },
    shows('image', from, mine.id),
    shows('file', other, theirs.id),
    shows('file', from, newId(fileId)),
  ]
  const by = { author: wiki.aino.person.id, at: Date.now() }
  await appendBlocks(app.storage, from, blocks, by)
  const body = { language: 'fi', versionOf: { page: from, begin: 'copy' } } as const
  const made = await aino().does('makePage', { params: { id: wiki.strategy }, body })
  const { content } = await aino().does('getPageContent', { params: { id: made.id } })
  const shown = [...JSON.stringify(content).matchAll(/"page":"(\w+)","file":"(\w+)"/g)]
  const at = shown.map(([, of]) => (of === made.id ? 'made' : of))
  expect(at).toEqual(['made', 'made', 'made', other, from])
  const [first, second, third] = shown.map(([, , file]) => file ?? '')
  expect(third).toBe(first)
  expect((await aino().get(fileAt(made.id, second ?? ''))).text).toBe('words')
  expect((await aino().get(fileAt(made.id, first ?? ''))).headers.get('content-type')).toBe(
    'image/webp',
  )
})
