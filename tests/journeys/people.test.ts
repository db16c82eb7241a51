import { expect, test } from 'vitest'
import { organisationPartition } from '../../server/storage/records.ts'
import { startApp } from '../support/app.ts'
import { Browser, emailOf, join, password, setUp, tokenOf } from '../support/person.ts'
import { Wiki } from '../support/wiki.ts'

test('[A60] somebody is added with a first password, or with a one-time link instead', async () => {
  const app = await startApp()
  const { browser } = await setUp(app)
  const unit = await browser.does('addUnit', { body: { name: 'Sales' } })
  const berit = await browser.does('addPerson', {
    body: { name: 'Berit', email: 'berit@example.org', unit: unit.id, manager: true },
  })
  expect(berit).toMatchObject({ role: 'member', unit: unit.id, manager: true })
  expect(berit.link?.code).toMatch(/^\w{4}-\w{4}-\w{4}$/)
  expect(Date.parse(berit.link?.endsAt ?? '')).toBeGreaterThan(Date.now())
  const carl = await browser.does('addPerson', {
    body: { name: 'Carl', email: 'carl@example.org', password },
  })
  expect(carl.link).toBeNull()
  await new Browser(app).signIn('carl@example.org')

  const again = await browser.does('makePersonLink', { params: { id: berit.id } })
  expect(again.code).not.toBe(berit.link?.code)
  const nowhere = { name: 'Dag', email: 'dag@example.org', unit: 'a'.repeat(20) }
  const refused = await browser.tries('addPerson', { body: nowhere })
  expect(refused.error).toMatchObject({ code: 'invalid-input', details: { unit: 'unknown' } })
  expect((await browser.does('listPeople')).people).toHaveLength(3)
  const text = JSON.stringify(await app.storage.catalogue.list(organisationPartition, 'links'))
  expect(text).not.toContain(again.code)
})

test('[A61] an address belongs to one person however it is written, until they have another', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const carl = await join(aino, 'Carl')
  const change = (id: string, email: string) =>
    aino.browser.tries('changePerson', { params: { id }, body: { email } })
  const refused = await change(carl.person.id, 'BERIT@Example.org')
  expect(refused.error).toMatchObject({ code: 'conflict', details: { email: 'taken' } })
  expect((await change(berit.person.id, 'Berit@example.org')).status).toBe(200)
  expect((await change(berit.person.id, 'berit.b@example.org')).status).toBe(200)
  expect((await change(carl.person.id, 'berit@example.org')).status).toBe(200)
  expect((await new Browser(app).signIn('Berit.B@EXAMPLE.org')).id).toBe(berit.person.id)
  expect((await new Browser(app).signIn('berit@example.org')).id).toBe(carl.person.id)

  // One's own takes a password given lately, as it does under /api/me.
  expect((await change(aino.person.id, 'aino@example.com')).status).toBe(200)
  const token = await tokenOf(aino)
  const byToken = await aino.browser.tries(
    'changePerson',
    { params: { id: aino.person.id }, body: { email: 'aino@example.net' } },
    { Authorization: `Bearer ${token}`, Origin: null },
  )
  expect(byToken.status).toBe(403)

  const both = await Promise.all([
    change(berit.person.id, 'one@example.org'),
    change(carl.person.id, 'one@example.org'),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
})

test('[A61] what is not given stays; until when somebody comes is said of guests alone', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const { person } = await join(aino, 'Berit')
  const guest = await join(aino, 'Guest', 'guest')
  const unit = await aino.browser.does('addUnit', { body: { name: 'Sales' } })
  const change = (body: object, id: string = person.id) =>
    aino.browser.tries('changePerson', { params: { id }, body })
  expect((await change({ unit: unit.id, manager: true })).body).toEqual({
    ...person,
    unit: unit.id,
    manager: true,
  })
  expect((await change({ name: 'Berit B' })).body).toMatchObject({ unit: unit.id, name: 'Berit B' })
  expect((await change({ unit: null })).body).toMatchObject({ unit: null, manager: true })
  const endsAt = new Date(Date.now() + 60_000).toISOString()
  expect((await change({ endsAt })).error?.details).toEqual({ endsAt: 'guests-only' })
  expect((await change({ endsAt }, guest.person.id)).body).toMatchObject({ endsAt })
  expect((await change({ unit: 'b'.repeat(20) })).error?.details).toEqual({ unit: 'unknown' })
})

test('[A62] the last administrator stays one, whoever tries', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit', 'admin')
  await join(aino, 'Guest', 'guest')
  const lower = (who: typeof aino, { person: { id } }: typeof aino) =>
    who.browser.tries('setPersonRole', { params: { id }, body: { role: 'member' } })
  const shutOut = (who: typeof aino, { person: { id } }: typeof aino) =>
    who.browser.tries('setPersonActive', { params: { id }, body: { active: false } })

  expect((await shutOut(aino, aino)).error).toMatchObject({
    code: 'conflict',
    details: { person: 'self' },
  })
  // Both pass the gate before either is done.
  const both = await Promise.all([lower(aino, berit), lower(berit, aino)])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)?.error?.details).toEqual({
    role: 'last-administrator',
  })
  const last = both[0].status === 200 ? aino : berit
  expect((await lower(last, last)).error?.details).toEqual({ role: 'last-administrator' })
  const { people } = await last.browser.does('listPeople')
  expect(people.filter(({ role }) => role === 'admin')).toHaveLength(1)
})

