/** Requests that no honest browser makes, and what other sites can make an honest one do. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { endpoints } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { newId, pageId } from '#contract/ids.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { type BareAnswer, bareRequest, upgradeHeaders } from '../support/bare-request.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { Browser, emailOf, join, password, setUp } from '../support/person.ts'

const all: readonly (readonly [string, Endpoint])[] = Object.entries(endpoints)
const somewhere = (at: string) => at.replace(/:\w+/g, () => newId(pageId))
const codeOf = ({ text }: BareAnswer) => /"code":"([\w-]+)"/.exec(text)?.[1]

/** What gives away how the server is made, or where it stands. */
const telling = /node_modules|\.[cm]?[jt]s\b|at \w+ \(|Error:|\/work\/|\/home\/|express/

/** A server with a page, its administrator's cookie, and what opens a socket. */
async function begin(app: RunningApp) {
  const aino = await setUp(app)
  const { id, pages } = await aino.browser.does('makeStrategy', { body: { name: 'Ours' } })
  const sockets = ['/api/events', `/collab/${pages[0]}`]
  return { aino, cookie: aino.browser.cookie ?? '', strategy: id, sockets }
}

const foreignOrigins = (app: RunningApp): readonly Readonly<Record<string, string | null>>[] => [
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { Origin: `${app.url}.evil.example` },
  { Origin: `http://evil.example@127.0.0.1:1` },
  { Origin: 'http://127.0.0.1' },
  { Origin: 'http://127.0.0.1:1' },
  { Origin: `http://localhost:${app.port}` },
  { Origin: app.url.replace('http', 'ftp') },
  { Origin: `${app.url}, https://evil.example` },
  { Origin: app.url.slice(0, -1) },
  { Origin: app.url, Host: 'evil.example' },
]

test('[A53] pages of other sites change nothing, through whichever endpoint', async () => {
  const app = await startApp({ storage: memoryStorage(), clock: slowClock() })
  const { cookie, sockets } = await begin(app)
  const byForms = [
    { Origin: null, 'Sec-Fetch-Site': 'cross-site' },
    { Origin: null, 'Sec-Fetch-Site': 'same-site' },
  ]
  // What a secret in the path alone is asked for (M65) knows no other site and no cookie.
  const changing = all.filter(([, { method, oneClick }]) => method !== 'GET' && !oneClick)
  expect(changing.length).toBeGreaterThan(30)
  for (const [name, { method, path: at }] of changing) {
    const ask = (headers: Readonly<Record<string, string | null>>) =>
      bareRequest(app.url, {
        method,
        path: somewhere(at),
        headers: { ...headers, 'Content-Type': 'application/json' },
        ...(method !== 'DELETE' && { body: '{}' }),
      })
    for (const origin of [...foreignOrigins(app), ...byForms]) {
      const answer = await ask({ ...origin, Cookie: cookie })
      const told = [name, origin, answer.status, codeOf(answer)]
      expect(told).toEqual([name, origin, 403, 'foreign-origin'])
      expect([name, answer.headers['access-control-allow-origin']]).toEqual([name, undefined])
    }
    const stranger = await ask({ Origin: 'https://evil.example' })
    expect([name, codeOf(stranger)]).toEqual([name, 'foreign-origin'])
  }
  for (const [name, { method, path: at }] of all) {
    if (method !== 'GET') continue
    const headers = { Origin: 'https://evil.example', Cookie: cookie }
    const answer = await bareRequest(app.url, { path: somewhere(at), headers })
    expect([name, answer.headers['access-control-allow-origin']]).toEqual([name, undefined])
  }
  for (const at of sockets) {
    for (const headers of [...foreignOrigins(app), { Origin: null }]) {
      const request = { path: at, headers: { ...upgradeHeaders, ...headers, Cookie: cookie } }
      expect([headers, (await bareRequest(app.url, request)).status]).toEqual([headers, 403])
    }
    const own = { ...upgradeHeaders, Cookie: cookie, Origin: app.url }
    expect((await bareRequest(app.url, { path: at, headers: own })).status).toBe(101)
  }
  expect(app.reported).toEqual([])
})

/** A clock by which nobody asks for too much at once. */
function slowClock(): () => number {
  const began = Date.now()
  let asked = 0
  return () => began + (asked += 1) * 100
}

test('[A54] cookies that are cut, doubled, ended, foreign or long open nothing', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const other = await startApp({ storage: memoryStorage() })
  const { cookie, sockets } = await begin(app)
  const foreign = await begin(other)
  const ended = new Browser(app)
  await ended.signIn(emailOf('Aino'))
  const endedCookie = ended.cookie ?? ''
  await ended.does('signOut')
  const secret = cookie.split('=')[1] ?? ''
  const places = ['/api/session', '/api/sessions', ...sockets]
  const statuses = async (Cookie: string) => {
    const found = []
    for (const at of places) {
      const upgrade = sockets.includes(at) ? upgradeHeaders : {}
      const headers = { ...upgrade, Cookie, Origin: app.url }
      found.push((await bareRequest(app.url, { path: at, headers })).status)
    }
    return found
  }
  expect(await statuses(cookie)).toEqual([200, 200, 101, 101])
  // Among others, and with the attributes that only a server says.
  expect(await statuses(`theme=dark; ${cookie}; x=y`)).toEqual([200, 200, 101, 101])
  for (const wrong of [
    cookie.slice(0, -1),
    cookie.slice(0, 20),
    `${cookie}x`,
    `${cookie}${secret}`,
    `talkoot=wrong; ${cookie}`,
    `talkoot="${secret}"`,
    `talkoot=${encodeURIComponent(`${secret};`)}`,
    `talkoot =; Talkoot=${secret}`,
    `$Version=1; talkoot2=${secret}`,
    endedCookie,
    foreign.cookie,
    `talkoot=${'x'.repeat(12_000)}`,
    `${'a=b; '.repeat(2_000)}talkoot=x`,
  ]) {
    expect([wrong.slice(0, 60), await statuses(wrong)]).toEqual([
      wrong.slice(0, 60),
      [401, 401, 401, 401],
    ])
  }
  const longer = await bareRequest(app.url, {
    path: '/api/session',
    headers: { Cookie: `talkoot=${'x'.repeat(60_000)}` },
  })
  expect([longer.status, longer.text]).toEqual([431, ''])
  expect([...app.reported, ...other.reported]).toEqual([])
})

