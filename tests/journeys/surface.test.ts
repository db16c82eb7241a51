import { mkdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '../../server/contract/api.ts'
import { openApi } from '../../server/http/openapi.ts'
import { startApp, temporaryFolder } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { Browser, setUp } from '../support/person.ts'

test('[E1] errors have one shape, with a code that stays', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  for (const [method, path] of [
    ['GET', '/api/nothing'],
    ['DELETE', '/api/people'],
    ['GET', '/api/'],
    ['GET', '/collab/nothing'],
    ['POST', '/'],
  ] as const) {
    const answer = await aino.browser.ask(method, path)
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.body).toEqual({ error: { code: 'not-found', message: expect.any(String) } })
  }
})

test('[E2] a body is JSON, at most a megabyte, and said to be JSON', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const send = (body: string, type: string | null = 'application/json') =>
    aino.browser.ask('POST', '/api/strategies', body, { 'Content-Type': type })
  expect((await send('{"name": "Fine"}', 'application/json; charset=utf-8')).status).toBe(201)
  for (const [body, type] of [
    ['{"name": "Form"}', 'text/plain'],
    ['name=Form', 'application/x-www-form-urlencoded'],
    ['{"name": ', 'application/json'],
    ['null', 'application/json'],
    ['[]', 'application/json'],
    ['{"name": "Latin"}', 'application/json; charset=iso-8859-15'],
  ] as const) {
    const answer = await send(body, type)
    expect([body, answer.status, answer.error?.code]).toEqual([body, 400, 'invalid-input'])
  }
  const large = await send(JSON.stringify({ name: 'x'.repeat(1_100_000) }))
  expect(large.status).toBe(413)
  expect(large.error?.code).toBe('too-large')
  expect(app.reported).toEqual([])
})

test('[E3] what fails here is answered with an id that is in the log, and nothing else', async () => {
  const storage = memoryStorage()
  const app = await startApp({ storage })
  const aino = await setUp(app)
  storage.catalogue.partitions = () => Promise.reject(new Error('a secret path /var/lib/x'))
  const answer = await aino.browser.get('/api/strategies')
  expect(answer.status).toBe(500)
  const id = /error ([\w-]{36})/.exec(answer.error?.message ?? '')?.[1] ?? 'none'
  expect(answer.text).not.toContain('secret')
  expect(app.reported).toHaveLength(1)
  expect(app.reported[0]?.what).toContain(id)
})

test('[E4] alive, ready and figures', async () => {
  const storage = memoryStorage()
  const app = await startApp({ storage })
  const anyone = new Browser(app)
  expect((await anyone.get('/healthz')).body).toEqual({ ok: true })
  expect((await anyone.get('/readyz')).body).toEqual({
    ready: true,
    storage: 'writable',
    setUp: false,
  })
  const aino = await setUp(app)
  expect((await anyone.get('/readyz')).body).toMatchObject({ setUp: true })
  await aino.browser.does('makeStrategy', { body: { name: 'Our strategy' } })
  const metrics = (await anyone.get('/metrics')).text
  expect(metrics).toMatch(/talkoot_rooms \d/)
  expect(metrics).toMatch(
    /talkoot_http_seconds_count\{method="POST",route="\/api\/strategies",status="201"\} 1/,
  )
  expect(metrics).toContain('process_resident_memory_bytes')

  storage.fail('lost')
  const ready = await anyone.get('/readyz')
  expect(ready.status).toBe(503)
  expect(ready.body).toMatchObject({ ready: false, storage: 'not writable' })
  expect((await anyone.get('/healthz')).status).toBe(200)
})

test('[A30] the figures are for this machine and for whoever has their token', async () => {
  const token = 'a-token-for-the-figures'
  const app = await startApp({ config: { metricsToken: token } })
  const anyone = new Browser(app)
  const ask = async (headers: Record<string, string>, at = '/metrics') => {
    const { status, text } = await anyone.ask('GET', at, undefined, headers)
    return { status, text }
  }
  const absent = await ask({}, '/api/nothing')
  expect(absent.status).toBe(404)
  const forwarding = [
    { 'X-Forwarded-For': '127.0.0.1' },
    { Forwarded: 'for=127.0.0.1' },
    { 'X-Real-IP': '127.0.0.1' },
    { Via: '1.1 proxy' },
    { 'X-Forwarded-Proto': 'https' },
  ]
  for (const headers of forwarding) {
    expect(await ask(headers)).toEqual(absent)
    expect(await ask({ ...headers, Authorization: 'Bearer wrong' })).toEqual(absent)
    expect((await ask({ ...headers, Authorization: `Bearer ${token}` })).status).toBe(200)
  }
  expect((await ask({})).status).toBe(200)
  expect((await raw(app.port, 'localhost:1')).status).toBe(200)
  // A name that a foreign page made to lead here.
  expect((await raw(app.port, 'evil.example')).status).toBe(404)

  const without = await startApp()
  const none = new Browser(without)
  const tried = { 'X-Forwarded-For': '192.0.2.1', Authorization: 'Bearer ' }
  expect((await none.ask('GET', '/metrics', undefined, tried)).status).toBe(404)
})

