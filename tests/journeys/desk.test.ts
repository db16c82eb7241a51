import { expect, test } from 'vitest'
import { newId, pageId } from '#contract/ids.ts'
import { startApp } from '../support/app.ts'
import type { Member } from '../support/wiki.ts'
import { Wiki } from '../support/wiki.ts'

async function begin() {
  let now = Date.UTC(2026, 2, 2, 8)
  const app = await startApp({ clock: () => now })
  const wiki = await Wiki.begin(app)
  return { app, wiki, passes: (minutes: number) => (now += minutes * 60_000) }
}

const onto = (who: Member, id: string, favourite = true) =>
  who.browser.does('setFavourite', { params: { id }, body: { favourite } })
const visit = (who: Member, id: string) => who.browser.does('visitPage', { params: { id } })
const deskOf = (who: Member) => who.browser.does('getDesk')
const ids = (pages: readonly { readonly id: string }[]) => pages.map(({ id }) => id)

test('[E54] my favourites and where I was are at hand, the newest first', async () => {
  const { app, wiki, passes } = await begin()
  const { aino } = wiki
  const [one, two, three] = [await wiki.page('One'), await wiki.page('Two'), await wiki.page('3')]
  expect(await deskOf(aino)).toEqual({ favourites: [], recent: [], mine: [], tasks: [] })
  await onto(aino, two)
  await onto(aino, one)
  await onto(aino, one)
  await onto(aino, three)
  await onto(aino, three, false)
  for (const page of [one, two, one, three]) {
    await visit(aino, page)
    passes(1)
  }
  const desk = await deskOf(aino)
  expect(ids(desk.favourites)).toEqual([two, one])
  expect(desk.recent).toMatchObject([
    { id: three, title: '3', at: '2026-03-02T08:03:00.000Z' },
    { id: one, at: '2026-03-02T08:02:00.000Z' },
    { id: two, at: '2026-03-02T08:01:00.000Z' },
  ])
  // Nobody else's.
  const berit = await wiki.person('Berit', 'reader')
  expect(await deskOf(berit)).toEqual({ favourites: [], recent: [], mine: [], tasks: [] })
  expect(app.reported).toEqual([])
})

test('[E55] what is not for me any more is not on my desk', async () => {
  const { app, wiki } = await begin()
  const berit = await wiki.person('Berit', 'editor')
  const page = await wiki.page()
  await onto(berit, page)
  await visit(berit, page)
  const narrow = (others: 'reader' | null) =>
    wiki.aino.browser.does('changePageAccess', {
      params: { id: page },
      body: { narrowed: others && { others, named: [] } },
    })
  expect(ids((await deskOf(berit)).favourites)).toEqual([page])
  await wiki.aino.browser.does('changePageAccess', {
    params: { id: page },
    body: { narrowed: { others: null, named: [] } },
  })
  expect(await deskOf(berit)).toEqual({ favourites: [], recent: [], mine: [], tasks: [] })
  await narrow('reader')
  expect(ids((await deskOf(berit)).recent)).toEqual([page])
  // Nor what is in the trash, as long as it is there.
  const { browser } = wiki.aino
  await browser.does('changePage', {
    params: { id: page },
    body: { owner: berit.person.id, deputy: wiki.aino.person.id },
  })
  expect((await deskOf(berit)).mine).toMatchObject([{ id: page, as: 'owner' }])
  expect((await deskOf(wiki.aino)).mine).toMatchObject([{ id: page, as: 'deputy' }])
  await browser.does('trashPage', { params: { id: page } })
  expect(await deskOf(berit)).toEqual({ favourites: [], recent: [], mine: [], tasks: [] })
  await browser.does('restorePage', { params: { id: page } })
  expect(ids((await deskOf(berit)).favourites)).toEqual([page])
  await wiki.setRole(berit, null)
  expect(await deskOf(berit)).toEqual({ favourites: [], recent: [], mine: [], tasks: [] })
  const absent = newId(pageId)
  for (const id of [page, absent]) {
    const params = { id }
    const body = { favourite: true }
    expect((await berit.browser.tries('setFavourite', { params, body })).status).toBe(404)
    expect((await berit.browser.tries('visitPage', { params })).status).toBe(404)
  }
  expect(app.reported).toEqual([])
})

test('[E54] clicks of one person in several windows at once are all kept', async () => {
  const { wiki } = await begin()
  const pages = await Promise.all(Array.from({ length: 6 }, (_, n) => wiki.page(`Page ${n}`)))
  await Promise.all(pages.map((page) => onto(wiki.aino, page)))
  await Promise.all(pages.map((page) => visit(wiki.aino, page)))
  const desk = await deskOf(wiki.aino)
  expect(ids(desk.favourites).toSorted()).toEqual(pages.toSorted())
  expect(ids(desk.recent).toSorted()).toEqual(pages.toSorted())
})

test('[E54] the two hundred and first favourite is refused, and said to be', async () => {
  const { app, wiki } = await begin()
  const { person } = wiki.aino
  const favourites = Array.from({ length: 200 }, () => newId(pageId))
  await app.storage.catalogue.transact(`desks-${person.id.slice(0, 1)}`, [
    { do: 'put', collection: 'desks', id: person.id, value: { person: person.id, favourites } },
  ])
  const params = { id: await wiki.page() }
  const refused = await wiki.aino.browser.tries('setFavourite', {
    params,
    body: { favourite: true },
  })
  expect(refused.error?.details).toEqual({ favourite: 'too-many' })
})

test('[E56] my desk is among my data', async () => {
  const { wiki } = await begin()
  const page = await wiki.page()
  await onto(wiki.aino, page)
  await visit(wiki.aino, page)
  const { desk } = await wiki.aino.browser.does('getMyData')
  const at = '2026-03-02T08:00:00.000Z'
  expect(desk).toEqual({
    person: wiki.aino.person.id,
    favourites: [page],
    recent: [{ page, at, seq: 1, before: null }],
    here: [{ strategy: wiki.strategy, now: at, before: null }],
  })
})

test('[E57] a visit ends after half an hour away', async () => {
  const { wiki, passes } = await begin()
  const { browser } = wiki.aino
  const params = { id: wiki.strategy }
  const here = async () => (await browser.does('getMyData')).desk.here
  const be = async (after: number) => {
    passes(after)
    await browser.does('visitStrategy', { params })
  }
  await be(0)
  await be(20)
  await be(25)
  expect(await here()).toMatchObject([{ now: '2026-03-02T08:45:00.000Z', before: null }])
  await be(31)
  await be(5)
  const again = { now: '2026-03-02T09:21:00.000Z', before: '2026-03-02T08:45:00.000Z' }
  expect(await here()).toMatchObject([again])
  // Whoever is on a page is in its strategy.
  const page = await wiki.page()
  passes(25)
  await browser.does('visitPage', { params: { id: page } })
  await be(25)
  expect(await here()).toMatchObject([{ ...again, now: '2026-03-02T10:11:00.000Z' }])
})
