/** Editions taken along, drafts that are looked at, and addresses under a prefix. */
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp, type RunningApp, startApp, throwReported } from '../support/app.ts'
import { bareRequest } from '../support/bare-request.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { send } from '../support/page-files.ts'
import { join } from '../support/person.ts'
import { picture } from '../support/pictures.ts'
import { asked, publication, published, withdrawn } from '../support/published-wiki.ts'
import { type Member, Wiki } from '../support/wiki.ts'

const titles = ['../../x', 'CON', '', 'index', '<b>Ä&ö</b>', 'a'.repeat(300), '戦略', 'index']

let app: RunningApp
let wiki: Wiki
let reader: Member
let pages: readonly string[]
beforeAll(async () => {
  app = await launchApp('', { storage: memoryStorage() })
  wiki = await Wiki.begin(app)
  reader = await wiki.person('Berit', 'reader')
  const made: string[] = []
  for (const [place, title] of titles.entries()) {
    const page = await wiki.page(title.slice(0, 120) || 'To be emptied')
    await writeBlocks(wiki, page, [node('paragraph', null, `Said on page ${place}.`)])
    made.push(page)
  }
  pages = made
  const [first = ''] = made
  const shown = await send(wiki.aino.browser, first, await picture('png').toBuffer(), 'a.png')
  await writeBlocks(wiki, first, [
    node('image', { file: shown.id, page: first, alt: 'Two halves', width: 64, height: 48 }),
  ])
  await publication(wiki)
})
afterAll(async () => {
  wiki.leave()
  await app.close()
  throwReported(app)
})

const home = '/published/viestinta/'
const exported = (who: Pick<Member, 'browser'>, edition: string, format: string) =>
  who.browser.tries('exportEdition', { params: { id: wiki.strategy, edition, format } })

