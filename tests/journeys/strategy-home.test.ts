import { expect, test } from 'vitest'
import { pageId } from '#contract/ids.ts'
import { startApp, throwReported } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { join } from '../support/person.ts'
import { type Member, Wiki } from '../support/wiki.ts'

const quick = { wait: 10, every: 30, retry: 50 }
/** Also on a machine that is busy with other things. */
const patient = { timeout: 20_000 }
const minute = 60_000
const paragraph = (text: string) => node('paragraph', null, text)

async function begin() {
  let now = Date.UTC(2026, 2, 2, 8)
  const app = await startApp({ clock: () => now, digestTimes: quick })
  const wiki = await Wiki.begin(app)
  const strategy = { params: { id: wiki.strategy } }
  return {
    app,
    wiki,
    passes: (minutes: number) => (now += minutes * minute),
    homeOf: (who: Pick<Member, 'browser'>) => who.browser.does('getStrategyHome', strategy),
    visit: (who: Member) => who.browser.does('visitStrategy', strategy),
    writes: (who: Member, page: string, text = 'A word') =>
      writeBlocks(wiki, page, [paragraph(text)], who),
    stage: (stage: string, body: object, who: Pick<Member, 'browser'> = wiki.aino) =>
      who.browser.tries('setStage', {
        params: { ...strategy.params, stage },
        body: { state: 'open', ...body },
      }),
  }
}

test('[E70] home tells what others wrote since I was here before', async () => {
  const { app, wiki, homeOf, passes, visit, writes } = await begin()
  const { aino } = wiki
  const berit = await wiki.person('Berit', 'editor')
  const [one, two] = [await wiki.page('One'), await wiki.page('Two')]
  // Who was never here sees all that others wrote.
  await visit(berit)
  const first = await homeOf(berit)
  expect([first.since, first.changed.map(({ page }) => page).toSorted()]).toEqual([
    null,
    [one, two].toSorted(),
  ])
  passes(20)
  await writes(aino, one)
  await visit(berit)
  expect((await homeOf(berit)).since).toBe(null)
  passes(40)
  await writes(aino, two)
  await writes(berit, two)
  passes(1)
  await writes(aino, two)
  await writes(berit, one)
  passes(60)
  await visit(berit)
  await expect
    .poll(async () => (await homeOf(berit)).changed, patient)
    .toEqual([{ page: two, at: '2026-03-02T09:01:00.000Z', entries: 2, by: [aino.person.id] }])
  const home = await homeOf(berit)
  expect(home.since).toBe('2026-03-02T08:20:00.000Z')
  expect(home.people).toEqual([{ id: aino.person.id, name: 'Aino' }])
  // What Berit wrote is news to Aino.
  expect((await homeOf(aino)).changed).toMatchObject([
    { entries: 1, by: [berit.person.id] },
    { entries: 1, by: [berit.person.id] },
  ])
  throwReported(app)
})

test('[E70] of a page with a long log the newest thousand entries are counted', async () => {
  const { app, wiki, homeOf } = await begin()
  const page = pageId.parse(await wiki.page())
  const berit = await wiki.person('Berit', 'editor')
  const entry = { author: wiki.aino.person.id, kind: 'edit', update: new Uint8Array([0, 0]) }
  const entries = Array.from({ length: 3_000 }, (_, n) => ({
    ...entry,
    kind: 'edit' as const,
    at: n,
  }))
  await app.storage.log.append(page, entries)
  expect((await homeOf(berit)).changed).toMatchObject([{ page, entries: 1_000 }])
})

test('[E71] home tells what is due: reviews, tasks and ends of stages', async () => {
  const { app, wiki, homeOf, stage } = await begin()
  const { aino } = wiki
  const page = await wiki.page('Ours')
  const hidden = await wiki.page('Hidden')
  const task = (text: string, due: string, more: object = {}) =>
    node('taskItem', { due, owner: aino.person.id, ...more }, paragraph(text))
  await writeBlocks(wiki, page, [
    node(
      'taskList',
      null,
      task('Soon', '2026-03-20'),
      task('Past', '2026-02-01'),
      task('Done', '2026-03-05', { checked: true }),
      task('Far', '2026-05-01'),
    ),
  ])
  await writeBlocks(wiki, hidden, [node('taskList', null, task('Secret', '2026-03-03'))])
  await aino.browser.does('changePageAccess', {
    params: { id: hidden },
    body: { narrowed: { others: null, named: [] } },
  })
  for (const [name, body] of [
    ['means', { to: '2026-03-10' }],
    ['start', { to: '2026-03-01', state: 'done' }],
    ['rules', { from: '2026-03-10', to: '2026-04-10', state: 'ahead' }],
  ] as const) {
    expect((await stage(name, body)).status).toBe(200)
  }
  const guest = await join(aino, 'Guest', 'guest')
  await aino.browser.does('setMember', {
    params: { id: wiki.strategy, person: guest.person.id },
    body: { role: 'reader', pages: null },
  })
  await expect
    .poll(async () => (await homeOf(guest)).due, patient)
    .toEqual([
      { kind: 'task', on: '2026-02-01', page, text: 'Past', owner: aino.person.id },
      { kind: 'stage', on: '2026-03-10', stage: 'means' },
      { kind: 'task', on: '2026-03-20', page, text: 'Soon', owner: aino.person.id },
    ])
  // Guests learn the names of those who are named, and of nobody else.
  const { people } = await homeOf(guest)
  expect(people).toEqual([{ id: aino.person.id, name: 'Aino' }])
  await expect
    .poll(async () => (await homeOf(aino)).due, patient)
    .toContainEqual(expect.objectContaining({ page: hidden, text: 'Secret' }))
  throwReported(app)
})

test('[E72] facilitators say where the strategy is on its way', async () => {
  const { app, wiki, stage } = await begin()
  const { browser } = wiki.aino
  const told: string[] = []
  app.bus.subscribe(({ kind }) => void told.push(kind))
  const set = await stage('means', { state: 'open', from: '2026-03-01', to: '2026-04-01' })
  expect(set.status).toBe(200)
  expect(told).toEqual(['strategies'])
  await Promise.all([stage('start', { state: 'done' }), stage('direction', { state: 'done' })])
  await stage('means', { state: 'done', from: '2026-03-01', to: null })
  const { stages } = await browser.does('getStrategy', { params: { id: wiki.strategy } })
  expect(stages).toEqual([
    { name: 'start', state: 'done', from: null, to: null },
    { name: 'direction', state: 'done', from: null, to: null },
    { name: 'means', state: 'done', from: '2026-03-01', to: null },
  ])
  const early = await stage('rules', { from: '2026-03-02', to: '2026-03-01' })
  expect(early.error?.details).toEqual({ to: 'too-early' })
  expect((await stage('rules', { to: '2026-02-30' })).error?.code).toBe('invalid-input')
  expect((await stage('rule', {})).status).toBe(404)
  const berit = await wiki.person('Berit', 'editor')
  expect((await stage('rules', {}, berit)).error?.code).toBe('forbidden')
})
