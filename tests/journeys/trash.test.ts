import { afterEach, beforeEach, expect, test } from 'vitest'
import { pageId } from '#contract/ids.ts'
import { rejection } from '#contract/wire.ts'
import { StorageFailed } from '../../server/contract/errors.ts'
import { type RunningApp, startApp, throwReported } from '../support/app.ts'
import { type MemoryStorage, memoryStorage } from '../support/memory-storage.ts'
import { emptyStrategy, pagesOf, treeFor } from '../support/tree.ts'
import { type Member, Wiki } from '../support/wiki.ts'

let storage: MemoryStorage
let app: RunningApp
let wiki: Wiki
let berit: Member
let carl: Member
let strategy: string
/** Transactions with several changes, by how many; they fail while `isBroken`. */
let transactions: number[]
let isBroken: boolean
/** Errors that the test brings about. */
let expected: number

const reported = () => app.reported.filter(({ error }) => error instanceof StorageFailed)

beforeEach(async () => {
  transactions = []
  isBroken = false
  expected = 0
  const memory = memoryStorage()
  storage = {
    ...memory,
    catalogue: {
      ...memory.catalogue,
      transact(partition, changes) {
        if (isBroken) throw new StorageFailed('made to fail')
        transactions.push(changes.length)
        return memory.catalogue.transact(partition, changes)
      },
    },
  }
  app = await startApp({ storage })
  wiki = await Wiki.begin(app)
  berit = await wiki.person('Berit', 'editor')
  carl = await wiki.person('Carl', 'commenter')
  strategy = await emptyStrategy(wiki.aino)
  for (const [{ person }, role] of [
    [berit, 'editor'],
    [carl, 'commenter'],
  ] as const) {
    const params = { id: strategy, person: person.id }
    await wiki.aino.browser.does('setMember', { params, body: { role } })
  }
})
afterEach(() => {
  wiki.leave()
  if (expected === 0) throwReported(app)
  else expect(app.reported).toHaveLength(expected)
})

const trash = ({ browser }: Member, id: string) => browser.does('trashPage', { params: { id } })
const restore = ({ browser }: Member, id: string) => browser.does('restorePage', { params: { id } })
const trashFor = async ({ browser }: Member) => {
  const { pages } = await browser.does('listTrash', { params: { id: strategy } })
  return pages.map(({ title }) => title)
}
const access = (id: string, body: object) =>
  wiki.aino.browser.ask('PATCH', `/api/pages/${id}/access`, body)

test('[T25] a page goes into the trash with all under it, and comes back with it', async () => {
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: 'A', C: 'B', D: null })
  const before = Date.now()
  transactions = []
  await trash(berit, p.A)
  // The strategy and three pages, all at once.
  expect(transactions).toEqual([4])
  expect(await treeFor(carl, strategy)).toBe('D')
  expect((await trashFor(berit)).toSorted()).toEqual(['A', 'B', 'C'])
  const { pages } = await berit.browser.does('getStrategy', { params: { id: strategy } })
  expect(pages).toEqual([p.D])

  const gone = await carl.browser.does('getPage', { params: { id: p.C } })
  expect(gone).toMatchObject({
    role: 'commenter',
    parent: p.B,
    trashed: { by: berit.person.id, with: p.A },
  })
  expect(Date.parse(gone.trashed?.at ?? '')).toBeGreaterThanOrEqual(before)
  const content = await carl.browser.does('getPageContent', { params: { id: p.C } })
  expect(content.text).toContain('C')

  transactions = []
  expect(await restore(berit, p.A)).toMatchObject({ id: p.A, trashed: null })
  expect(transactions).toEqual([4])
  expect(await treeFor(carl, strategy)).toBe('A(B(C)) D')
  expect(await trashFor(berit)).toEqual([])
  // Taken out once more, nothing happens.
  expect(await restore(berit, p.A)).toMatchObject({ id: p.A, trashed: null })
  expect((await carl.browser.tries('listTrash', { params: { id: strategy } })).status).toBe(403)
})

