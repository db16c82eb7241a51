import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { StorageFailed } from '#contract/errors.ts'
import { newId, sessionId } from '#contract/ids.ts'
import { hashOf, newSecret } from '../../server/people/secrets.ts'
import { linkFor, storeGuest, storePerson, storeSettings } from '../support/accounts.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { Browser, emailOf, join, password, setUp, tokenOf } from '../support/person.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A server whose clock the test sets. */
async function startClocked(overrides: Parameters<typeof startApp>[0] = {}) {
  const time = { now: Date.now() }
  return { time, app: await startApp({ ...overrides, clock: () => time.now }) }
}

/** Comes in by a one-time link, as guests do. */
async function guestOf(app: RunningApp, endsAt: string | null = null, clock = Date.now) {
  const person = await storeGuest(app, 'Gita', endsAt)
  const { code } = await linkFor(app, person.id, clock)
  const browser = new Browser(app)
  await browser.does('useLink', { body: { code } })
  return { browser, person }
}

/** Another browser of the same person. */
async function elsewhere(app: RunningApp, name: string, agent?: string): Promise<Browser> {
  const browser = new Browser(app)
  const body = { email: emailOf(name), password }
  await browser.does('signIn', { body }, agent === undefined ? {} : { 'User-Agent': agent })
  return browser
}

async function eventSocket(app: RunningApp, headers: Record<string, string>) {
  const url = `${app.url.replace('http', 'ws')}/api/events`
  const socket = new WebSocket(url, { headers })
  onTestFinished(() => socket.terminate())
  const closed = new Promise<number>((done) => socket.on('close', done))
  await once(socket, 'open')
  return { socket, closed }
}

const statusOf = async (browser: Browser) => (await browser.tries('getSession')).status

test('[A20] sessions that an earlier version stored go on', async () => {
  const { app, time } = await startClocked()
  const { person } = await setUp(app)
  const [secret, id] = [newSecret(), newId(sessionId)]
  // People of then have credentials without an era.
  const old = await app.storage.catalogue.get('organisation', 'credentials', person.id)
  const { password: hash } = z.object({ password: z.string() }).parse(old?.value)
  await app.storage.catalogue.transact('organisation', [
    { do: 'put', collection: 'credentials', id: person.id, value: { password: hash } },
  ])
  const value = { id, person: person.id, endsAt: time.now + 3 * day }
  await app.storage.catalogue.transact('sessions', [
    { do: 'put', collection: 'sessions', id, value, unique: [hashOf(secret)] },
  ])
  const browser = new Browser(app)
  browser.cookie = `talkoot=${secret}`
  expect(await statusOf(browser)).toBe(200)
  const { sessions } = await browser.does('listSessions')
  expect(sessions).toMatchObject([{ id, device: '', current: true }])
  time.now += 4 * day
  expect(await statusOf(browser)).toBe(200)
  // No password was typed in it that anybody knows of.
  const body = { email: 'new@example.org' }
  const asked = await browser.tries('changeMyEmail', { body })
  expect(asked.error?.code).toBe('confirmation-needed')
  const confirmed = await browser.tries('confirmPassword', { body: { password } })
  expect(confirmed.status).toBe(204)
  expect((await browser.tries('changeMyEmail', { body })).status).toBe(200)
})

test('[A20] on a full disk a session reads on, and the disk is left alone for a while', async () => {
  const storage = memoryStorage()
  const { app, time } = await startClocked({ storage })
  const aino = await setUp(app)
  const { transact } = storage.catalogue
  let writes = 0
  storage.catalogue.transact = () => {
    writes += 1
    return Promise.reject(new StorageFailed('The disk is full.'))
  }
  time.now += 2 * hour
  for (const _ of [1, 2, 3]) {
    const answer = await aino.browser.tries('getSession')
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
  }
  expect([writes, app.reported.length]).toEqual([1, 1])
  const change = { body: { language: 'fi' } } as const
  expect((await aino.browser.tries('changeMe', change)).status).toBe(503)
  storage.catalogue.transact = transact
  time.now += 2 * minute
  const renewed = await aino.browser.tries('getSession')
  expect(renewed.headers.get('set-cookie')).toContain('Max-Age=2592000')
})

