import { expect, test } from 'vitest'
import { pageId } from '#contract/ids.ts'
import { startApp, throwReported } from '../support/app.ts'
import { writerOf } from '../support/page-history.ts'
import { join, tokenOf } from '../support/person.ts'
import { Wiki } from '../support/wiki.ts'

async function begin() {
  let now = Date.parse('2027-03-29T09:00:00Z')
  const app = await startApp({ clock: () => now })
  const wiki = await Wiki.begin(app)
  const page = await wiki.page()
  const params = { id: page }
  const { browser } = wiki.aino
  return {
    app,
    wiki,
    browser,
    page,
    params,
    pass: (minutes: number) => (now += minutes * 60_000),
    head: async () => (await app.storage.log.head(pageId.parse(page))).seq,
    facts: () => browser.does('getHistoryFacts', { params }),
  }
}

test('[H63] the facts say who wrote, whatever became of them, and what has a name', async () => {
  const { app, browser, facts, head, page, params, wiki } = await begin()
  const { id: unit } = await browser.does('addUnit', { body: { name: 'HR' } })
  const { id: small } = await browser.does('addUnit', { body: { name: 'IT' } })
  const eva = await wiki.person('Eva', 'editor')
  await browser.does('changePerson', { params: { id: eva.person.id }, body: { unit } })
  for (let n = 0; n < 4; n++) {
    const { person } = await join(wiki.aino, `Colleague${n}`)
    await browser.does('changePerson', { params: { id: person.id }, body: { unit } })
  }
  const guest = await join(wiki.aino, 'Greta', 'guest')
  const role = { role: 'editor' as const, pages: [page] }
  await browser.does('setMember', {
    params: { id: wiki.strategy, person: guest.person.id },
    body: role,
  })
  await browser.does('changePerson', { params: { id: guest.person.id }, body: { unit: small } })
  const greta = { ...guest, token: await tokenOf(guest) }
  for (const who of [eva, greta]) {
    const { types } = await writerOf(wiki, page, who)
    await types(who.person.name)
  }
  await browser.does('setPersonActive', { params: { id: eva.person.id }, body: { active: false } })
  const version = await browser.does('makeVersion', { params, body: { name: 'Two wrote' } })
  const told = await facts()
  expect(told).toMatchObject({ head: await head(), epoch: 0, redactions: [], versions: [version] })
  // Eva is not counted any more, and so her unit is too small to be told by itself.
  const both = [
    { id: eva.person.id, name: 'Eva', unit, group: null },
    { id: greta.person.id, name: 'Greta', unit: small, group: null },
  ]
  expect(told.people.filter(({ id }) => id !== wiki.aino.person.id)).toEqual(
    expect.arrayContaining(both),
  )
  expect(told.people.length).toBe(3)
  expect(told.units.map(({ name }) => name)).toEqual(['HR', 'IT'])
  throwReported(app)
})

test('[H63] the facts say who named moments, also if they never wrote', async () => {
  const { app, facts, params, wiki } = await begin()
  const olli = await wiki.person('Olli', 'editor')
  const version = await olli.browser.does('makeVersion', { params, body: { name: 'Begun' } })
  const told = await facts()
  expect(told.versions).toEqual([version])
  expect(told.people.find(({ id }) => id === version.createdBy)?.name).toBe('Olli')
  throwReported(app)
})

test('[H81] the facts say what was there when I was here before', async () => {
  const { app, browser, facts, head, page, params, pass, wiki } = await begin()
  expect((await facts()).lastHere).toBe(null)
  await browser.does('visitPage', { params })
  const arrived = await head()
  // The first visit goes on.
  expect((await facts()).lastHere).toBe(null)
  const { types } = await writerOf(wiki, page, await wiki.person('Eva', 'editor'))
  await types('one')
  pass(10)
  await browser.does('visitPage', { params })
  const last = await head()
  expect(last).toBeGreaterThan(arrived)
  expect((await facts()).lastHere).toBe(null)
  pass(60)
  await types('two')
  // Whoever looks before anybody said that they are here again.
  expect((await facts()).lastHere).toBe(last)
  await browser.does('visitPage', { params })
  await types('three')
  await browser.does('visitPage', { params })
  expect((await facts()).lastHere).toBe(last)
  throwReported(app)
})

test('[H71] participation counts those invited and those who wrote, and names nobody', async () => {
  const { app, browser, page, params, pass, wiki } = await begin()
  const { id: unit } = await browser.does('addUnit', { body: { name: 'HR' } })
  const { id: small } = await browser.does('addUnit', { body: { name: 'IT' } })
  const people = []
  for (let n = 0; n < 8; n++) {
    const member = await wiki.person(`Person${n}`, n < 7 ? 'editor' : 'commenter')
    const body = { unit: n < 6 ? unit : small }
    await browser.does('changePerson', { params: { id: member.person.id }, body })
    people.push(member)
  }
  await wiki.person('Rita', 'reader')
  const [anna, , , , , , ida] = people
  for (const who of [anna, ida]) {
    const { types } = await writerOf(wiki, page, who)
    await types('I was here. ')
    pass(8 * 24 * 60)
  }
  const told = await browser.tries('getPageParticipation', { params })
  // Aino, who begins pages, is invited like every administrator. Two and one would be too few.
  expect(told.body).toEqual({
    invited: 9,
    tookPart: 2,
    units: [{ unit: null, name: null, invited: 9, tookPart: 2 }],
    weeks: [
      { from: '2027-03-29', tookPart: 1, soFar: 1 },
      { from: '2027-04-05', tookPart: 1, soFar: 2 },
      { from: '2027-04-12', tookPart: 0, soFar: 2 },
    ],
  })
  for (const { person } of people) expect(told.text).not.toContain(person.id)
  const strategy = { params: { id: wiki.strategy } }
  expect(await browser.does('getStrategyParticipation', strategy)).toEqual(told.body)

  // On a page for few nothing is said by unit.
  const narrowed = { others: null, named: [] }
  await browser.does('changePageAccess', { params, body: { narrowed } })
  const few = await browser.does('getPageParticipation', { params })
  expect(few).toMatchObject({ invited: 1, units: null, weeks: [] })
  throwReported(app)
})