test('[A62] of three who shut out and lower each other at once, one remains', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit', 'admin')
  const carl = await join(aino, 'Carl', 'admin')
  const out = { active: false }
  await Promise.all([
    aino.browser.tries('setPersonActive', { params: { id: berit.person.id }, body: out }),
    berit.browser.tries('setPersonActive', { params: { id: carl.person.id }, body: out }),
    carl.browser.tries('setPersonRole', {
      params: { id: aino.person.id },
      body: { role: 'guest' },
    }),
  ])
  const people = await app.storage.catalogue.list(organisationPartition, 'people')
  const left = people.filter(({ value }) => JSON.stringify(value).includes('"role":"admin"'))
  const active = left.filter(({ value }) => JSON.stringify(value).includes('"deactivatedAt":null'))
  expect(active).toHaveLength(1)
})

test('[A63] whoever is shut out is out at once, and comes back as they were', async () => {
  const app = await startApp()
  const wiki = await Wiki.begin(app)
  const berit = await wiki.person('Berit', 'editor')
  const page = await wiki.page()
  const client = await wiki.client(page, berit).untilSynced()
  const { aino } = wiki
  const params = { id: berit.person.id }
  const bysToken = { Authorization: `Bearer ${await tokenOf(berit)}`, Origin: null }

  const out = { params, body: { active: false } }
  expect((await aino.browser.does('setPersonActive', out)).deactivatedAt).not.toBeNull()
  await client.until(() => client.closes.length > 0, 'closed', 2_000)
  expect((await berit.browser.tries('getSession')).status).toBe(401)
  expect((await new Browser(app).tries('getSession', {}, bysToken)).status).toBe(401)
  const signIn = { body: { email: emailOf('Berit'), password } }
  expect((await new Browser(app).tries('signIn', signIn)).status).toBe(401)
  expect((await aino.browser.tries('makePersonLink', { params })).status).toBe(409)
  const { people } = await aino.browser.does('listPeople')
  expect(people.find(({ id }) => id === params.id)?.deactivatedAt).not.toBeNull()

  await aino.browser.does('setPersonActive', { params, body: { active: true } })
  // Nothing that was held before lets in.
  expect((await berit.browser.tries('getSession')).status).toBe(401)
  await berit.browser.signIn(emailOf('Berit'))
  const strategy = { params: { id: wiki.strategy } }
  expect((await berit.browser.does('getStrategy', strategy)).role).toBe('editor')
  wiki.leave()
})

test('[A63] to be let in who is in changes nothing', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const params = { id: berit.person.id }
  await aino.browser.does('setPersonActive', { params, body: { active: true } })
  expect((await berit.browser.tries('getSession')).status).toBe(200)
  await aino.browser.does('endPersonSessions', { params })
  expect((await berit.browser.tries('getSession')).status).toBe(401)
})

test('[A64] a guest becomes a member under the same id, with an address to sign in by', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const { catalogue } = app.storage
  const guest = await join(aino, 'Guest', 'guest')
  const { id } = guest.person
  const [stored] = (await catalogue.list(organisationPartition, 'people')).filter(
    (one) => one.id === id,
  )
  // As somebody is who came by a link.
  const value = { ...guest.person, email: null, endsAt: '2099-01-01T00:00:00.000Z' }
  await catalogue.transact(organisationPartition, [{ do: 'put', collection: 'people', id, value }])
  expect(stored?.revision).toBe(1)

  const set = (body: { role: 'member' | 'guest'; email?: string }) =>
    aino.browser.tries('setPersonRole', { params: { id }, body })
  const refused = await set({ role: 'member' })
  expect(refused.error).toMatchObject({ code: 'invalid-input', details: { email: 'missing' } })
  const taken = await set({ role: 'member', email: emailOf('Aino') })
  expect(taken.error?.details).toEqual({ email: 'taken' })
  expect((await set({ role: 'member', email: emailOf('Gunn') })).body).toEqual({
    ...guest.person,
    email: emailOf('Gunn'),
    role: 'member',
    endsAt: null,
  })
  const session = await guest.browser.does('getSession')
  expect(session.person).toMatchObject({ id, role: 'member' })
})

test('[A65] people and an organisation from before this version are read as they were', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const { catalogue } = app.storage
  const { id, name, email, role, createdAt } = aino.person
  const old = { id, name, email, role, createdAt }
  const place = organisationPartition
  await catalogue.transact(place, [
    { do: 'put', collection: 'people', id, value: old },
    {
      do: 'put',
      collection: 'organisation',
      id: 'organisation',
      value: { name: 'Karelia', language: 'nb', createdAt },
    },
  ])
  expect((await aino.browser.does('listPeople')).people).toEqual([aino.person])
  expect(await aino.browser.does('getOrganisation')).toEqual({
    name: 'Karelia',
    language: 'nb',
    languages: ['en', 'fi', 'nb', 'sv'],
    address: null,
    sessionDays: 30,
    createdAt,
  })
})