test('[A7] the organisation says how long an unused session lasts, from now on', async () => {
  const { app, time } = await startClocked()
  const aino = await setUp(app)
  await storeSettings(app, { sessionDays: 2 })
  const answer = await new Browser(app).tries('signIn', {
    body: { email: emailOf('Aino'), password },
  })
  expect(answer.headers.get('set-cookie')).toContain(`Max-Age=${2 * 86_400};`)
  time.now += 2 * day
  // Also those that began when it was longer.
  expect(await statusOf(aino.browser)).toBe(401)
})

test('[A7] a guest’s session is over when the guest’s time is', async () => {
  const { app, time } = await startClocked()
  await setUp(app)
  const endsAt = new Date(time.now + 3 * day).toISOString()
  const guest = await guestOf(app, endsAt, () => time.now)
  time.now += day
  const used = await guest.browser.tries('getSession')
  expect(used.headers.get('set-cookie')).toContain(`Max-Age=${2 * 86_400};`)
  time.now += 2 * day
  expect(await statusOf(guest.browser)).toBe(401)
})

test('[A21] my sessions: which, where, since when; ended by me alone', async () => {
  const { app, time } = await startClocked()
  const aino = await setUp(app)
  const bearer = { Authorization: `Bearer ${await tokenOf(aino)}` }
  const berit = await join(aino, 'Berit')
  time.now += 90 * minute
  const phone = await elsewhere(app, 'Aino', `Phone${'x'.repeat(400)}`)
  time.now += minute
  const cafe = await elsewhere(app, 'Aino', 'Café\tBrowser')
  time.now += 90 * minute
  expect(await statusOf(aino.browser)).toBe(200)
  const { sessions } = await aino.browser.does('listSessions')
  expect(sessions.map(({ current }) => current)).toEqual([true, false, false])
  expect(sessions.map(({ device }) => device.length)).toEqual([expect.any(Number), 12, 300])
  expect(sessions[0]?.usedAt).toBe(new Date(time.now).toISOString())
  const [, theirs, oldest] = sessions

  const foreign = { params: { id: oldest?.id ?? '' } }
  expect((await berit.browser.tries('endSession', foreign)).status).toBe(404)
  expect(await statusOf(phone)).toBe(200)
  const { closed } = await eventSocket(app, { Cookie: cafe.cookie ?? '', Origin: app.url })
  await aino.browser.does('endSession', { params: { id: theirs?.id ?? '' } })
  expect(await closed).toBe(4401)
  expect(await statusOf(cafe)).toBe(401)
  for (const id of [theirs?.id ?? '', newId(sessionId)]) {
    expect((await aino.browser.tries('endSession', { params: { id } })).status).toBe(404)
  }

  const program = new Browser(app)
  expect((await program.tries('endOtherSessions', {}, bearer)).status).toBe(403)
  await aino.browser.does('endOtherSessions')
  expect(await statusOf(phone)).toBe(401)
  expect(await statusOf(aino.browser)).toBe(200)
  expect(await statusOf(berit.browser)).toBe(200)
  const [mine] = (await aino.browser.does('listSessions')).sessions
  await aino.browser.does('endSession', { params: { id: mine?.id ?? '' } })
  expect(aino.browser.cookie).toBeNull()
})

test('[A21] of more than a hundred sessions the one not used the longest ends', async () => {
  const { app, time } = await startClocked()
  const aino = await setUp(app)
  const one = await elsewhere(app, 'Aino')
  time.now += 2 * hour
  const value = (id: string) => ({
    ...{ id, person: aino.person.id, era: 1, startedAt: time.now, usedAt: time.now },
    ...{ device: '', provenAt: null, former: null },
  })
  const ids = Array.from({ length: 90 }, () => newId(sessionId))
  await app.storage.catalogue.transact(
    'sessions',
    ids.map((id) => ({ do: 'put', collection: 'sessions', id, value: value(id) }) as const),
  )
  time.now += 2 * hour
  await statusOf(aino.browser)
  // All of them are looked at with every twentieth.
  for (let n = 0; n < 18; n += 1) await elsewhere(app, 'Aino')
  expect(await statusOf(one)).toBe(401)
  expect((await aino.browser.does('listSessions')).sessions).toHaveLength(100)
})

