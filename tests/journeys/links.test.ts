import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { StorageFailed } from '#contract/errors.ts'
import { linkFor, storeGuest, storePerson } from '../support/accounts.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { Browser, emailOf, join, password, setUp, tokenOf } from '../support/person.ts'

const hour = 3_600_000
const day = 24 * hour
const next = 'three blue wombats'

const signIn = async (app: RunningApp, given: string) => {
  const body = { email: emailOf('Berit'), password: given }
  return (await new Browser(app).tries('signIn', { body })).status
}
const statusOf = async (browser: Browser, headers = {}) =>
  (await browser.tries('getSession', {}, headers)).status

test('[A27] by a link one chooses a new password, and everything before ends', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const bearer = { Authorization: `Bearer ${await tokenOf(berit)}` }
  const url = `${app.url.replace('http', 'ws')}/api/events`
  const sockets = [{ Cookie: berit.browser.cookie ?? '', Origin: app.url }, bearer].map(
    (headers) => new WebSocket(url, { headers }),
  )
  onTestFinished(() => sockets.forEach((socket) => socket.terminate()))
  const closes = sockets.map((socket) => once(socket, 'close').then(([code]) => Number(code)))
  for (const socket of sockets) await once(socket, 'open')

  const { code, endsAt } = await linkFor(app, berit.person.id)
  expect(code).toMatch(/^([a-z2-9]{4}-){2}[a-z2-9]{4}$/)
  expect(Date.parse(endsAt) - Date.now()).toBeGreaterThan(day - hour)
  expect(Date.parse(endsAt) - Date.now()).toBeLessThanOrEqual(day)
  const browser = new Browser(app)
  for (const written of [code, code.toUpperCase(), ` ${code.replaceAll('-', ' ')}`]) {
    expect(await browser.does('lookAtLink', { body: { code: written } })).toEqual({
      organisation: 'Karelia',
      name: 'Berit',
      email: emailOf('Berit'),
      needs: 'password',
    })
  }
  for (const given of [undefined, 'berit-berit-1', 'passwordpassword', 'short']) {
    const body = { code, ...(given !== undefined && { password: given }) }
    const answer = await browser.tries('useLink', { body })
    expect([answer.status, answer.error?.code]).toEqual([400, 'invalid-input'])
  }
  // Nothing has happened yet.
  expect([await statusOf(berit.browser), await signIn(app, password)]).toEqual([200, 201])

  const entered = await browser.does('useLink', { body: { code, password: next } })
  expect(entered).toMatchObject({ person: { id: berit.person.id } })
  expect(await Promise.all(closes)).toEqual([4401, 4401])
  expect([await statusOf(browser), await statusOf(berit.browser)]).toEqual([200, 401])
  expect(await statusOf(new Browser(app), bearer)).toBe(401)
  expect([await signIn(app, password), await signIn(app, next)]).toEqual([401, 201])
  // The password was typed just now.
  const email = { body: { email: 'berit@new.example.org' } }
  expect((await browser.tries('changeMyEmail', email)).status).toBe(200)
  expect(await statusOf(aino.browser)).toBe(200)

  const again = await browser.tries('useLink', { body: { code, password } })
  expect(again.error).toMatchObject({ code: 'link-not-valid', details: { reason: 'used' } })
  expect(JSON.stringify(app.notes)).not.toMatch(new RegExp(`${code}|example|wombats|Berit`))
})

test('[A27] guests come in by it without a password, and no guest’s session outlives it', async () => {
  const app = await startApp()
  await setUp(app)
  const guest = await storeGuest(app, 'Gita')
  const first = await linkFor(app, guest.id)
  expect(Date.parse(first.endsAt) - Date.now()).toBeGreaterThan(7 * day - hour)
  const phone = new Browser(app)
  expect(await phone.does('lookAtLink', { body: { code: first.code } })).toMatchObject({
    email: null,
    needs: 'nothing',
  })
  // A password that is sent along is none.
  const body = { code: first.code, password: next }
  expect((await phone.does('useLink', { body })).person).toMatchObject({ id: guest.id })
  expect(phone.device).toBeNull()
  const laptop = new Browser(app)
  await laptop.does('useLink', { body: { code: (await linkFor(app, guest.id)).code } })
  expect([await statusOf(phone), await statusOf(laptop)]).toEqual([401, 200])
})

test('[A27] of many uses at once one wins, and its password is the one that works', async () => {
  const app = await startApp()
  const berit = await join(await setUp(app), 'Berit')
  const { code } = await linkFor(app, berit.person.id)
  const passwords = ['three blue wombats', 'seven green otters', 'nine red badgers run']
  const browsers = passwords.map(() => new Browser(app))
  const answers = await Promise.all(
    browsers.map((browser, n) =>
      browser.tries('useLink', { body: { code, password: passwords[n] ?? '' } }),
    ),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 404, 404])
  for (const [n, { status, error }] of answers.entries()) {
    if (status === 404) expect(error?.details).toEqual({ reason: 'used' })
    expect(await signIn(app, passwords[n] ?? '')).toBe(status === 201 ? 201 : 401)
  }
  // The winner’s session was not ended by those who lost.
  for (const [n, browser] of browsers.entries()) {
    expect(await statusOf(browser)).toBe(answers[n]?.status === 201 ? 200 : 401)
  }
})

