import { expect, test } from 'vitest'
import { newId, pageId } from '#contract/ids.ts'
import type { RunningApp } from '../support/app.ts'
import { join, type SignedIn } from '../support/person.ts'
import { emptyStrategy, pagesOf, treeFor } from '../support/tree.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let app: RunningApp
let wiki: Wiki
let berit: Member

shareWiki(async (begun, running) => {
  wiki = begun
  app = running
  berit = await wiki.person('Berit', 'editor')
})

/** A strategy of its own in which Berit is an editor. */
async function strategyWithBerit(): Promise<string> {
  const id = await emptyStrategy(wiki.aino)
  const params = { id, person: berit.person.id }
  await wiki.aino.browser.does('setMember', { params, body: { role: 'editor' } })
  return id
}
const move = (
  { browser }: SignedIn,
  id: string,
  parent: string | null,
  before: string | null = null,
) => browser.ask('PUT', `/api/pages/${id}/place`, { parent, before })
const hide = (page: string) =>
  wiki.aino.browser.does('changePageAccess', {
    params: { id: page },
    body: { narrowed: { others: null, named: [] } },
  })

test('[T23] pages are moved with all under them, and put in order', async () => {
  const strategy = await strategyWithBerit()
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: 'A', C: 'B', D: null, E: null })
  const tree = () => treeFor(berit, strategy)
  expect(await tree()).toBe('A(B(C)) D E')
  const moved = await move(berit, p.B, p.D)
  expect(moved.body).toMatchObject({ id: p.B, parent: p.D, role: 'editor' })
  expect(await tree()).toBe('A D(B(C)) E')
  await move(berit, p.E, null, p.A)
  expect(await tree()).toBe('E A D(B(C))')
  await move(berit, p.A, p.D, p.B)
  await move(berit, p.C, null)
  expect(await tree()).toBe('E D(A B) C')
  // At the end, where it is already.
  expect((await move(berit, p.C, null)).status).toBe(200)
  expect(await tree()).toBe('E D(A B) C')
  const { pages } = await berit.browser.does('getStrategy', { params: { id: strategy } })
  expect(pages.toSorted()).toEqual(Object.values(p).toSorted())
})

test('[T23] a page stands under another one of its strategy, never under itself, five at most', async () => {
  const strategy = await strategyWithBerit()
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: 'A', C: 'B', D: 'C', E: 'D', F: null })
  const elsewhere = await wiki.page()
  const refusal = async (page: string, parent: string, before: string | null = null) => {
    const { error, status } = await move(berit, page, parent, before)
    return [status, error?.details ?? error?.code]
  }
  expect(await refusal(p.A, p.A)).toEqual([409, { parent: 'under-itself' }])
  expect(await refusal(p.B, p.D)).toEqual([409, { parent: 'under-itself' }])
  expect(await refusal(p.F, p.E)).toEqual([409, { parent: 'depth' }])
  expect(await refusal(p.A, p.F)).toEqual([409, { parent: 'depth' }])
  expect(await refusal(p.F, elsewhere)).toEqual([404, 'not-found'])
  expect(await refusal(p.F, newId(pageId))).toEqual([404, 'not-found'])
  expect(await refusal(p.F, p.A, p.C)).toEqual([409, { before: 'elsewhere' }])
  expect(await refusal(p.F, p.A, elsewhere)).toEqual([404, 'not-found'])
  expect(await treeFor(berit, strategy)).toBe('A(B(C(D(E)))) F')

  const add = async (parent: string) => {
    const body = { title: 'New', parent }
    return (await berit.browser.ask('POST', `/api/strategies/${strategy}/pages`, body)).error
  }
  const entries = (await app.storage.log.pages()).length
  expect((await add(p.E))?.details).toEqual({ parent: 'depth' })
  expect((await add(elsewhere))?.code).toBe('not-found')
  // Nothing was written for them.
  expect((await app.storage.log.pages()).length).toBe(entries)
})

test('[T23] two who move pages under each other at once make no circle', async () => {
  for (let round = 0; round < 10; round += 1) {
    const strategy = await strategyWithBerit()
    const p = await pagesOf(wiki.aino, strategy, { A: null, B: null, C: null })
    const answers = await Promise.all([
      move(wiki.aino, p.A, p.B),
      move(berit, p.B, p.C),
      move(wiki.aino, p.C, p.A),
    ])
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([200, 200, 409])
    expect(await treeFor(berit, strategy)).toMatch(/^([ABC])\(([ABC])\(([ABC])\)\)$/)
  }
})

