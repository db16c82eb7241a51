import { expect, test } from 'vitest'
import { startApp, type RunningApp } from '../support/app.ts'
import { Browser, emailOf, join, password, setUp, tokenOf } from '../support/person.ts'

const wrong = (email: string) => ({ body: { email, password: 'a wrong password' } })
const right = { body: { email: emailOf('Aino'), password } }

test('[A3] signing in gives a session, signing out ends it for whoever holds its cookie', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const before = aino.browser.cookie
  await aino.browser.signIn(emailOf('Aino'))
  expect(aino.browser.cookie).not.toBe(before)

  expect(await aino.browser.does('getSession')).toMatchObject({
    person: { id: aino.person.id, email: 'aino@example.org' },
    organisation: { name: 'Karelia', language: 'en' },
  })
  const session = await aino.browser.tries('getSession')
  expect(session.headers.get('cache-control')).toBe('no-store')

  const stolen = aino.browser.cookie
  await aino.browser.does('signOut')
  expect(aino.browser.cookie).toBeNull()
  aino.browser.cookie = stolen
  expect((await aino.browser.tries('getSession')).status).toBe(401)
})

test('[A3] the cookie is out of reach for scripts and for other sites', async () => {
  const line = async (app: RunningApp) => {
    await setUp(app)
    const answer = await new Browser(app).tries('signIn', right)
    return answer.headers.getSetCookie()
  }
  const [session, device] = await line(await startApp())
  const attributes = 'Path=/; HttpOnly; SameSite=Lax'
  expect(session).toMatch(new RegExp(`^talkoot=[\\w-]{43}; Max-Age=2592000; ${attributes}$`))
  expect(device).toMatch(new RegExp(`^talkoot-device=[\\w-]{43}; Max-Age=31536000; ${attributes}$`))
  const publicUrl = new URL('https://wiki.example.org/')
  for (const secure of await line(await startApp({ config: { publicUrl } }))) {
    expect(secure).toMatch(/^__Host-talkoot[\w-]*=.*; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  }
  const prefixed = { publicUrl: new URL('https://example.org/wiki/'), basePath: '/wiki' }
  for (const narrow of await line(await startApp({ config: prefixed }))) {
    expect(narrow).toMatch(
      /^__Secure-talkoot[\w-]*=.*; Path=\/wiki; HttpOnly; SameSite=Lax; Secure$/,
    )
  }
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
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
  const bodies = new Set<string>()
  for (let round = 0; round < 5; round += 1) {
    for (const kind of ['known', 'unknown'] as const) {
      const email = kind === 'known' ? emailOf('Aino') : `nobody${round}@example.org`
      const start = performance.now()
      const answer = await browser.tries('signIn', wrong(email))
      times[kind].push(performance.now() - start)
      expect(answer.status).toBe(401)
      bodies.add(answer.text)
    }
  }
  expect(bodies.size).toBe(1)
  // An answer without a hash takes a millisecond; with one, tens of them.
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[2] ?? 0
  expect(median(times.unknown)).toBeGreaterThan(median(times.known) / 3)
})

test('[A6] ten failures for an account from an address, then none for a quarter of an hour', async () => {
  let now = Date.now()
  const app = await startApp({ clock: () => now })
  const aino = await setUp(app)
  await join(aino, 'Berit')
  const browser = new Browser(app)
  const tries = await Promise.all(
    Array.from({ length: 14 }, () => browser.tries('signIn', wrong(emailOf('Aino')))),
  )
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(10)
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(4)

  const refused = await browser.tries('signIn', { body: { email: 'AINO@example.org', password } })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.error?.code).toBe('too-many-requests')
  // Everybody else of the same office still gets in.
  await new Browser(app).signIn(emailOf('Berit'))
  expect((await aino.browser.tries('getSession')).status).toBe(200)

  now += 15 * 60_000 + 1
  expect((await browser.tries('signIn', right)).status).toBe(201)
})

test('[A6] three hundred people of one address read, and sign in, without being held up', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => aino.browser.tries('getSession')),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  for (let round = 0; round < 15; round += 1) await new Browser(app).signIn(emailOf('Aino'))
})