test('[A22] who is deactivated is signed in nowhere any more', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const token = await tokenOf(berit)
  const bearer = { Authorization: `Bearer ${token}` }
  const sockets = [
    await eventSocket(app, { Cookie: berit.browser.cookie ?? '', Origin: app.url }),
    await eventSocket(app, bearer),
  ]
  await storePerson(app, berit.person.id, { deactivatedAt: new Date().toISOString() })
  app.bus.publish({ kind: 'rights', person: berit.person.id })
  for (const { closed } of sockets) expect(await closed).toBe(4401)
  expect(await statusOf(berit.browser)).toBe(401)
  const program = new Browser(app)
  expect((await program.tries('getSession', {}, bearer)).status).toBe(401)
  const signIn = { body: { email: emailOf('Berit'), password } }
  const refused = await program.tries('signIn', signIn)
  const unknown = await program.tries('signIn', { body: { email: 'nobody@x.org', password } })
  expect([refused.status, refused.text]).toEqual([401, unknown.text])
})

test('[A23] what takes a password given lately asks for it after half an hour', async () => {
  const { app, time } = await startClocked()
  const aino = await setUp(app)
  const bearer = { Authorization: `Bearer ${await tokenOf(aino)}` }
  const change = (browser: Browser, headers = {}, email = 'aino@new.example.org') =>
    browser.tries('changeMyEmail', { body: { email } }, headers)
  expect((await change(aino.browser)).status).toBe(200)
  time.now += 30 * minute + 1
  // Before the body is looked at, after who it is.
  for (const email of ['aino@new.example.org', 'not one']) {
    const { error, status } = await change(aino.browser, {}, email)
    expect([status, error?.code]).toEqual([403, 'confirmation-needed'])
  }
  expect((await change(new Browser(app))).status).toBe(401)
  expect((await change(new Browser(app), bearer)).error?.code).toBe('forbidden')
  const confirm = (given: string, headers = {}) =>
    aino.browser.tries('confirmPassword', { body: { password: given } }, headers)
  expect((await confirm(password, bearer)).error?.code).toBe('forbidden')
  expect((await confirm('a wrong password')).error?.code).toBe('wrong-credentials')
  expect((await change(aino.browser)).error?.code).toBe('confirmation-needed')
  expect((await aino.browser.tries('makeToken')).error?.code).toBe('confirmation-needed')
  // Nor does one token make another.
  expect((await new Browser(app).tries('makeToken', {}, bearer)).error?.code).toBe('forbidden')
  expect((await confirm(password)).status).toBe(204)
  expect((await change(aino.browser)).status).toBe(200)
  const events = app.notes.map(({ event }) => event)
  expect(events).toEqual(expect.arrayContaining(['password refused', 'password confirmed']))

  const guest = await guestOf(app)
  expect((await change(guest.browser)).error?.code).toBe('forbidden')
  const body = { password }
  expect((await guest.browser.tries('confirmPassword', { body })).error?.code).toBe('forbidden')
})

test('[A23] ten wrong passwords in a session, then none, while other sessions go on', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const stolen = await elsewhere(app, 'Aino')
  const statuses = []
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const body = { password: `a wrong password ${attempt}` }
    statuses.push((await stolen.tries('confirmPassword', { body })).status)
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
  expect((await stolen.tries('confirmPassword', { body: { password } })).status).toBe(429)
  const current = { body: { current: password, password: 'three blue wombats' } }
  expect((await stolen.tries('changeMyPassword', current)).status).toBe(429)
  expect((await aino.browser.tries('confirmPassword', { body: { password } })).status).toBe(204)
  await elsewhere(app, 'Aino')
})

test('[A32] typing the password again gives a new cookie; the old one is good for a moment', async () => {
  const { app, time } = await startClocked()
  const aino = await setUp(app)
  const thief = new Browser(app)
  thief.cookie = aino.browser.cookie
  time.now += hour
  await aino.browser.does('confirmPassword', { body: { password } })
  expect(aino.browser.cookie).not.toBe(thief.cookie)
  const answer = await thief.tries('getSession')
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
  // The password was not typed for the old one.
  const body = { email: 'thief@example.org' }
  expect((await thief.tries('changeMyEmail', { body })).error?.code).toBe('confirmation-needed')
  time.now += 10_000
  expect(await statusOf(thief)).toBe(401)
  expect((await aino.browser.does('listSessions')).sessions).toHaveLength(1)
})