test('[A55] every kind of answer carries the headers that hold a browser back', async () => {
  const storage = memoryStorage()
  const client = path.join(inject('dist'), 'client')
  const app = await startApp({ storage, config: { client } })
  const { cookie, sockets } = await begin(app)
  const html = await readFile(path.join(client, 'index.html'), 'utf8')
  const asset = /src="([^"]+)"/.exec(html)?.[1] ?? ''
  const own = { Cookie: cookie, Origin: app.url, 'Content-Type': 'application/json' }
  const post = { method: 'POST', path: '/api/strategies', headers: own }
  const page = { Accept: 'text/html' }
  const api: readonly (readonly [number, Parameters<typeof bareRequest>[1]])[] = [
    [200, { path: '/api/session', headers: own }],
    [204, { method: 'DELETE', path: '/api/sessions', headers: own }],
    [400, { ...post, body: '{"name":' }],
    [400, { ...post, body: '{}' }],
    [401, { path: '/api/session' }],
    [403, { ...post, headers: { ...own, Origin: 'null' }, body: '{}' }],
    [404, { path: `/api/pages/${newId(pageId)}`, headers: own }],
    [404, { path: '/api/nothing' }],
    [404, { method: 'OPTIONS', path: '/api/session' }],
    [413, { ...post, body: JSON.stringify({ name: 'x'.repeat(1_100_000) }) }],
    [404, { path: '/assets/nothing.js' }],
    [404, { path: '/api/%' }],
    [404, { path: '/api/%00' }],
  ]
  const others: typeof api = [
    [200, { path: '/', headers: page }],
    [200, { path: '/pages/abc', headers: page }],
    [200, { path: `/${asset.replace(/^\.?\//, '')}` }],
    [200, { method: 'HEAD', path: '/', headers: page }],
    [200, { path: '/api/openapi.json' }],
    [200, { path: '/healthz' }],
    [200, { path: '/readyz' }],
    [200, { path: '/metrics' }],
    [200, { path: '/sw.js' }],
  ]
  for (const [status, asked] of [...api, ...others]) {
    const answer = await bareRequest(app.url, asked)
    expect([asked, answer.status]).toEqual([asked, status])
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'self';(?!.*unsafe).*object-src 'none'.*frame-ancestors 'none'/,
      ),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    for (const name of ['x-powered-by', 'server', 'location', 'access-control-allow-origin']) {
      expect([asked, name, answer.headers[name]]).toEqual([asked, name, undefined])
    }
    if (answer.status >= 400) expect(answer.text).not.toMatch(telling)
  }
  for (const [, asked] of api) {
    expect((await bareRequest(app.url, asked)).headers['cache-control']).toBe('no-store')
  }
  for (const at of [...sockets, '/nothing', '/collab/nothing']) {
    const refused = await bareRequest(app.url, { path: at, headers: upgradeHeaders })
    expect([401, 404]).toContain(refused.status)
    expect(refused.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    })
    expect(refused.text).toBe('')
  }
  storage.catalogue.partitions = () => Promise.reject(new Error('at /var/lib/secret.ts'))
  const failed = await bareRequest(app.url, { path: '/api/strategies', headers: own })
  expect([failed.status, failed.headers['cache-control']]).toEqual([500, 'no-store'])
  expect(failed.headers['content-security-policy']).toContain("default-src 'self'")
  expect(failed.text).not.toMatch(/secret|var/)
})