test('[T23] many who put pages in order at once lose none', async () => {
  const strategy = await strategyWithBerit()
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: null, C: null, D: null, E: null })
  const ids = Object.values(p)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      move(n % 2 ? berit : wiki.aino, ids[n % 5] ?? '', null, ids[(n * 3 + 1) % 5] ?? null),
    ),
  )
  // None comes before itself.
  for (const { status } of answers) expect([200, 409]).toContain(status)
  const { pages } = await berit.browser.does('listPages', { params: { id: strategy } })
  expect(pages.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
})

test('[T24] what the mover does not see keeps its place and is named nowhere', async () => {
  const strategy = await strategyWithBerit()
  const p = await pagesOf(wiki.aino, strategy, {
    A: null,
    Hidden: null,
    B: null,
    Above: null,
    Under: 'Above',
    Low: 'Under',
  })
  await hide(p.Hidden)
  await hide(p.Under)
  expect(await treeFor(wiki.aino, strategy)).toBe('A Hidden B Above(Under(Low))')
  expect(await treeFor(berit, strategy)).toBe('A B Above(Low)')
  await move(berit, p.B, null, p.A)
  expect(await treeFor(wiki.aino, strategy)).toBe('B A Hidden Above(Under(Low))')
  // Before a page that stands there for the mover, though under a page that is not for them.
  await move(berit, p.A, p.Above, p.Low)
  expect(await treeFor(berit, strategy)).toBe('B Above(A Low)')
  await move(berit, p.Above, p.B)
  expect(await treeFor(wiki.aino, strategy)).toBe('B(Above(Under(Low) A)) Hidden')

  for (const [parent, before] of [
    [p.Under, null],
    [null, p.Hidden],
  ] as const) {
    const refused = await move(berit, p.Low, parent, before)
    expect([refused.status, refused.error?.code]).toEqual([404, 'not-found'])
  }
  const { browser } = berit
  const seen = [
    await browser.tries('listPages', { params: { id: strategy } }),
    await browser.tries('getStrategy', { params: { id: strategy } }),
    await browser.tries('getPage', { params: { id: p.Low } }),
    await browser.tries('findPages'),
  ]
  const text = seen.map((answer) => answer.text).join('\n')
  expect(text).not.toContain(p.Hidden)
  expect(text).not.toContain(p.Under)
  expect(text).toContain(p.Low)
})

test('[T23] who only reads moves nothing; who writes on some pages alone moves those', async () => {
  const strategy = await strategyWithBerit()
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: null, C: null })
  const guest = await join(wiki.aino, 'Guest', 'guest')
  const carl = await join(wiki.aino, 'Carl')
  const give = (who: SignedIn, body: { role: 'editor' | 'commenter'; pages?: string[] }) =>
    wiki.aino.browser.ask('PUT', `/api/strategies/${strategy}/members/${who.person.id}`, {
      pages: null,
      ...body,
    })
  await give(guest, { role: 'editor', pages: [p.A, p.B] })
  await give(carl, { role: 'commenter' })
  expect((await move(carl, p.A, null)).error?.code).toBe('forbidden')
  expect((await move(guest, p.C, null)).error?.code).toBe('not-found')
  expect((await move(guest, p.B, p.A)).status).toBe(200)
  expect((await move(guest, p.B, p.C)).error?.code).toBe('not-found')
  expect(await treeFor(carl, strategy)).toBe('A(B) C')
})

test('[T32] to go to a page, everybody finds those that they may read', async () => {
  const strategy = await strategyWithBerit()
  const p = await pagesOf(wiki.aino, strategy, { Shown: null, Hidden: null, Gone: null })
  await hide(p.Hidden)
  await wiki.aino.browser.does('trashPage', { params: { id: p.Gone } })
  const found = async ({ browser }: SignedIn) =>
    (await browser.does('findPages')).pages.filter((page) => page.strategy === strategy)
  expect((await found(wiki.aino)).map(({ title }) => title)).toEqual(['Shown', 'Hidden'])
  expect(await found(berit)).toEqual([
    { id: p.Shown, strategy, title: 'Shown', language: 'en', parent: null },
  ])
  expect(await found(await join(wiki.aino, 'Stranger'))).toEqual([])
})