test('[A7] a session lasts thirty days after it was last used, and ninety in all', async () => {
  let now = Date.now()
  const day = 24 * 3_600_000
  const app = await startApp({ clock: () => now })
  const aino = await setUp(app)
  now += 20 * day
  const used = await aino.browser.tries('getSession')
  expect(used.status).toBe(200)
  expect(used.headers.get('set-cookie')).toContain('Max-Age=2592000')
  now += 29 * day
  expect((await aino.browser.tries('getSession')).status).toBe(200)
  now += 29 * day
  const last = await aino.browser.tries('getSession')
  expect(last.headers.get('set-cookie')).toContain(`Max-Age=${12 * 86_400};`)
  now += 12 * day
  expect((await aino.browser.tries('getSession')).status).toBe(401)

  await aino.browser.signIn(emailOf('Aino'))
  now += 30 * day
  expect((await aino.browser.tries('getSession')).status).toBe(401)
})

test('[A8] a token does what its person may, until it is revoked', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const token = await tokenOf(berit)
  const program = new Browser(app)
  const as = (secret: string) => ({ Authorization: `Bearer ${secret}`, Origin: null })
  const session = await program.does('getSession', {}, as(token))
  expect(session.person.id).toBe(berit.person.id)
  await program.does('makeStrategy', { body: { name: 'By a program' } }, as(token))
  expect((await program.tries('signOut', {}, as(token))).status).toBe(403)

  const listed = await berit.browser.tries('listTokens')
  expect(listed.body).toEqual({
    tokens: [{ id: expect.any(String), name: 'for a test', createdAt: expect.any(String) }],
  })
  const [known] = (await berit.browser.does('listTokens')).tokens
  const params = { id: known?.id ?? '' }
  // Somebody else's token is not there for anybody, an administrator included.
  expect((await aino.browser.tries('deleteToken', { params })).status).toBe(404)
  await berit.browser.does('deleteToken', { params })
  expect((await program.tries('getSession', {}, as(token))).status).toBe(401)
  for (const secret of ['', 'talkoot_', 'talkoot_wrong', `${token}x`, '__proto__']) {
    expect((await program.tries('getSession', {}, as(secret))).status).toBe(401)
  }
})

test('[A8] a token without a body is called API', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  expect((await aino.browser.does('makeToken')).name).toBe('API')
  expect((await aino.browser.does('makeToken', { body: {} })).name).toBe('API')
})