test('[A27] where it ends half way, the password is set, the link used and nobody else in', async () => {
  const storage = memoryStorage()
  const app = await startApp({ storage })
  const berit = await join(await setUp(app), 'Berit')
  const bearer = { Authorization: `Bearer ${await tokenOf(berit)}` }
  const { code } = await linkFor(app, berit.person.id)
  const { transact } = storage.catalogue
  // As a kill would: what comes after the first write is never done.
  storage.catalogue.transact = async (partition, changes) => {
    if (partition === 'sessions') throw new StorageFailed('killed')
    return transact(partition, changes)
  }
  const browser = new Browser(app)
  const body = { code, password: next }
  expect((await browser.tries('useLink', { body })).status).toBe(503)
  storage.catalogue.transact = transact
  expect([await statusOf(berit.browser), await statusOf(new Browser(app), bearer)]).toEqual([
    401, 401,
  ])
  expect([await signIn(app, password), await signIn(app, next)]).toEqual([401, 201])
  expect((await browser.tries('useLink', { body })).error?.details).toEqual({ reason: 'used' })
})

test('[A28] a newer link ends the one before, and the holder of each is told the truth', async () => {
  let now = Date.now()
  const app = await startApp({ clock: () => now })
  const berit = await join(await setUp(app), 'Berit')
  const make = () => linkFor(app, berit.person.id, () => now)
  const browser = new Browser(app)
  const reason = async (code: string) => {
    const look = await browser.tries('lookAtLink', { body: { code } })
    const use = await browser.tries('useLink', { body: { code, password: next } })
    expect([use.status, use.text]).toEqual([look.status, look.text])
    expect([look.status, look.error?.code]).toEqual([404, 'link-not-valid'])
    return look.error?.details?.['reason']
  }
  const older = await make()
  const newer = await make()
  expect(await reason(older.code)).toBe('ended')
  await browser.does('useLink', { body: { code: newer.code, password: next } })
  expect(await reason(newer.code)).toBe('used')
  const late = await make()
  now += day
  expect(await reason(late.code)).toBe('ended')
  expect(await reason('abcd-efgh-jkmn')).toBe('unknown')

  // Shut out meanwhile: the link lets in nobody, and cannot be told from one whose time is over.
  const shut = await make()
  await storePerson(app, berit.person.id, { deactivatedAt: new Date(now).toISOString() })
  expect(await reason(shut.code)).toBe('ended')
  await storePerson(app, berit.person.id, { deactivatedAt: null })
  now += 28 * day
  await make()
  expect(await reason(newer.code)).toBe('used')
  now += 2 * day
  await make()
  expect(await reason(newer.code)).toBe('unknown')
})

test('[A28] guessing codes ends, for looking and using together, and the right one waits too', async () => {
  let now = Date.now()
  const app = await startApp({ clock: () => now, config: { trustProxy: 1 } })
  const berit = await join(await setUp(app), 'Berit')
  const { code } = await linkFor(app, berit.person.id, () => now)
  const used = (await linkFor(app, (await storeGuest(app, 'Gita')).id, () => now)).code
  await new Browser(app).does('useLink', { body: { code: used } })
  const browser = new Browser(app)
  const from = (n: number) => ({ 'X-Forwarded-For': `192.0.2.${n}` })
  // Links that were used are no guesses: a whole office may come back to them.
  for (let n = 0; n < 60; n += 1) {
    const answer = await browser.tries('lookAtLink', { body: { code: used } }, from(1))
    expect(answer.status).toBe(404)
  }
  const statuses = await Promise.all(
    Array.from({ length: 60 }, (_, n) => {
      const body = { code: `guess ${n}`, password: next }
      return browser.tries(n % 2 === 0 ? 'lookAtLink' : 'useLink', { body }, from(1))
    }),
  )
  expect(statuses.filter(({ status }) => status === 404)).toHaveLength(50)
  expect(statuses.filter(({ status }) => status === 429)).toHaveLength(10)
  const right = { body: { code, password: next } }
  expect((await browser.tries('useLink', right, from(1))).status).toBe(429)
  expect((await browser.tries('lookAtLink', right, from(2))).status).toBe(200)
  now += 15 * 60_000 + 1
  expect((await browser.tries('useLink', right, from(1))).status).toBe(201)
})

test('[A28] strange codes are unknown ones, by words and by time', async () => {
  const app = await startApp()
  const berit = await join(await setUp(app), 'Berit')
  const { code } = await linkFor(app, berit.person.id)
  const browser = new Browser(app)
  const codes = ['__proto__', 'constructor', 'toString', '../x', ' ', '\0', 'ä', 'x'.repeat(100)]
  codes.push(code.slice(0, -1), `${code}x`, [...code].reverse().join(''))
  const answers = new Set<string>()
  for (const strange of codes) {
    answers.add((await browser.tries('lookAtLink', { body: { code: strange } })).text)
    const body = { code: strange, password: next }
    answers.add((await browser.tries('useLink', { body })).text)
  }
  expect(answers.size).toBe(1)
  await browser.does('useLink', { body: { code, password: next } })
  const times = { used: [] as number[], unknown: [] as number[] }
  for (let round = 0; round < 15; round += 1) {
    for (const kind of ['used', 'unknown'] as const) {
      const since = performance.now()
      const given = kind === 'used' ? code : `guess ${round}`
      await browser.tries('useLink', { body: { code: given, password: next } })
      times[kind].push(performance.now() - since)
    }
  }
  // A password is hashed for a link that holds, and for no other: that takes tens of milliseconds.
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[7] ?? 0
  expect(Math.abs(median(times.used) - median(times.unknown))).toBeLessThan(10)
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(app.reported).toEqual([])
})