test('[A32] a cookie that is planted before a sign-in is not taken over', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  await join(aino, 'Berit')
  const attacker = await elsewhere(app, 'Berit')
  const { closed } = await eventSocket(app, { Cookie: attacker.cookie ?? '', Origin: app.url })
  const victim = new Browser(app)
  for (const planted of [attacker.cookie, 'talkoot=chosen-by-somebody']) {
    victim.cookie = planted
    await victim.signIn(emailOf('Aino'))
    expect(victim.cookie).not.toBe(planted)
    const thief = new Browser(app)
    thief.cookie = planted
    expect(await statusOf(thief)).toBe(401)
  }
  expect(await closed).toBe(4401)
  // A planted device is replaced, too: whoever planted it would know it.
  victim.device = attacker.device
  await victim.signIn(emailOf('Aino'))
  expect(victim.device).not.toBe(attacker.device)
  // A sign-in that fails ends nothing.
  const body = { email: emailOf('Aino'), password: 'a wrong password' }
  await victim.tries('signIn', { body })
  expect(await statusOf(victim)).toBe(200)
})

test('[A25] my name, language and address are mine to change', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const { socket } = await eventSocket(app, {
    Cookie: aino.browser.cookie ?? '',
    Origin: app.url,
  })
  const told = once(socket, 'message').then(([data]) => String(data))
  const changed = await berit.browser.does('changeMe', { body: { name: ' Beritta  ' } })
  expect(changed).toMatchObject({ id: berit.person.id, name: 'Beritta', language: null })
  expect(JSON.parse(await told)).toEqual({ kind: 'people' })
  expect(await berit.browser.does('changeMe', { body: { language: 'nb' } })).toMatchObject({
    name: 'Beritta',
    language: 'nb',
  })
  const forged = { role: 'admin', id: aino.person.id, email: 'x@y.zz' } as const
  await berit.browser.does('changeMe', { body: { language: null, ...forged } })
  expect((await berit.browser.does('getSession')).person).toEqual({
    ...berit.person,
    name: 'Beritta',
  })

  const email = (address: string) =>
    berit.browser.tries('changeMyEmail', { body: { email: address } })
  const taken = await email('AINO@example.org')
  expect([taken.status, taken.error?.details]).toEqual([409, { email: 'taken' }])
  expect((await email('BERIT@example.org')).status).toBe(200)
  expect((await email('berit@new.example.org')).status).toBe(200)
  const signIn = (address: string) =>
    new Browser(app).tries('signIn', { body: { email: address, password } })
  expect((await signIn('berit@new.example.org')).status).toBe(201)
  expect((await signIn('berit@example.org')).status).toBe(401)
  // What was given up is free for others.
  expect(
    (await aino.browser.tries('changeMyEmail', { body: { email: 'berit@example.org' } })).status,
  ).toBe(200)
  expect(JSON.stringify(app.notes)).not.toMatch(/example\.org|Berit/)
})

test('[A26] a new password ends every other session, and this one has a new cookie', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const other = await elsewhere(app, 'Aino')
  const { closed } = await eventSocket(app, { Cookie: other.cookie ?? '', Origin: app.url })
  const token = await tokenOf(aino)
  const before = new Browser(app)
  before.cookie = aino.browser.cookie
  const change = (current: string, next: string, headers = {}) =>
    aino.browser.tries('changeMyPassword', { body: { current, password: next } }, headers)
  const next = 'three blue wombats'
  expect((await change('a wrong password', next)).error?.code).toBe('wrong-credentials')
  expect((await change(password, 'passwordpassword')).error).toMatchObject({
    code: 'invalid-input',
    details: { password: 'common' },
  })
  const bearer = { Authorization: `Bearer ${token}` }
  expect((await change(password, next, bearer)).error?.code).toBe('forbidden')
  expect(await statusOf(other)).toBe(200)

  expect((await change(password, next)).status).toBe(204)
  expect(await closed).toBe(4401)
  expect(await statusOf(aino.browser)).toBe(200)
  expect([await statusOf(before), await statusOf(other)]).toEqual([401, 401])
  const signIn = (given: string) =>
    new Browser(app).tries('signIn', { body: { email: emailOf('Aino'), password: given } })
  expect([(await signIn(password)).status, (await signIn(next)).status]).toEqual([401, 201])
  // A program goes on: its token is no session.
  expect((await new Browser(app).tries('getSession', {}, bearer)).status).toBe(200)
  const guest = await guestOf(app)
  const body = { current: password, password: next }
  expect((await guest.browser.tries('changeMyPassword', { body })).error?.code).toBe('forbidden')
})