test('[A9] with a cookie nothing is changed for another site', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const make = (headers: Record<string, string | null>) =>
    aino.browser.tries('makeStrategy', { body: { name: 'A strategy' } }, headers)
  const foreign = [
    'https://evil.example',
    'null',
    `${app.url}.evil.example`,
    'http://localhost:1',
    app.url.replace('http', 'ftp'),
  ]
  for (const Origin of foreign) {
    const { error, status } = await make({ Origin })
    expect([Origin, status, error?.code]).toEqual([Origin, 403, 'foreign-origin'])
  }
  expect((await make({ Origin: null, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  expect((await make({ Origin: null, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403)
  expect((await make({ Origin: app.url })).status).toBe(201)
  // A program with a cookie jar names no origin; a browser always does.
  expect((await make({ Origin: null })).status).toBe(201)

  const forced = await new Browser(app).tries('signIn', right, { Origin: 'https://evil.example' })
  expect(forced.status).toBe(403)
})

test('[A9] with a public address set, only pages from there may use a session', async () => {
  const app = await startApp({ config: { publicUrl: new URL('https://wiki.example.org/') } })
  const aino = await setUp(app)
  const make = (Origin: string) =>
    aino.browser.tries('makeStrategy', { body: { name: 'A strategy' } }, { Origin })
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
  expect((await berit.browser.tries('addPerson', { body: carl })).status).toBe(403)
  await aino.browser.does('addPerson', { body: carl })
  const twice = { body: { ...carl, email: 'CARL@example.org' } }
  const refused = await aino.browser.tries('addPerson', twice)
  expect(refused.status).toBe(409)
  expect(refused.error).toMatchObject({ code: 'conflict', details: { email: 'taken' } })

  const { people } = await berit.browser.does('listPeople')
  expect(new Set(people.map(({ name }) => name))).toEqual(
    new Set(['Aino', 'Berit', 'Carl', 'Guest']),
  )
  expect((await berit.browser.tries('listPeople')).text).not.toMatch(/argon2|password/)
  expect((await guest.browser.tries('listPeople')).status).toBe(403)
  expect((await new Browser(app).tries('listPeople')).status).toBe(401)
})

test('[A11] what somebody should find in the log is noted, without names or secrets', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  await join(aino, 'Berit', 'admin')
  await new Browser(app).tries('signIn', wrong(emailOf('Aino')))
  expect(app.notes.map(({ event }) => event)).toEqual(['set up', 'person added', 'sign-in refused'])
  expect(JSON.stringify(app.notes)).not.toMatch(/example\.org|password/)
})

test('[A33] slow guessing from many addresses ends for a day, and holds its owner up nowhere', async () => {
  let now = Date.now()
  const app = await startApp({ clock: () => now, config: { trustProxy: 1 } })
  const aino = await setUp(app)
  await join(aino, 'Berit')
  const mallory = new Browser(app)
  const from = (n: number) => ({ 'X-Forwarded-For': `192.0.2.${n}` })
  const guess = (n: number) => mallory.tries('signIn', wrong(emailOf('Aino')), from(n))
  const statuses = []
  for (let n = 0; n < 125; n += 1) {
    statuses.push((await guess(n)).status)
    if (n % 40 === 39) now += 16 * 60_000
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(100)
  now += 60 * 60_000
  expect((await guess(200)).status).toBe(429)

  // In a browser that she has signed in with she signs in, also after a slip.
  await aino.browser.does('signOut')
  expect((await aino.browser.tries('signIn', wrong(emailOf('Aino')))).status).toBe(401)
  await aino.browser.signIn(emailOf('Aino'))
  // Somewhere new not even she can, and a browser of somebody else does not help.
  const elsewhere = new Browser(app)
  await elsewhere.signIn(emailOf('Berit'))
  expect((await elsewhere.tries('signIn', right, from(201))).status).toBe(429)
  now += 24 * 3_600_000
  expect((await elsewhere.tries('signIn', right, from(201))).status).toBe(201)
})

test('[A33] a browser that is known is counted by itself', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const statuses = []
  for (let n = 0; n < 11; n += 1) {
    statuses.push((await aino.browser.tries('signIn', wrong(emailOf('Aino')))).status)
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
  await new Browser(app).signIn(emailOf('Aino'))
})

test('[A34] cut, foreign and ended cookies and strange names are answered like unknown ones', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const own = aino.browser.cookie ?? ''
  const secret = own.split('=')[1] ?? ''
  const names = [
    '__proto__',
    'constructor',
    'toString',
    '../x',
    '%00',
    '',
    ' ',
    'ä',
    'x'.repeat(7_000),
  ]
  const answers = new Set<string>()
  const asWhom = new Browser(app)
  const cookies = [
    ...names.map((name) => `talkoot=${encodeURIComponent(name)}`),
    ...[`talkoot=${secret.slice(0, -1)}`, `talkoot=${secret}x`, `talkoot=${secret.toUpperCase()}`],
    ...[`Talkoot=${secret}`, `other=${secret}`, `talkoot=`, `talkoot`, `=${secret}`],
    `__Host-talkoot=${secret}`,
    aino.browser.device ?? '',
  ]
  for (const cookie of cookies) {
    asWhom.cookie = cookie
    const answer = await asWhom.tries('getSession')
    expect([cookie, answer.status]).toEqual([cookie, 401])
    answers.add(answer.text)
  }
  asWhom.cookie = null
  for (const name of names) {
    const body = { email: name.slice(0, 254), password }
    const answer = await asWhom.tries('signIn', { body })
    expect([name, answer.status, answer.error?.code]).toEqual([name, 401, 'wrong-credentials'])
    const bearer = { Authorization: `Bearer ${encodeURIComponent(name)}` }
    expect((await asWhom.tries('getSession', {}, bearer)).status).toBe(401)
  }
  await aino.browser.does('signOut')
  asWhom.cookie = own
  answers.add((await asWhom.tries('getSession')).text)
  expect(answers.size).toBe(1)
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(app.reported).toEqual([])
})