test('[A55] the page itself has nothing inline, and over https says so for a year', async () => {
  const html = await readFile(path.join(inject('dist'), 'client', 'index.html'), 'utf8')
  expect(html).toMatch(/<script[^>]* src="/)
  expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:/i)
  const config = { publicUrl: new URL('https://wiki.example.org') }
  const app = await startApp({ storage: memoryStorage(), config })
  const { headers } = await bareRequest(app.url, { path: '/api/setup' })
  expect(headers).toMatchObject({
    'strict-transport-security': 'max-age=31536000',
    'cross-origin-opener-policy': 'same-origin',
  })
})

test('[A56] nothing that a request calls the server gets into an answer, nor leads elsewhere', async () => {
  const client = path.join(inject('dist'), 'client')
  const named = {
    Host: 'evil.example',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Prefix': '/evil.example',
    'X-Original-URL': '/evil.example',
    Forwarded: 'host=evil.example;proto=https',
    Referer: 'https://evil.example/',
  }
  const places = [
    '/',
    '/pages/abc',
    '/api/openapi.json',
    '/api/setup',
    '/api/session',
    '/nothing.txt',
    '//evil.example',
    '//evil.example/%2e%2e',
    '/\\evil.example',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/https://evil.example',
    'http://evil.example/',
    'http://evil.example/api/setup',
    '/sign-in?back=//evil.example',
    '/?next=https://evil.example',
    '/api',
    '/api/',
    '/assets',
    '/collab',
  ]
  for (const publicUrl of [null, new URL('https://wiki.example.org/wiki')]) {
    const basePath = publicUrl ? '/wiki' : ''
    const config = { client, publicUrl, basePath }
    const app = await startApp({ storage: memoryStorage(), config })
    for (const at of places) {
      const answer = await bareRequest(app.url, {
        path: at,
        headers: { ...named, Accept: 'text/html' },
      })
      expect([at, [200, 401, 404]]).toEqual([at, expect.arrayContaining([answer.status])])
      const { 'content-security-policy': policy, ...headers } = answer.headers
      expect(`${JSON.stringify(headers)} ${answer.text}`).not.toContain('evil.example')
      // Without a public address the policy has to name the host that was asked for its sockets.
      const about = String(policy).replace(/connect-src [^;]*/, publicUrl ? '$&' : '')
      expect(about).not.toContain('evil.example')
    }
    for (const Host of ["x; script-src * 'unsafe-inline'", 'x y', 'ä', '', '<b>']) {
      const encoded = Buffer.from(Host, 'utf8').toString('latin1')
      const { headers } = await bareRequest(app.url, { path: '/', headers: { Host: encoded } })
      expect(headers['content-security-policy'] ?? "connect-src 'self'").not.toMatch(
        /unsafe|script-src \*|<b>|x y/,
      )
    }
    expect(app.reported).toEqual([])
  }
})

