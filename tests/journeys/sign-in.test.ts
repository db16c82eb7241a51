import { expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { Browser, emailOf, join, password, setUp, tokenOf } from '../support/person.ts'

test('[A3] signing in gives a session, signing out ends it for whoever holds its cookie', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const before = aino.browser.cookie
  await aino.browser.signIn(emailOf('Aino'))
  expect(aino.browser.cookie).not.toBe(before)

  const session = await aino.browser.get('/api/session')
  expect(session.body).toMatchObject({
    person: { id: aino.person.id, email: 'aino@example.org' },
    organisation: { name: 'Karelia', language: 'en' },
  })
  expect(session.headers.get('cache-control')).toBe('no-store')

  const stolen = aino.browser.cookie
  expect((await aino.browser.delete('/api/session')).status).toBe(204)
  expect(aino.browser.cookie).toBeNull()
  aino.browser.cookie = stolen
  expect((await aino.browser.get('/api/session')).status).toBe(401)
})

test('[A3] the cookie is out of reach for scripts and for other sites', async () => {
  const plain = await startApp()
  const line = async (app: typeof plain, origin?: string) => {
    const answer = await new Browser(app).ask(
      'POST',
      '/api/setup',
      {
        token: app.setupToken,
        organisation: 'Karelia',
        language: 'en',
        person: { name: 'Aino', email: 'aino@example.org', password },
      },
      origin ? { Origin: origin } : {},
    )
    return answer.headers.get('set-cookie') ?? ''
  }
  expect(await line(plain)).toMatch(
    /^talkoot=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  const publicUrl = new URL('https://wiki.example.org/')
  const secure = await startApp({ config: { publicUrl } })
  expect(await line(secure, publicUrl.origin)).toMatch(
    /^__Host-talkoot=.*; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  )
  const prefixed = await startApp({
    config: { publicUrl: new URL('https://example.org/wiki/'), basePath: '/wiki' },
  })
  expect(await line(prefixed, 'https://example.org')).toMatch(
    /^talkoot=.*; Path=\/wiki; HttpOnly; SameSite=Lax; Secure$/,
  )
})

test('[A4] only the hashes of secrets are stored', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const secrets = [password, await tokenOf(aino), (aino.browser.cookie ?? '').split('=')[1] ?? '']
  const { catalogue } = app.storage
  const stored = []
  for (const partition of await catalogue.partitions()) {
    for (const collection of ['people', 'credentials', 'sessions', 'tokens'] as const) {
      stored.push(...(await catalogue.list(partition, collection)))
    }
  }
  expect(stored.length).toBe(4)
  for (const secret of secrets) expect(JSON.stringify(stored)).not.toContain(secret)
})

test('[A5] a wrong password and an unknown address look the same, also by their time', async () => {
  const app = await startApp()
  await setUp(app)
  const browser = new Browser(app)
  const times: Record<string, number[]> = { known: [], unknown: [] }
  const bodies = []
  for (let round = 0; round < 5; round += 1) {
    for (const kind of ['known', 'unknown'] as const) {
      const email = kind === 'known' ? emailOf('Aino') : `nobody${round}@example.org`
      const start = performance.now()
      const answer = await browser.post('/api/session', { email, password: 'a wrong password' })
      times[kind]?.push(performance.now() - start)
      expect(answer.status).toBe(401)
      bodies.push(JSON.stringify(answer.body))
    }
  }
  expect(new Set(bodies).size).toBe(1)
  // An answer without a hash takes a millisecond; with one, tens of them.
  const median = (list: number[] = []) => list.sort((a, b) => a - b)[2] ?? 0
  expect(median(times['unknown'])).toBeGreaterThan(median(times['known']) / 3)
})

test('[A6] ten failures for an account from an address, then none for a quarter of an hour', async () => {
  let now = Date.now()
  const app = await startApp({ clock: () => now })
  const aino = await setUp(app)
  await join(aino, 'Berit')
  const browser = new Browser(app)
  const tries = await Promise.all(
    Array.from({ length: 14 }, () =>
      browser.post('/api/session', { email: emailOf('Aino'), password: 'a wrong password' }),
    ),
  )
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(10)
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(4)

  const right = { email: emailOf('AINO'), password }
  const refused = await browser.post('/api/session', right)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.body.error.code).toBe('too-many-requests')
  // Everybody else of the same office still gets in.
  await new Browser(app).signIn(emailOf('Berit'))
  expect((await aino.browser.get('/api/session')).status).toBe(200)

  now += 15 * 60_000 + 1
  expect((await browser.post('/api/session', right)).status).toBe(201)
})

test('[A6] three hundred people of one address sign in and read without being held up', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => aino.browser.get('/api/session')),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  for (let round = 0; round < 15; round += 1) await new Browser(app).signIn(emailOf('Aino'))
})