test('[T25] what was trashed by itself stays there; who comes back alone comes to the top', async () => {
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: 'A', C: 'B', D: 'A', E: 'D' })
  await trash(berit, p.D)
  await trash(wiki.aino, p.A)
  expect(await trashFor(berit)).toHaveLength(5)
  // Trashed last first.
  expect((await trashFor(berit)).slice(-2).toSorted()).toEqual(['D', 'E'])
  await restore(berit, p.B)
  expect(await treeFor(carl, strategy)).toBe('B(C)')
  await restore(berit, p.A)
  expect(await treeFor(carl, strategy)).toBe('A B(C)')
  await restore(berit, p.E)
  expect(await treeFor(carl, strategy)).toBe('A B(C) E')
  await restore(berit, p.D)
  expect(await treeFor(carl, strategy)).toBe('A(D) B(C) E')
})

test('[T25] what somebody may not write on does not go along', async () => {
  const p = await pagesOf(wiki.aino, strategy, { A: null, Hidden: 'A', Low: 'Hidden', Locked: 'A' })
  await access(p.Hidden, { narrowed: { others: null, named: [] } })
  await access(p.Locked, { locked: true })
  const refused = await berit.browser.tries('trashPage', { params: { id: p.Locked } })
  expect([refused.status, refused.error?.code]).toEqual([423, 'locked'])
  await trash(berit, p.A)
  expect(await trashFor(berit)).toEqual(['A'])
  expect(await treeFor(wiki.aino, strategy)).toBe('Hidden(Low) Locked')
  expect(await treeFor(berit, strategy)).toBe('Low Locked')
  await restore(wiki.aino, p.A)
  expect(await treeFor(wiki.aino, strategy)).toBe('A(Hidden(Low) Locked)')
})

test('[T25] what is in the trash and not for somebody is named to them nowhere', async () => {
  const p = await pagesOf(wiki.aino, strategy, { Secret: null, Open: 'Secret' })
  await access(p.Secret, { narrowed: { others: null, named: [] } })
  await trash(wiki.aino, p.Secret)
  expect(await trashFor(wiki.aino)).toHaveLength(2)
  const { browser } = berit
  const seen = [
    await browser.tries('listTrash', { params: { id: strategy } }),
    await browser.tries('getPage', { params: { id: p.Secret } }),
    await browser.tries('restorePage', { params: { id: p.Secret } }),
  ]
  expect(seen.map(({ status }) => status)).toEqual([200, 404, 404])
  for (const { text } of seen) expect(text).not.toMatch(/Secret/)
  expect(await trashFor(berit)).toEqual(['Open'])
})

test('[T25] when it cannot be stored nothing has gone', async () => {
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: 'A' })
  isBroken = true
  const refused = await berit.browser.tries('trashPage', { params: { id: p.A } })
  expect(refused.status).toBe(503)
  isBroken = false
  expect(await treeFor(berit, strategy)).toBe('A(B)')
  await trash(berit, p.A)
  isBroken = true
  const back = await berit.browser.tries('restorePage', { params: { id: p.A } })
  expect(back.status).toBe(503)
  isBroken = false
  expect(await trashFor(berit)).toHaveLength(2)
  expect(reported()).toHaveLength(2)
  expected = 2
})

test('[T25] nothing is lost between two who trash, restore and move at once', async () => {
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: 'A', C: 'B', D: null })
  const ids = Object.values(p)
  for (let round = 0; round < 8; round += 1) {
    await Promise.all([
      berit.browser.tries('trashPage', { params: { id: p.A } }),
      wiki.aino.browser.ask('PUT', `/api/pages/${p.C}/place`, { parent: p.D, before: null }),
      wiki.aino.browser.tries('trashPage', { params: { id: p.D } }),
      berit.browser.tries('restorePage', { params: { id: p.D } }),
      wiki.aino.browser.ask('POST', `/api/strategies/${strategy}/pages`, { parent: p.B }),
    ])
    for (const id of ids) await wiki.aino.browser.does('restorePage', { params: { id } })
    const { pages } = await berit.browser.does('listPages', { params: { id: strategy } })
    const found = pages.map(({ id }) => id)
    expect(found).toEqual(expect.arrayContaining(ids))
    expect(new Set(found).size).toBe(found.length)
    // Every page can be reached from the top.
    const tree = await treeFor(berit, strategy)
    for (const title of Object.keys(p)) expect(tree).toContain(title)
    for (const id of ids) {
      await wiki.aino.browser.ask('PUT', `/api/pages/${id}/place`, { parent: null, before: null })
    }
    await wiki.aino.browser.ask('PUT', `/api/pages/${p.B}/place`, { parent: p.A, before: null })
    await wiki.aino.browser.ask('PUT', `/api/pages/${p.C}/place`, { parent: p.B, before: null })
  }
})

