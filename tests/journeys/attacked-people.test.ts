import { expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { comeIn, invite, inDays } from '../support/invitations.ts'
import { Browser, emailOf, join, password, setUp } from '../support/person.ts'

// Becomes three characters when it is normalised.
const growing = '\uFB2C'

test('[A95] no name is stored that cannot be read again', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const { browser } = await join(aino, 'Berit', 'guest')
  const strategy = await aino.browser.does('makeStrategy', { body: { name: 'S' } })
  const long = growing.repeat(120)
  await browser.tries('changeMe', { body: { name: long } })
  await aino.browser.tries('addUnit', { body: { name: long } })
  await aino.browser.tries('changeStrategy', { params: { id: strategy.id }, body: { name: long } })
  await aino.browser.tries('makePage', {
    params: { id: strategy.id },
    body: { title: growing.repeat(500) },
  })
  await invite(aino, strategy.id, { label: growing.repeat(40) })

  for (const read of ['listPeople', 'listUnits', 'listStrategies', 'listInvitations'] as const) {
    await aino.browser.does(read)
  }
  await aino.browser.does('listPages', { params: { id: strategy.id } })
  expect(app.reported).toEqual([])
})

test('[A95] a name shows something', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  for (const name of [
    '\u200B',
    '\u2060\u200D',
    '\u3164',
    '\u2800',
    '\u202E',
    '\uD800',
    '\u00AD ',
  ]) {
    const answer = await aino.browser.tries('changeMe', {
      body: JSON.parse(JSON.stringify({ name })),
    })
    expect([JSON.stringify(name), answer.status]).toEqual([JSON.stringify(name), 400])
  }
  for (const name of ['👩‍👩‍👧‍👦', 'שלום‏', 'Ó Súilleabháin', '‫عبد‬', '木', 'a'.repeat(120)]) {
    expect((await aino.browser.does('changeMe', { body: { name } })).name).toBe(name)
  }
})

test('[A96] failures of one address are not counted as those of another', async () => {
  const app = await startApp({ config: { trustProxy: 1 } })
  const aino = await setUp(app)
  const office = { 'X-Forwarded-For': '192.0.2.7' }
  const elsewhere = { 'X-Forwarded-For': '198.51.100.9' }
  const email = emailOf('Aino')
  for (let n = 0; n < 12; n += 1) {
    const body = { email: `${email} from 192.0.2.7`, password: 'not the right one' }
    await new Browser(app).tries('signIn', { body }, elsewhere)
  }
  const answer = await new Browser(app).tries('signIn', { body: { email, password } }, office)
  expect(answer.status).toBe(201)
  expect(aino.person.email).toBe(email)
})

test('[A97] a clock that is set back a day opens nothing and shuts nobody out', async () => {
  let now = Date.now()
  const dayMs = 24 * 3_600_000
  const app = await startApp({ clock: () => now })
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const strategy = await aino.browser.does('makeStrategy', { body: { name: 'S' } })
  const ended = await invite(aino, strategy.id, { endsAt: inDays(9, now) })
  await aino.browser.does('endInvitation', { params: { id: ended.id } })
  const params = { id: berit.person.id }
  const old = await aino.browser.does('makePersonLink', { params })
  const link = await aino.browser.does('makePersonLink', { params })
  for (let n = 0; n < 12; n += 1) {
    const body = { email: emailOf('Berit'), password: 'not the right one' }
    await new Browser(app).tries('signIn', { body })
  }
  now -= dayMs
  expect((await comeIn(aino, ended.code)).reason).toBe('ended')
  expect(
    (await new Browser(app).tries('lookAtLink', { body: { code: old.code } })).error?.details,
  ).toEqual({ reason: 'ended' })
  await new Browser(app).does('lookAtLink', { body: { code: link.code } })
  now += 20 * 60_000
  await new Browser(app).signIn(emailOf('Berit'))
  expect((await aino.browser.tries('makePersonLink', { params })).error?.code).toBe(
    'confirmation-needed',
  )
})
