/** Editions over raw HTTP: what is sent, for how long it may be kept, and to whom. */
import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp, type RunningApp, throwReported } from '../support/app.ts'
import { bareRequest } from '../support/bare-request.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { pdfObjects, pdfTexts } from '../support/pdf-objects.ts'
import { publication, published, withdrawn } from '../support/published-wiki.ts'
import { Wiki } from '../support/wiki.ts'

let app: RunningApp
let wiki: Wiki
let page: string
beforeAll(async () => {
  app = await launchApp('', { storage: memoryStorage() })
  wiki = await Wiki.begin(app)
  page = await wiki.page('Goals of ours')
  await writeBlocks(wiki, page, [
    node('heading', { level: 2 }, 'What we aim at'),
    node(
      'paragraph',
      null,
      `Readers find the opening hours. ${'Words and more words. '.repeat(60)}`,
    ),
  ])
  await publication(wiki)
  await published(wiki, [page], { changeNote: 'The first edition.' })
})
afterAll(async () => {
  wiki.leave()
  await app.close()
  throwReported(app)
})

const home = '/published/viestinta/'
const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  bareRequest(app.url, { path, headers, method })
const bytesOf = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
  Buffer.from(await (await fetch(app.url + path, { headers })).arrayBuffer())

test('[P354] the current edition is asked for anew, a numbered one after five minutes, and what is named by its bytes never', async () => {
  const front = await get(home)
  expect(front.status).toBe(200)
  expect(front.text).toContain('Goals of ours')
  expect(front.headers['cache-control']).toBe('public, no-cache')
  const numbered = await get(`${home}1.0/`)
  expect(numbered.status).toBe(200)
  expect(numbered.headers['cache-control']).toBe('public, max-age=300')
  const style = /href="(style-[^"]+\.css)"/.exec(front.text)?.[1] ?? 'none'
  const styled = await get(`${home}${style}`)
  expect(styled.headers['content-type']).toBe('text/css; charset=utf-8')
  expect(styled.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  for (const { headers } of [front, numbered, styled]) {
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['vary']).toBe('Accept-Encoding')
  }
})

test('[P353] files come in the smallest encoding that is taken, and as “still the same” where they are known', async () => {
  const plain = await get(home)
  const tags = new Set([plain.headers.etag])
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const packed = await get(home, { 'Accept-Encoding': encoding })
    expect(packed.headers['content-encoding']).toBe(encoding)
    const length = Number(packed.headers['content-length'])
    expect(length).toBeLessThan(Number(plain.headers['content-length']) / 2)
    tags.add(packed.headers.etag)
    const tag = packed.headers.etag ?? ''
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await get(home, { 'Accept-Encoding': encoding, 'If-None-Match': known })
      expect([known, again.status, again.text]).toEqual([known, 304, ''])
      expect(again.headers.etag).toBe(tag)
      expect(again.headers['cache-control']).toBe('public, no-cache')
    }
    const other = await get(home, { 'Accept-Encoding': encoding, 'If-None-Match': '"other"' })
    expect(other.status).toBe(200)
    const raw = await rawBytes(home, encoding)
    expect(unpack(raw).toString()).toBe(plain.text)
  }
  expect(tags.size).toBe(3)
  const none = await get(home, { 'Accept-Encoding': 'br;q=0, identity' })
  expect(none.headers['content-encoding']).toBeUndefined()
})

test('[P353] HEAD says what GET would, without a body; nothing else is done to a file', async () => {
  for (const path of [home, `${home}1.0/`, `${home}search?q=hours`, `${home}none.html`]) {
    const [got, head] = [await get(path), await get(path, {}, 'HEAD')]
    const { date: _, ...headers } = got.headers
    const { date: __, ...others } = head.headers
    expect(head.text).toBe('')
    expect([path, head.status, others]).toEqual([path, got.status, headers])
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
    const answer = await get(`${home}1.0/index.html`, {}, method)
    expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, 'GET, HEAD'])
  }
})

