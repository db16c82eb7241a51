import { expect, test } from 'vitest'
import { organisationPartition } from '../../server/storage/records.ts'
import { newUnit, putUnit } from '../../server/people/units.ts'
import { startApp } from '../support/app.ts'
import { join, setUp } from '../support/person.ts'

const names = (units: readonly { readonly name: string }[]) => units.map(({ name }) => name)

test('[A66] units are listed by name, as the organisation orders names', async () => {
  const app = await startApp()
  const { browser } = await setUp(app, 'Aino', 'sv')
  for (const name of ['Öland', 'Avdelning 10', 'Zon', 'Avdelning 9', 'Ånge']) {
    await browser.does('addUnit', { body: { name } })
  }
  const guest = await join(
    { browser, person: await browser.signIn('aino@example.org') },
    'G',
    'guest',
  )
  expect(names((await guest.browser.does('listUnits')).units)).toEqual([
    'Avdelning 9',
    'Avdelning 10',
    'Zon',
    'Ånge',
    'Öland',
  ])
})

test('[A66] a unit’s name is its own, whatever its case, width and spaces', async () => {
  const app = await startApp()
  const { browser } = await setUp(app)
  const sales = await browser.does('addUnit', { body: { name: 'Straße 1' } })
  for (const name of ['STRASSE 1', 'straße１', 'Straße  1', ' strasse 1 ']) {
    const answer = await browser.tries('addUnit', { body: { name } })
    if (name === 'straße１') expect(answer.status).toBe(201)
    else expect([name, answer.error?.details]).toEqual([name, { name: 'taken' }])
  }
  const other = await browser.does('addUnit', { body: { name: '__proto__' } })
  const rename = (id: string, name: string) =>
    browser.tries('renameUnit', { params: { id }, body: { name } })
  expect((await rename(other.id, 'Strasse 1')).error?.details).toEqual({ name: 'taken' })
  expect((await rename(sales.id, 'STRASSE 1')).body).toEqual({ ...sales, name: 'STRASSE 1' })
  expect((await rename(sales.id, 'Sales')).status).toBe(200)
  expect((await rename(other.id, 'Straße 1')).status).toBe(200)
  const both = await Promise.all(
    ['Legal', 'LEGAL'].map((name) => browser.tries('addUnit', { body: { name } })),
  )
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
})

test('[A66] members see units and administrators change them; there can be five hundred', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const unit = await aino.browser.does('addUnit', { body: { name: 'Sales' } })
  const params = { id: unit.id }
  const tries = [
    await berit.browser.tries('addUnit', { body: { name: 'Mine' } }),
    await berit.browser.tries('renameUnit', { params, body: { name: 'Mine' } }),
    await berit.browser.tries('removeUnit', { params, body: { into: null } }),
  ]
  expect(tries.map(({ status }) => status)).toEqual([403, 403, 403])
  const more = Array.from({ length: 499 }, (_, i) => putUnit(newUnit(`Unit ${i}`, 0), 0))
  await app.storage.catalogue.transact(organisationPartition, more)
  const refused = await aino.browser.tries('addUnit', { body: { name: 'One more' } })
  expect(refused.error?.details).toEqual({ units: 'too-many' })
})

test('[A67] a unit that is removed gives its people to another one, or to none', async () => {
  const app = await startApp()
  const { browser } = await setUp(app)
  const unit = (name: string) => browser.does('addUnit', { body: { name } })
  const [sales, service] = [await unit('Sales'), await unit('Service')]
  const add = (name: string) =>
    browser.does('addPerson', { body: { name, email: `${name}@example.org`, unit: sales.id } })
  const [one, two] = [await add('one'), await add('two')]
  const remove = (id: string, into: string | null) =>
    browser.tries('removeUnit', { params: { id }, body: { into } })
  const unitOf = async (id: string) =>
    (await browser.does('listPeople')).people.find((person) => person.id === id)?.unit

  expect((await remove(sales.id, sales.id)).error?.details).toEqual({ into: 'itself' })
  expect((await remove(sales.id, 'a'.repeat(20))).error?.details).toEqual({ into: 'unknown' })
  expect((await remove(sales.id, service.id)).status).toBe(204)
  expect([await unitOf(one.id), await unitOf(two.id)]).toEqual([service.id, service.id])
  expect(names((await browser.does('listUnits')).units)).toEqual(['Service'])
  expect((await remove(sales.id, null)).status).toBe(404)
  expect((await remove(service.id, null)).status).toBe(204)
  expect([await unitOf(one.id), await unitOf(two.id)]).toEqual([null, null])
  // The address still belongs to the one who had it.
  expect(
    (await browser.tries('addPerson', { body: { name: 'x', email: 'ONE@example.org' } })).status,
  ).toBe(409)
})

test('[A67] nobody is left in a unit that was removed while they came', async () => {
  const app = await startApp()
  const { browser } = await setUp(app)
  for (let round = 0; round < 8; round += 1) {
    const { id } = await browser.does('addUnit', { body: { name: 'Sales' } })
    const add = (n: number) => ({
      body: { name: 'N', email: `n${round}-${n}@example.org`, unit: id },
    })
    await Promise.all([
      browser.tries('addPerson', add(1)),
      browser.tries('addPerson', add(2)),
      browser.does('removeUnit', { params: { id }, body: { into: null } }),
      browser.tries('addPerson', add(3)),
    ])
  }
  const { people } = await browser.does('listPeople')
  expect(people.filter(({ unit }) => unit !== null)).toEqual([])
})