test('[A26] of two changes at once one is done, and its password is the one that works', async () => {
  const app = await startApp()
  await setUp(app)
  const browsers = [await elsewhere(app, 'Aino'), await elsewhere(app, 'Aino')]
  const passwords = ['three blue wombats', 'seven green otters']
  const answers = await Promise.all(
    browsers.map((browser, n) =>
      browser.tries('changeMyPassword', {
        body: { current: password, password: passwords[n] ?? '' },
      }),
    ),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 401])
  for (const [n, browser] of browsers.entries()) {
    const won = statuses[n] === 204
    const body = { email: emailOf('Aino'), password: passwords[n] ?? '' }
    expect((await new Browser(app).tries('signIn', { body })).status).toBe(won ? 201 : 401)
    expect(await statusOf(browser)).toBe(won ? 200 : 401)
  }
})

test('[A26] where a change ends half way, the new password goes and nobody is left in', async () => {
  const storage = memoryStorage()
  const app = await startApp({ storage })
  const aino = await setUp(app)
  const { transact } = storage.catalogue
  storage.catalogue.transact = async (partition, changes) => {
    if (partition === 'sessions') throw new StorageFailed('killed')
    return transact(partition, changes)
  }
  const body = { current: password, password: 'three blue wombats' }
  expect((await aino.browser.tries('changeMyPassword', { body })).status).toBe(503)
  storage.catalogue.transact = transact
  expect(await statusOf(aino.browser)).toBe(401)
  const signIn = { body: { email: emailOf('Aino'), password: body.password } }
  expect((await new Browser(app).tries('signIn', signIn)).status).toBe(201)
})

test('[A26] a sign-in with the old password that overlaps a change leads nowhere', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const body = { current: password, password: 'three blue wombats' }
  // All of them begin before the password is changed, and some end after.
  const signIns = Array.from({ length: 8 }, () => {
    const browser = new Browser(app)
    return browser
      .tries('signIn', { body: { email: emailOf('Aino'), password } })
      .then(() => browser)
  })
  await aino.browser.does('changeMyPassword', { body })
  for (const browser of await Promise.all(signIns)) expect(await statusOf(browser)).toBe(401)
})

test('[A24] a password that is guessed first is refused wherever one is chosen', async () => {
  const app = await startApp()
  const founding = (given: string) => ({
    token: app.setupToken,
    organisation: 'Karelia',
    language: 'en' as const,
    person: { name: 'Aino', email: emailOf('Aino'), password: given },
  })
  const anyone = new Browser(app)
  const common = await anyone.tries('setUp', { body: founding('Password-Password') })
  expect(common.error).toMatchObject({ code: 'invalid-input', details: { password: 'common' } })
  const personal = await anyone.tries('setUp', { body: founding('Aino Karelia 2026') })
  expect(personal.error).toMatchObject({ details: { password: 'personal' } })
  const short = await anyone.tries('setUp', { body: founding('x7$kq9!mzt2') })
  expect(short.status).toBe(400)
  const long = await anyone.tries('setUp', { body: founding('x7$kq9!mzt2w'.repeat(22)) })
  expect(long.status).toBe(400)
  const odd = ' 🦊 three blue wombats\n'
  await anyone.does('setUp', { body: founding(odd) })
  const body = { email: emailOf('Aino'), password: odd }
  expect((await new Browser(app).tries('signIn', { body })).status).toBe(201)
})