test('[A7] a session lasts thirty days after it was last used', async () => {
  let now = Date.now()
  const day = 24 * 3_600_000
  const app = await startApp({ clock: () => now })
  const aino = await setUp(app)
  now += 20 * day
  const used = await aino.browser.get('/api/session')
  expect(used.status).toBe(200)
  expect(used.headers.get('set-cookie')).toContain('Max-Age=2592000')
  now += 29 * day
  expect((await aino.browser.get('/api/session')).status).toBe(200)
  now += 30 * day
  expect((await aino.browser.get('/api/session')).status).toBe(401)
})

test('[A8] a token does what its person may, until it is revoked', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const token = await tokenOf(berit)
  const program = new Browser(app)
  const as = (secret: string) => ({ Authorization: `Bearer ${secret}`, Origin: null })
  const session = await program.ask('GET', '/api/session', undefined, as(token))
  expect(session.body.person.id).toBe(berit.person.id)
  const made = await program.ask('POST', '/api/strategies', { name: 'By a program' }, as(token))
  expect(made.status).toBe(201)

  const { tokens } = (await berit.browser.get('/api/tokens')).body
  expect(tokens).toEqual([{ id: expect.any(String), name: 'for a test', createdAt: expect.any(String) }])
  // Somebody else's token is not there for anybody, an administrator included.
  expect((await aino.browser.delete(`/api/tokens/${tokens[0].id}`)).status).toBe(404)
  expect((await berit.browser.delete(`/api/tokens/${tokens[0].id}`)).status).toBe(204)
  expect((await program.ask('GET', '/api/session', undefined, as(token))).status).toBe(401)
  for (const secret of ['', 'talkoot_', 'talkoot_wrong', `${token}x`, '__proto__']) {
    expect((await program.ask('GET', '/api/session', undefined, as(secret))).status).toBe(401)
  }
})

test('[A8] a token without a body is called API', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  expect((await aino.browser.post('/api/tokens')).body.name).toBe('API')
  expect((await aino.browser.post('/api/tokens', {})).body.name).toBe('API')
})

test('[A9] with a cookie nothing is changed for another site', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const make = (headers: Record<string, string | null>) =>
    aino.browser.ask('POST', '/api/strategies', { name: 'A strategy' }, headers)
  for (const Origin of ['https://evil.example', 'null', `${app.url}.evil.example`, 'http://localhost:1']) {
    const answer = await make({ Origin })
    expect(answer.status, Origin).toBe(403)
    expect(answer.body.error.code).toBe('foreign-origin')
  }
  expect((await make({ Origin: null, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  expect((await make({ Origin: null, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403)
  expect((await make({ Origin: app.url })).status).toBe(201)
  // A program with a cookie jar names no origin; a browser always does.
  expect((await make({ Origin: null })).status).toBe(201)

  const stranger = new Browser(app)
  const forced = await stranger.ask(
    'POST',
    '/api/session',
    { email: emailOf('Aino'), password },
    { Origin: 'https://evil.example' },
  )
  expect(forced.status).toBe(403)
})

test('[A9] with a public address set, only pages from there may use a session', async () => {
  const app = await startApp({ config: { publicUrl: new URL('https://wiki.example.org/') } })
  const aino = await setUp(app)
  const make = (Origin: string) =>
    aino.browser.ask('POST', '/api/strategies', { name: 'A strategy' }, { Origin })
  expect((await make('https://wiki.example.org')).status).toBe(201)
  expect((await make('http://wiki.example.org')).status).toBe(403)
  expect((await make(app.url)).status).toBe(403)
})

test('[A10] people are added by administrators, each with an address of their own', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const guest = await join(aino, 'Guest', 'guest')
  const carl = { name: 'Carl', email: 'carl@example.org', password }
  expect((await berit.browser.post('/api/people', carl)).status).toBe(403)
  expect((await aino.browser.post('/api/people', carl)).status).toBe(201)
  const twice = await aino.browser.post('/api/people', { ...carl, email: 'CARL@example.org' })
  expect(twice.status).toBe(409)
  expect(twice.body.error).toMatchObject({ code: 'conflict', details: { email: 'taken' } })

  const { people } = (await berit.browser.get('/api/people')).body
  expect(people.map(({ name }: { name: string }) => name).sort()).toEqual([
    'Aino',
    'Berit',
    'Carl',
    'Guest',
  ])
  expect(JSON.stringify(people)).not.toMatch(/argon2|password/)
  expect((await guest.browser.get('/api/people')).status).toBe(403)
  expect((await new Browser(app).get('/api/people')).status).toBe(401)
})

test('[A11] what somebody should find in the log is noted, without names or secrets', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  await join(aino, 'Berit', 'admin')
  await new Browser(app).post('/api/session', { email: emailOf('Aino'), password: 'a wrong password' })
  expect(app.notes.map(({ event }) => event)).toEqual(['set up', 'person added', 'sign-in refused'])
  expect(JSON.stringify(app.notes)).not.toMatch(/example\.org|password/)
})