/** Asks for the figures under this name of the host. */
function raw(port: number, host: string): Promise<{ readonly status: number }> {
  return new Promise((done, fail) => {
    const asked = request({ port, host: '127.0.0.1', path: '/metrics', headers: { host } })
    asked.once('error', fail)
    asked.once('response', (response) => {
      response.resume()
      done({ status: response.statusCode ?? 0 })
    })
    asked.end()
  })
}

const described = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'header']) })),
        requestBody: z.object({ required: z.boolean() }).optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
})

test('[E5] the API is described by the schemas that check it', async () => {
  const app = await startApp({ config: { publicUrl: new URL('https://example.org/wiki') } })
  const { body } = await new Browser(app).get('/api/openapi.json')
  expect(body).toEqual(JSON.parse(JSON.stringify(openApi('https://example.org/wiki'))))
  const { paths } = described.parse(body)
  for (const [name, { method, path: at, status }] of Object.entries(endpoints)) {
    const operation = paths[at.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    expect(operation?.operationId).toBe(name)
    expect(Object.keys(operation?.responses ?? {})).toEqual([String(status), 'default'])
    const named = [...at.matchAll(/:(\w+)/g)].map((match) => match[1])
    const inPath = operation?.parameters.filter((param) => param.in === 'path')
    expect(inPath?.map((param) => param.name)).toEqual(named)
  }
  expect(paths['/api/setup']?.['post']?.requestBody).toEqual({ required: true })
  expect(paths['/api/tokens']?.['post']?.requestBody).toEqual({ required: false })
  expect(paths['/api/pages/{id}/files']?.['post']?.requestBody).toEqual({ required: true })
  expect(paths['/api/tokens']?.['get']?.requestBody).toBeUndefined()

  // Every reference leads to something.
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)]
  expect(references.length).toBeGreaterThan(20)
  for (const [, reference = ''] of references) {
    let at: unknown = body
    for (const key of reference.split('/')) at = z.record(z.string(), z.unknown()).parse(at)[key]
    expect([reference, typeof at]).toEqual([reference, 'object'])
  }
})

async function clientFolder(): Promise<string> {
  const folder = await temporaryFolder()
  await mkdir(path.join(folder, 'assets'))
  const page =
    '<!doctype html><html><head><title>Talkoot</title>' +
    '<link rel="modulepreload" data-opens="pages" href="./assets/made-Bx3kQ9aZ.js">' +
    '<script type="module" src="./assets/main-Bx3kQ9aZ.js"></script></head><body></body></html>'
  await writeFile(path.join(folder, 'index.html'), page)
  await writeFile(path.join(folder, 'assets', 'main-Bx3kQ9aZ.js'), 'console.log(1)\n'.repeat(500))
  await writeFile(path.join(folder, 'assets', 'made-Bx3kQ9aZ.js'), 'console.log(2)\n'.repeat(500))
  await writeFile(path.join(folder, 'assets', 'made-Bx3kQ9aZ.js.br'), 'as the build made it')
  await writeFile(path.join(folder, 'sw.js'), '// worker')
  return folder
}

test('[E6] the client comes compressed, cached for ever where its name has a hash', async () => {
  const app = await startApp({ config: { client: await clientFolder() } })
  const ask = (at: string, headers: Record<string, string>) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
      (done, fail) => {
        request(`${app.url}${at}`, { headers }, (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () =>
            done({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(parts),
            }),
          )
        })
          .on('error', fail)
          .end()
      },
    )
  const script = '/assets/main-Bx3kQ9aZ.js'
  const br = await ask(script, { 'accept-encoding': 'gzip, deflate, br' })
  expect(br.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  })
  const gz = await ask(script, { 'accept-encoding': 'gzip' })
  const plain = await ask(script, {})
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(brotliDecompressSync(br.body)).toEqual(plain.body)
  // What the build has compressed is sent as it is, and has no address of its own.
  const { headers, body } = await ask('/assets/made-Bx3kQ9aZ.js', { 'accept-encoding': 'br' })
  expect([headers['content-encoding'], body.toString()]).toEqual(['br', 'as the build made it'])
  expect((await ask('/assets/made-Bx3kQ9aZ.js.br', {})).status).toBe(404)
  expect(gunzipSync(gz.body)).toEqual(plain.body)
  const again = await ask(script, { 'if-none-match': String(plain.headers['etag']) })
  expect(again.status).toBe(304)
  expect((await ask('/sw.js', {})).headers['cache-control']).toBe('no-cache')
  expect((await ask('/assets/gone-Bx3kQ9aZ.js', { accept: 'text/html' })).status).toBe(404)
  for (const name of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fsw.js']) {
    expect([name, (await ask(name, {})).status]).toEqual([name, 404])
  }
})