test('[P352] whoever tries other ways than the written one finds nothing', async () => {
  const tried = [
    '/published',
    '/published/',
    '/published/unknown/',
    '/published/Viestinta/',
    `${home}9.9/`,
    `${home}1.0/../../../package.json`,
    `${home}..%2f..%2fpackage.json`,
    `${home}%2e%2e/package.json`,
    `${home}..\\package.json`,
    `${home}index.html%00`,
    `${home}%01`,
    `${home}//etc/passwd`,
    `${home}${'a'.repeat(5_000)}`,
    `${home}1.0/search`,
    `${home}1.0/feedback`,
    `${home}__proto__`,
    `${home}constructor`,
    `${home}enter/${'x'.repeat(43)}`,
  ]
  const answers = new Set<string>()
  for (const path of tried) {
    const answer = await get(path)
    expect([path, answer.status]).toEqual([path, 404])
    answers.add(answer.text)
  }
  // In one that they may read, whoever went astray is led to its front page, and told no more.
  expect(answers.size).toBe(2)
  const [text = '', inIt = ''] = answers
  expect(text).not.toContain('href')
  expect(inIt).toContain(`<a href="${home}">`)
  expect(text).toContain('There is nothing here')
  expect(text).not.toMatch(/viestinta|Our strategy/)
})

test('[P352] an address without its slash leads to the one with it, and what is nothing speaks the reader’s language', async () => {
  const short = await get('/published/viestinta')
  expect([short.status, short.headers.location]).toEqual([308, home])
  const numbered = await get('/published/viestinta/1.0?from=mail')
  expect(numbered.headers.location).toBe(`${home}1.0/?from=mail`)
  const finnish = await get('/published/unknown/', { 'Accept-Language': 'fi-FI,fi;q=0.9' })
  expect(finnish.headers['content-language']).toBe('fi')
  expect(finnish.text).toContain('Täällä ei ole mitään')
})

test('[P355] pages run nothing, fetch nothing from elsewhere and stand in no frame but those on the list', async () => {
  const { headers } = await get(home)
  expect(String(headers['content-security-policy']).split('; ')).toEqual([
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ])
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('same-origin')
  expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  expect(headers['x-frame-options']).toBeUndefined()
  expect(headers['strict-transport-security']).toBeUndefined()
  await publication(wiki, { embedding: ['https://intranet.example.org', 'https://*.example.fi'] })
  const framed = await get(home)
  expect(framed.headers['content-security-policy']).toContain(
    "frame-ancestors 'self' https://intranet.example.org https://*.example.fi",
  )
  expect(framed.headers['x-frame-options']).toBeUndefined()
  const missing = await get('/published/unknown/')
  expect(missing.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(missing.headers['content-security-policy']).toMatch(/style-src 'sha256-[^']+';/)
  await publication(wiki)
})

test('[P363] what is looked for is found without scripts, and is text whatever it is', async () => {
  const found = await get(`${home}search?q=hour`)
  expect(found.status).toBe(200)
  expect(found.text).toContain('<mark>hours</mark>')
  expect(found.text).toContain('href="goals-of-ours.html#t-what-we-aim-at-1"')
  expect(found.headers['x-robots-tag']).toBe('noindex')
  expect(found.headers['cache-control']).toBe('public, no-cache')
  const empty = await get(`${home}search`)
  expect(empty.text).toContain('Type a word or two')
  const nothing = await get(`${home}search?q=unheardof`)
  expect(nothing.text).toContain('Nothing was found for “unheardof”')
  for (const q of ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'&#39;&lt;"]) {
    const { text } = await get(`${home}search?q=${encodeURIComponent(q)}`)
    expect(text).not.toMatch(/<script|<img|onerror=alert\(1\)>/)
  }
  const long = await get(`${home}search?q=${'hour%20'.repeat(130)}`)
  expect(long.status).toBe(200)
  expect(/value="([^"]*)"/.exec(long.text)?.[1]?.length).toBeLessThanOrEqual(200)
  const broken = await get(`${home}search?q=%ff%fe&q=2`)
  expect(broken.status).toBe(200)
})