test('[A57] methods that an address does not have are answered like addresses that are not there', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const { cookie } = await begin(app)
  const absent = await bareRequest(app.url, { path: '/api/nothing' })
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE']
  const paths = new Map<string, Set<string>>([['/api/openapi.json', new Set(['GET'])]])
  for (const [, { method, path: at }] of all) {
    paths.set(at, new Set([...(paths.get(at) ?? []), method]))
  }
  for (const at of ['/', '/healthz', '/metrics', '/assets/x.js']) paths.set(at, new Set(['GET']))
  for (const [at, has] of paths) {
    for (const method of methods) {
      if (has.has(method)) continue
      const headers = {
        Cookie: cookie,
        Origin: app.url,
        'Access-Control-Request-Method': 'POST',
        'X-Secret': 'echoed',
      }
      const answer = await bareRequest(app.url, { method, path: somewhere(at), headers })
      expect([method, at, answer.status, answer.text]).toEqual([method, at, 404, absent.text])
      expect(answer.headers['allow']).toBeUndefined()
    }
  }
  // What a form may pretend to be counts for nothing.
  const pretended = await bareRequest(app.url, {
    method: 'POST',
    path: '/api/session?_method=DELETE',
    headers: {
      Cookie: cookie,
      Origin: app.url,
      'Content-Type': 'application/json',
      'X-HTTP-Method-Override': 'DELETE',
    },
    body: JSON.stringify({ email: 'nobody@example.org', password, _method: 'DELETE' }),
  })
  expect([pretended.status, codeOf(pretended)]).toEqual([401, 'wrong-credentials'])
  const still = await bareRequest(app.url, { path: '/api/session', headers: { Cookie: cookie } })
  expect(still.status).toBe(200)
  expect(app.reported).toEqual([])
})