test('[T26] nobody writes in the trash, facilitators neither', async () => {
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: null })
  await trash(berit, p.A)
  const params = { id: p.A }
  const { seq } = await storage.log.head(pageId.parse(p.A))
  for (const { browser } of [wiki.aino, berit]) {
    for (const refused of [
      await browser.tries('changePage', { params, body: { title: 'After' } }),
      await browser.tries('changePage', { params, body: { status: 'agreed' } }),
      await browser.tries('movePage', { params, body: { parent: null, before: null } }),
      await browser.tries('setPageSource', { params, body: { source: null } }),
      await browser.tries('trashPage', { params }),
    ]) {
      expect([refused.status, refused.error?.code]).toEqual([423, 'locked'])
      expect(refused.error?.details).toEqual({ reason: 'trash' })
    }
    const under = await browser.ask('POST', `/api/strategies/${strategy}/pages`, { parent: p.A })
    expect([under.status, under.error?.details]).toEqual([409, { parent: 'trash' }])
    const moved = await browser.ask('PUT', `/api/pages/${p.B}/place`, { parent: p.A, before: null })
    expect([moved.status, moved.error?.details]).toEqual([409, { parent: 'trash' }])
  }
  const forbidden = await carl.browser.tries('changePage', { params, body: { title: 'After' } })
  expect(forbidden.error?.code).toBe('forbidden')
  expect((await storage.log.head(pageId.parse(p.A))).seq).toBe(seq)
  // Who may be there is still for facilitators to say.
  expect((await access(p.A, { narrowed: { others: null, named: [] } })).status).toBe(200)
  expect((await berit.browser.tries('getPage', { params })).status).toBe(404)
})

test('[T26] who has a page open that goes into the trash is told, and writes again afterwards', async () => {
  const p = await pagesOf(wiki.aino, strategy, { A: null, B: 'A', C: null })
  const writers = [
    wiki.client(p.A, wiki.aino, { ack: true }),
    wiki.client(p.A, berit, { ack: true }),
    wiki.client(p.B, berit, { ack: true }),
  ]
  const reading = wiki.client(p.A, carl, { ack: true })
  const elsewhere = wiki.client(p.C, berit, { ack: true })
  for (const client of [...writers, reading, elsewhere]) await client.untilSynced()
  writers[0]?.add('before;')
  await writers[0]?.until(() => writers[0]?.complete === true, 'saved')
  await trash(berit, p.A)
  for (const client of writers) {
    await client.until(() => client.modes.at(-1) === 'locked', 'told', 2_000)
    client.add('forbidden;')
    await client.until(() => client.rejected.length > 0, 'refused')
    expect(client.rejected[0]?.code).toBe(rejection.readOnly.code)
    expect(client.closes).toEqual([])
  }
  const late = wiki.client(p.A, berit, { ack: true })
  await late.untilSynced()
  expect(late.modes).toEqual(['locked'])
  expect(late.text).toContain('before;')
  expect([reading.modes, elsewhere.modes]).toEqual([['read-only'], ['normal']])

  await restore(berit, p.A)
  for (const client of writers) {
    await client.until(() => client.modes.at(-1) === 'normal', 'told', 2_000)
  }
  const again = wiki.client(p.B, berit, { ack: true })
  await again.untilSynced()
  again.add('after;')
  await again.until(() => again.complete, 'saved')
  expect((await wiki.fresh(p.A)).text).not.toContain('forbidden')
})

test('[T26] trashed in the middle of typing, all that was acknowledged stays', async () => {
  const p = await pagesOf(wiki.aino, strategy, { A: null })
  const typists = [wiki.aino, berit].map((who) => wiki.client(p.A, who, { ack: true }))
  for (const typist of typists) await typist.untilSynced()
  let typed = 0
  const typing = setInterval(() => {
    typed += 1
    for (const [index, typist] of typists.entries()) {
      if (typist.modes.at(-1) === 'normal') typist.add(`word ${index}.${typed};`)
    }
  }, 1)
  await typists[0]?.until(() => (typists[0]?.acked.length ?? 0) > 10, 'typed')
  await trash(berit, p.A)
  for (const typist of typists) {
    await typist.until(() => typist.modes.at(-1) === 'locked', 'told', 2_000)
  }
  clearInterval(typing)
  const seen = await wiki.fresh(p.A)
  for (const typist of typists) {
    for (const text of typist.acked) expect(seen.text).toContain(text)
  }
})