test('[P503] what is found leads to the heading it stands under, and what is above all to its page', async () => {
  for (const [q, way] of [
    ['hour', 'goals-of-ours.html#t-what-we-aim-at-1'],
    ['aim', 'goals-of-ours.html#t-what-we-aim-at-1'],
    ['goals', 'goals-of-ours.html'],
  ] as const) {
    const { text } = await get(`${home}search?q=${q}`)
    const ways = [...text.matchAll(/<li[^>]*><p><a href="([^"]*)"/g)].map(([, href]) => href)
    expect([q, ways]).toEqual([q, [way]])
    const [file = '', id] = way.split('#')
    const there = await get(`${home}${file}`)
    expect(there.status).toBe(200)
    if (id !== undefined) expect(there.text).toContain(` id="${id}"`)
  }
})

test('[P365] the same edition on paper stands beside its pages', async () => {
  const answer = await get(`${home}edition.pdf`)
  expect(answer.headers['content-type']).toBe('application/pdf')
  const first = await bytesOf(`${home}edition.pdf`)
  expect(first.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await bytesOf(`${home}1.0/edition.pdf`)).equals(first)).toBe(true)
  const { etag } = answer.headers
  expect((await get(`${home}edition.pdf`, { 'If-None-Match': etag ?? '' })).status).toBe(304)
  expect(pdfTexts(pdfObjects(first), 'Title')).toContain('Our strategy')
})

test('[P360] a newer edition stands at the address at once, and the one before says so at its own', async () => {
  const before = await get(`${home}1.0/`)
  await writeBlocks(wiki, page, [node('paragraph', null, 'Newer words.')])
  await published(wiki, [page])
  const front = await get(`${home}goals-of-ours.html`)
  expect(front.text).toContain('Newer words.')
  const old = await get(`${home}1.0/`)
  expect(old.headers.etag).not.toBe(before.headers.etag)
  expect(old.text).toMatch(/superseded/i)
  expect((await get(`${home}1.0/goals-of-ours.html`)).text).not.toContain('Newer words.')
  expect((await get(`${home}1.0/`, { 'If-None-Match': before.headers.etag ?? '' })).status).toBe(
    200,
  )
  expect((await get(`${home}search?q=newer`)).text).toContain('<mark>Newer</mark>')
})

test('[P359] of what was taken back there is a notice at each address and nothing else', async () => {
  const edition = await published(wiki, [page], { step: 'major' })
  expect(edition.number).toBe('2.0')
  const style = /href="(style-[^"]+\.css)"/.exec((await get(`${home}2.0/`)).text)?.[1] ?? 'none'
  await withdrawn(wiki, edition, 'It named the wrong day.')
  for (const name of ['', 'index.html', 'goals-of-ours.html', 'edition.pdf', 'none', 'files/x']) {
    const answer = await get(`${home}2.0/${name}`)
    expect([name, answer.status]).toEqual([name, 410])
    expect(answer.text).toContain('It named the wrong day.')
    expect(answer.text).not.toMatch(/opening hours/)
  }
  expect((await get(`${home}2.0/${style}`)).headers['content-type']).toMatch(/^text\/css/)
  // The one before is the current one again.
  expect((await get(home)).text).toContain('Goals of ours')
  const scheduled = await published(wiki, [page], {
    step: 'major',
    publishAt: new Date(Date.now() + 3_600_000).toISOString(),
  })
  expect((await get(`${home}${scheduled.number}/`)).status).toBe(404)
  expect((await get(home)).text).not.toContain(scheduled.number)
})

/** What is sent, without being unpacked on the way. */
function rawBytes(path: string, encoding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asking = request(app.url + path, { headers: { 'Accept-Encoding': encoding } })
    asking.on('error', reject).on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve(Buffer.concat(parts)))
    })
    asking.end()
  })
}