test('[A58] bodies that are spoilt, deep, large or doubled are refused or read in one way', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const { cookie } = await begin(app)
  const post = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
    bareRequest(app.url, {
      method: 'POST',
      path: '/api/strategies',
      headers: { Cookie: cookie, Origin: app.url, 'Content-Type': 'application/json', ...headers },
      body,
    })
  const name = '"name":"Fine"'
  const deep = (open: string, close: string, inner = '1', times = 100_000) =>
    open.repeat(times) + inner + close.repeat(times)
  const nulls = Buffer.alloc(100 * 1024 * 1024)
  const table: readonly (readonly [string, number, string | Buffer, Record<string, string>?])[] = [
    ['nothing', 400, ''],
    ['deep arrays', 400, deep('[', ']')],
    ['deep objects', 400, deep('{"a":', '}')],
    ['a deep name', 400, `{"name":${deep('[', ']')}}`],
    ['depth beside the name', 201, `{${name},"x":${deep('[', ']')}}`],
    ['cut', 400, `{${name}`],
    ['two values', 400, `{${name}}{${name}}`],
    ['a comment', 400, `{${name}/**/}`],
    ['a number too large', 400, '{"name":1e999}'],
    ['a lone surrogate', 400, '{"name":"\\ud800"}'],
    ['bytes that are not UTF-8', 201, Buffer.from([...Buffer.from('{"name":"'), 0xff, 0x22, 0x7d])],
    [
      'UTF-16, said to be so',
      201,
      Buffer.from(`{${name}}`, 'utf16le'),
      { 'Content-Type': 'application/json; charset=utf-16' },
    ],
    [
      'a charset nobody knows',
      400,
      `{${name}}`,
      { 'Content-Type': 'application/json; charset=evil' },
    ],
    ['no type', 400, `{${name}}`, { 'Content-Type': '' }],
    ['JSON of another name', 400, `{${name}}`, { 'Content-Type': 'application/jsonp' }],
    ['two types', 400, `{${name}}`, { 'Content-Type': 'text/plain, application/json' }],
    ['compressed', 201, gzipSync(`{${name}}`), { 'Content-Encoding': 'gzip' }],
    ['a bomb', 413, gzipSync(nulls), { 'Content-Encoding': 'gzip' }],
    ['compressed in no way', 400, `{${name}}`, { 'Content-Encoding': 'gzip' }],
    ['compressed in an unknown way', 400, `{${name}}`, { 'Content-Encoding': 'evil' }],
    [
      'an endless one in pieces',
      413,
      `{"name":"${'x'.repeat(1_100_000)}"}`,
      { 'Transfer-Encoding': 'chunked' },
    ],
  ]
  for (const [what, status, body, headers] of table) {
    const since = performance.now()
    const answer = await post(body, headers)
    expect([what, answer.status]).toEqual([what, status])
    if (status >= 400)
      expect([what, codeOf(answer)]).toEqual([what, status === 413 ? 'too-large' : 'invalid-input'])
    expect(answer.text).not.toMatch(telling)
    expect([what, performance.now() - since < 2_000]).toEqual([what, true])
  }
  const doubled = await post('{"name":"First","everyone":null,"name":"Last"}')
  expect(JSON.parse(doubled.text)).toMatchObject({ name: 'Last', everyone: null })
  const polluting = await post(
    `{${name},"__proto__":{"everyone":"facilitator","polluted":1},` +
      '"constructor":{"prototype":{"polluted":1}}}',
  )
  expect(JSON.parse(polluting.text)).toMatchObject({ everyone: 'editor' })
  const only = await post('{"__proto__":{"name":"Inherited"}}')
  expect(only.status).toBe(400)
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(app.reported).toEqual([])
})

test('[A59] names get into no header', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const { aino } = await begin(app)
  for (const spoilt of ['a\r\nSet-Cookie: injected=1', 'a\nb', 'a\u0000b', 'a\u2028b', '\u0085']) {
    const answers = [
      await aino.browser.tries('makeStrategy', { body: { name: spoilt } }),
      await aino.browser.tries('makeToken', { body: { name: spoilt } }),
      await aino.browser.tries('changeMe', { body: { name: spoilt } }),
      await aino.browser.tries('addUnit', { body: { name: spoilt } }),
      await aino.browser.tries('addPerson', {
        body: { name: spoilt, email: 'somebody@example.org', password },
      }),
    ]
    for (const { error, status } of answers) {
      expect([spoilt, status, error?.code]).toEqual([spoilt, 400, 'invalid-input'])
    }
  }
  const berit = await join(aino, 'Berit')
  const name = 'injected"; x=1, <script> %0d%0aSet-Cookie: injected=1'
  await berit.browser.does('changeMe', { body: { name } })
  await berit.browser.does('makeStrategy', { body: { name } })
  let asked = 0
  for (const [, { method, path: at }] of all) {
    if (method !== 'GET' || at.includes(':')) continue
    const { headers } = await berit.browser.get(at)
    expect([...headers].map((line) => line.join(': ')).join('\n')).not.toContain('injected')
    asked += 1
  }
  expect(asked).toBeGreaterThan(8)
})