test('[E171] where a page is opened its file is asked for at once, elsewhere it is not', async () => {
  const folders = [await clientFolder(), path.join(inject('dist'), 'client')]
  for (const client of folders) {
    const app = await startApp({ config: { client, basePath: '/wiki' } })
    const anyone = new Browser(app)
    const linked = async (at: string) => {
      const { text } = await anyone.ask('GET', at, undefined, { Accept: 'text/html' })
      expect(text).toMatch(/<script type="module"[^>]* src="\/wiki\/assets\//)
      return [...text.matchAll(/<link rel="modulepreload"[^>]* href="([^"]+)"/g)].map(
        ([, to]) => to,
      )
    }
    for (const at of ['/', '/strategies/abc', '/pages', '/sign-in?back=/pages/abc']) {
      expect([at, await linked(at)]).toEqual([at, []])
    }
    const [file = '', ...others] = await linked('/pages/abc')
    expect(others).toEqual([])
    expect(file).toMatch(/^\/wiki\/assets\//)
    expect((await anyone.get(file)).status).toBe(200)
    expect(await linked('/wiki/pages/abc/history')).toEqual([file])
  }
})

test('[E7] every address that is opened as a page gets the client, with the path prefix', async () => {
  const app = await startApp({
    config: {
      client: await clientFolder(),
      publicUrl: new URL('https://example.org/wiki'),
      basePath: '/wiki',
    },
  })
  const anyone = new Browser(app)
  const open = (at: string) => anyone.ask('GET', at, undefined, { Accept: 'text/html,*/*;q=0.8' })
  // One proxy takes the prefix off, another leaves it.
  for (const at of [
    '/',
    '/wiki',
    '/wiki/',
    '/wiki/pages/abc',
    '/pages/abc',
    '/wiki?x=1',
    '/index.html',
  ]) {
    const answer = await open(at)
    expect([at, answer.status]).toEqual([at, 200])
    expect(answer.text).toContain('<head><meta name="talkoot-root" content="/wiki/">')
    expect(answer.text).toContain('src="/wiki/assets/')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  }
  expect((await open('/wikipedia')).status).toBe(200)
  expect((await open('/pages/picture.png')).status).toBe(404)
  expect(
    (await anyone.ask('GET', '/pages/abc', undefined, { Accept: 'application/json' })).status,
  ).toBe(404)
  expect((await anyone.get('/wiki/api/setup')).body).toEqual({ needed: true })
  expect((await anyone.get('/api/setup')).body).toEqual({ needed: true })
})

test('[E8] the content policy lets in nothing inline and nothing from elsewhere', async () => {
  const app = await startApp({ config: { client: await clientFolder() } })
  const answer = await new Browser(app).ask('GET', '/', undefined, { Accept: 'text/html' })
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("style-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("object-src 'none'")
  expect(policy).toContain("base-uri 'none'")
  expect(policy).toContain(
    `connect-src 'self' ws://127.0.0.1:${app.port} wss://127.0.0.1:${app.port};`,
  )
  expect(answer.headers.get('x-powered-by')).toBeNull()
  expect(answer.headers.get('strict-transport-security')).toBeNull()
})

test('[E9] a request for a WebSocket nobody knows is refused, and breaks nothing', async () => {
  const app = await startApp()
  const status = (at: string) =>
    new Promise<string>((done, fail) => {
      const socket = connect(app.port, '127.0.0.1', () =>
        socket.write(
          `GET ${at} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        ),
      )
      let text = ''
      socket.on('data', (part) => (text += String(part)))
      socket.on('close', () => done(text.split('\r\n', 1)[0] ?? ''))
      socket.on('error', fail)
    })
  expect(await status('/nothing')).toBe('HTTP/1.1 404 Not Found')
  expect(await status('/collab/a/b')).toBe('HTTP/1.1 404 Not Found')
  expect(await status('/collab/')).toBe('HTTP/1.1 404 Not Found')
  expect(await status('/collab/nothing')).toContain(' 401 ')
  expect(await status('/__proto__')).toBe('HTTP/1.1 404 Not Found')
  expect(await status('/api/events')).toBe('HTTP/1.1 401 Unauthorized')
  const cut = connect(app.port, '127.0.0.1', () => {
    cut.write(
      'GET /api/events HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    cut.resetAndDestroy()
  })
  await new Promise((done) => cut.on('close', done))
  expect((await new Browser(app).get('/healthz')).status).toBe(200)
  expect(app.reported).toEqual([])
})

test('[E10] closing lets requests finish and takes no more', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const last = aino.browser.tries('makeStrategy', { body: { name: 'Just in time' } })
  await new Promise<void>((done) => app.app.server.once('request', () => done()))
  await app.close()
  expect((await last).status).toBe(201)
  await expect(aino.browser.get('/healthz')).rejects.toThrow('fetch failed')
})
