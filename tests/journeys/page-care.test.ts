import { expect, test } from 'vitest'
import { newId, personId } from '#contract/ids.ts'
import { startApp, throwReported } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { join } from '../support/person.ts'
import { Wiki } from '../support/wiki.ts'

const dayMs = 24 * 3_600_000
const today = Date.parse('2026-08-31T10:00:00Z')

test('[T28] a page has an owner, a deputy, a review day, a status and a language', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const wiki = await Wiki.begin(app)
  const berit = await wiki.person('Berit', 'editor')
  const carl = await wiki.person('Carl', 'reader')
  const page = await wiki.page('Before')
  const params = { id: page }
  const heard: unknown[] = []
  app.bus.subscribe((message) => heard.push(message))
  const given = {
    owner: berit.person.id,
    deputy: carl.person.id,
    reviewOn: '2027-02-28',
    status: 'discussion',
    language: 'fi',
  } as const
  const changed = await berit.browser.does('changePage', { params, body: given })
  expect(changed).toMatchObject({ ...given, title: 'Before' })
  expect(heard).toEqual([{ kind: 'pages', strategy: wiki.strategy }])
  expect(await carl.browser.does('getPage', { params })).toMatchObject(given)
  const { seq } = await app.storage.log.head(changed.id)
  // What is not given stays; what is decided about a page is not written in its text.
  const body = { title: 'After', owner: null }
  expect(await berit.browser.does('changePage', { params, body })).toMatchObject({
    ...given,
    title: 'After',
    owner: null,
  })
  expect((await app.storage.log.head(changed.id)).seq).toBe(seq + 1)
  expect(await berit.browser.does('changePage', { params, body: {} })).toMatchObject({
    title: 'After',
    deputy: carl.person.id,
  })
  const { pages } = await carl.browser.does('listPages', { params: { id: wiki.strategy } })
  expect(pages.at(-1)).toMatchObject({ title: 'After', owner: null, status: 'discussion' })
  for (const wrong of [{ status: 'done' }, { reviewOn: '2027-02-30' }, { owner: 'nobody' }]) {
    const refused = await berit.browser.ask('PATCH', `/api/pages/${page}`, wrong)
    expect([refused.status, refused.error?.code]).toEqual([400, 'invalid-input'])
  }
  expect((await carl.browser.tries('changePage', { params, body: given })).status).toBe(403)
  throwReported(app)
})

test('[T28] who answers for a page exists and can read it', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const wiki = await Wiki.begin(app)
  const berit = await wiki.person('Berit', 'editor')
  const stranger = await join(wiki.aino, 'Stranger')
  const left = await wiki.person('Left', 'editor')
  await wiki.aino.browser.does('setPersonActive', {
    params: { id: left.person.id },
    body: { active: false },
  })
  const params = { id: await wiki.page() }
  for (const id of [stranger.person.id, left.person.id, newId(personId)]) {
    for (const as of ['owner', 'deputy'] as const) {
      const refused = await berit.browser.tries('changePage', { params, body: { [as]: id } })
      expect([refused.status, refused.error?.details]).toEqual([400, { [as]: 'not-a-reader' }])
    }
  }
  // Administrators read every page.
  const body = { owner: wiki.aino.person.id }
  expect(await berit.browser.does('changePage', { params, body })).toMatchObject(body)
  // Who cannot read it any more stays named until somebody else is.
  const named = { owner: berit.person.id }
  await wiki.aino.browser.does('changePage', { params, body: named })
  await wiki.setRole(berit, null)
  const kept = { ...named, status: 'agreed' } as const
  expect(await wiki.aino.browser.does('changePage', { params, body: kept })).toMatchObject(kept)
  throwReported(app)
})

test('[T28] of two who change different things at once neither undoes the other', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const wiki = await Wiki.begin(app)
  const params = { id: await wiki.page('Before') }
  const { browser, person } = wiki.aino
  const body = { title: 'After' }
  await Promise.all([
    browser.does('changePage', { params, body: { owner: person.id } }),
    browser.does('changePage', { params, body: { deputy: person.id } }),
    browser.does('changePage', { params, body: { status: 'agreed' } }),
    browser.does('changePage', { params, body: { reviewOn: '2030-01-01' } }),
    browser.does('changePage', { params, body }),
    browser.does('changePageAccess', { params, body: { narrowed: { others: null, named: [] } } }),
  ])
  expect(await browser.does('getPage', { params })).toMatchObject({
    ...body,
    owner: person.id,
    deputy: person.id,
    status: 'agreed',
    reviewOn: '2030-01-01',
    narrowed: true,
  })
})

test('[T28] a page from a template is to be looked at again when the template says', async () => {
  let now = today
  const app = await startApp({ storage: memoryStorage(), clock: () => now })
  const wiki = await Wiki.begin(app)
  const { browser } = wiki.aino
  const { pages } = await browser.does('listPages', { params: { id: wiki.strategy } })
  expect(pages.map(({ reviewOn, template }) => [template, reviewOn])).toEqual([
    ['customers', '2027-08-31'],
    ['goals', '2027-08-31'],
    ['methods', '2027-08-31'],
    ['tools', '2027-02-28'],
    ['guidelines', '2027-08-31'],
    ['feedback', '2027-02-28'],
  ])
  now += dayMs
  const params = { id: wiki.strategy }
  const crisis = await browser.does('makePage', { params, body: { template: 'crisis' } })
  expect(crisis.reviewOn).toBe('2027-03-01')
  expect((await browser.does('makePage', { params, body: {} })).reviewOn).toBeNull()
})

test('[T28] the key question follows the language, the text is people’s', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const { aino, strategy } = await Wiki.begin(app)
  const { pages } = await aino.browser.does('listPages', { params: { id: strategy } })
  const params = { id: pages[0]?.id ?? '' }
  const body = { language: 'nb' } as const
  const changed = await aino.browser.does('changePage', { params, body })
  expect(changed).toMatchObject({ keyQuestion: 'Hvem gjør vi dette for?', title: 'Customers' })
  const settings = { languages: ['en', 'fi'], language: 'en' } as const
  await aino.browser.ask('PATCH', '/api/organisation', settings)
  const given = await aino.browser.ask('PATCH', `/api/pages/${params.id}`, { language: 'sv' })
  expect([given.status, given.error?.code]).toEqual([400, 'invalid-input'])
  // What it is in already may be said again.
  expect((await aino.browser.tries('changePage', { params, body })).status).toBe(200)
})