test('[P364] whatever pages are called, a zip unpacks into its folder and leads from page to page', async () => {
  const { id, number } = await published(wiki, pages)
  const answer = await exported(reader, id, 'zip')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''Our%20strategy%20${number}.zip`,
  )
  const files = unzipSync(answer.bytes)
  const names = Object.keys(files)
  for (const name of names) {
    expect(name).toMatch(/^(?:[a-z0-9-]+\/)?[a-z0-9][a-z0-9.-]*\.(?:html|css|png|webp|pdf)$/)
    expect(name).not.toMatch(/\.\.|(?:^|\/)(?:con|nul|aux|prn)\./)
  }
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  expect(strFromU8(files['edition.pdf']?.subarray(0, 5) ?? new Uint8Array())).toBe('%PDF-')
  const texts = names.filter((name) => name.endsWith('.html') && !name.startsWith('paste/'))
  const said = texts.map((name) => strFromU8(files[name] ?? new Uint8Array()))
  for (const place of titles.keys()) {
    expect(said.filter((text) => text.includes(`Said on page ${place}.`)).length).toBeGreaterThan(0)
  }
  for (const [at, text] of said.entries()) {
    // Nothing needs the server: neither a form nor a file that did not come along.
    expect([texts[at], /<form/.test(text)]).toEqual([texts[at], false])
    for (const [, way = ''] of text.matchAll(/\s(?:href|src)="([^"#]+)/g)) {
      if (!/^https?:/.test(way)) expect(names, texts[at]).toContain(way)
    }
  }
})

test('[P502] the pages of a zip lead to the PDF beside them, and open from a disk', async () => {
  const { id } = await published(wiki, pages)
  const files = unzipSync((await exported(reader, id, 'zip')).bytes)
  for (const [name, bytes] of Object.entries(files)) {
    if (!name.endsWith('.html') || name.startsWith('paste/')) continue
    const text = strFromU8(bytes)
    // The poster of rules has nothing but them.
    expect([name, text.includes('href="edition.pdf"')]).toEqual([name, name !== 'rules.html'])
    expect([name, text.includes("style-src 'self' file:")]).toEqual([name, true])
  }
  // What is served never fetches from a disk.
  for (const path of [home, `${home}1.0/`]) {
    const { text } = await bareRequest(app.url, { path })
    expect(text).toContain('href="edition.pdf"')
    expect(text).not.toContain('file:')
  }
})

test('[P366] an edition can be pasted: its pages as elements alone', async () => {
  const { editions } = await wiki.aino.browser.does('listEditions', {
    params: { id: wiki.strategy },
  })
  const { bytes, headers, text } = await exported(reader, editions[0]?.id ?? '', 'paste')
  expect(bytes.length).toBeGreaterThan(0)
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/)
  expect(headers.get('cache-control')).toBe('private, no-cache')
  for (const place of titles.keys()) expect(text).toContain(`Said on page ${place}.`)
  expect(text).not.toMatch(/<(?:script|style|link|svg|form)|\s(?:class|style|on\w+)=/)
})

test('[P504] an edition to be pasted is shown, and saved under its name', async () => {
  const { id, number } = await published(wiki, pages)
  const { headers } = await exported(reader, id, 'paste')
  expect(headers.get('content-disposition')).toBe(
    `inline; filename*=UTF-8''Our%20strategy%20${number}.html`,
  )
})

test('[P367] a draft is looked at as it would be published, by who is asked and who may read all of it', async () => {
  const [first = '', second = ''] = pages
  const stranger = await join(wiki.aino, 'Carl')
  await wiki.aino.browser.does('changePageAccess', {
    params: { id: second },
    body: { narrowed: { others: null, named: [] } },
  })
  const open = await asked(wiki, [first])
  const narrowed = await asked(wiki, [first, second])
  const look = (who: Pick<Member, 'browser'>, approval: string, file = 'index.html') =>
    who.browser.tries('previewApproval', { params: { id: wiki.strategy, approval, file } })
  const everybody = [wiki.aino, reader, stranger]
  const statuses = async (approval: string) =>
    Promise.all(everybody.map(async (who) => (await look(who, approval)).status))
  expect(await statuses(open.id)).toEqual([200, 200, 404])
  expect(await statuses(narrowed.id)).toEqual([200, 404, 404])

  const { headers, text } = await look(reader, open.id)
  expect(text).toMatch(/draft/i)
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(headers.get('content-security-policy')).not.toContain('sandbox')
  expect(headers.get('cache-control')).toBe('private, no-cache')
  const style = /href="(style-[^"]+\.css)"/.exec(text)?.[1] ?? ''
  expect((await look(reader, open.id, style)).headers.get('content-type')).toMatch(/^text\/css/)
  for (const name of ['none.html', '..%2f..%2fx', 'feed.atom', 'edition.pdf']) {
    expect([name, (await look(reader, open.id, name)).status]).toEqual([name, 404])
  }
  const page = [...text.matchAll(/href="([a-z0-9-]+\.html)"/g)].map(([, name = '']) => name)
  const texts = await Promise.all(
    page.map(async (name) => (await look(reader, open.id, name)).text),
  )
  const shown = /src="files\/([^"]+)"/.exec(texts.join(''))?.[1] ?? 'none'
  const params = { id: wiki.strategy, approval: open.id, file: shown }
  const image = await reader.browser.tries('previewApprovalFile', { params })
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/webp'])
})

test('[P368] who may take an edition along is who it is open to, or who may read all of it', async () => {
  const [first = '', second = ''] = pages
  const { id } = await published(wiki, [first, second])
  const status = async (who: Pick<Member, 'browser'>) => (await exported(who, id, 'paste')).status
  expect(await status(reader)).toBe(200)
  await publication(wiki, { reach: 'link' })
  // The second page is not for everybody who reads the strategy.
  expect([await status(reader), await status(wiki.aino)]).toEqual([404, 200])
  await publication(wiki)
  const later = new Date(Date.now() + 3_600_000).toISOString()
  const scheduled = await published(wiki, [first], { publishAt: later })
  expect((await exported(wiki.aino, scheduled.id, 'zip')).status).toBe(404)
  await wiki.aino.browser.does('cancelEdition', {
    params: { id: wiki.strategy, edition: scheduled.id },
  })
  const back = await published(wiki, [first])
  await withdrawn(wiki, back)
  expect((await exported(wiki.aino, back.id, 'zip')).status).toBe(404)
})

test('[P361] who agrees to be named, and who does not any more, is told at once', async () => {
  const { browser } = wiki.aino
  const params = { id: wiki.strategy }
  const told = async () => {
    const { text } = await bareRequest(app.url, { path: `${home}how-this-was-made.html` })
    return /\bAino\b/.test(text)
  }
  expect(await told()).toBe(false)
  await browser.does('setConsent', { params, body: { named: true } })
  expect(await told()).toBe(true)
  await browser.does('setConsent', { params, body: { named: false } })
  expect(await told()).toBe(false)
})

test('[P370] under a path prefix everything leads to where it is reached, whoever takes the prefix off', async () => {
  const publicUrl = new URL('https://wiki.example.org/talkoot/')
  const config = { publicUrl, basePath: '/talkoot' }
  const prefixed = await startApp({ storage: memoryStorage(), config })
  const own = await Wiki.begin(prefixed)
  const page = await own.page('Goals')
  const { link } = await publication(own, { reach: 'link' })
  await published(own, [page])
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    bareRequest(prefixed.url, { path, headers })
  const entered = await get(`/talkoot${link}`)
  expect(entered.headers.location).toBe('/talkoot/published/viestinta/')
  const line = entered.headers['set-cookie']?.[0] ?? ''
  expect(line).toMatch(
    /^__Secure-talkoot-edition=.*; Path=\/talkoot\/published\/viestinta\/; .*; Secure$/,
  )
  const headers = { Cookie: line.split(';')[0] ?? '' }
  for (const before of ['', '/talkoot']) {
    const short = await get(`${before}/published/viestinta`, headers)
    expect([short.status, short.headers.location]).toEqual([308, '/talkoot/published/viestinta/'])
    const front = await get(`${before}/published/viestinta/`, headers)
    expect(front.status).toBe(200)
    expect(front.headers['strict-transport-security']).toBe('max-age=31536000')
    expect(front.text).toContain('https://wiki.example.org/talkoot/published/viestinta/')
  }
  expect((await get('/talkootpublished/viestinta/', headers)).text).not.toContain('Our strategy')
  await publication(own, { reach: 'signed-in' })
  expect((await get('/talkoot/published/viestinta/')).text).toContain(
    'href="/talkoot/sign-in?back=%2Fpublished%2Fviestinta%2F"',
  )
})

test('[P371] forms are asked only for who may read, and only of the current edition', async () => {
  await publication(wiki, { reach: 'link', newLink: true, feedbackDays: 14 })
  const ask = (path: string, method: string) => bareRequest(app.url, { path, method })
  for (const method of ['GET', 'POST']) {
    expect((await ask(`${home}feedback`, method)).status).toBe(404)
    expect((await ask(`${home}read`, method)).status).toBe(404)
  }
  await publication(wiki, { feedbackDays: 14 })
  expect((await ask(`${home}feedback`, 'GET')).status).toBe(200)
  expect((await ask(`${home}1.0/feedback`, 'GET')).status).toBe(404)
  await publication(wiki, { feedbackDays: null })
  expect((await ask(`${home}feedback`, 'GET')).status).toBe(404)
})
