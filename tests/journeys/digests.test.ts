import { expect, test } from 'vitest'
import { newId, personId, scaleId } from '#contract/ids.ts'
import { StorageFailed } from '#contract/errors.ts'
import { elementFor } from '../../server/rooms/content.ts'
import type { Catalogue } from '../../server/storage/storage.ts'
import { type AppOverrides, type RunningApp, startApp, throwReported } from '../support/app.ts'
import { node, scalesBlock, writeBlocks } from '../support/blocks.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { setUp } from '../support/person.ts'
import { Wiki } from '../support/wiki.ts'

const quick = { wait: 10, every: 30, retry: 50 }
/** Also on a machine that is busy with other things. */
const patient = { timeout: 20_000 }
const paragraph = (...parts: Parameters<typeof node>[2][]) => node('paragraph', null, ...parts)

/** The digest of a page as it is stored. */
async function storedOf({ storage }: RunningApp, strategy: string, page: string) {
  return (await storage.catalogue.get(`digests-${strategy}`, 'digests', page))?.value
}

async function begin(overrides: AppOverrides = {}) {
  const app = await startApp({ digestTimes: quick, ...overrides })
  const wiki = await Wiki.begin(app)
  const listed = async (id: string) => {
    const { pages } = await wiki.aino.browser.does('listPages', { params: { id: wiki.strategy } })
    return pages.find((page) => page.id === id)
  }
  return { app, wiki, listed }
}

test('[E62] lists tell how far a page has come, soon after it was written', async () => {
  const { app, wiki, listed } = await begin()
  const page = await wiki.page()
  await writeBlocks(wiki, page, [
    node('question', null, 'Why?'),
    paragraph('Because we may.'),
    node('question', null, 'How?'),
    paragraph(),
  ])
  await expect
    .poll(() => listed(page), patient)
    .toMatchObject({
      progress: { questions: 2, answered: 1, words: 3 },
    })
  const seen = await wiki.aino.browser.does('getPage', { params: { id: page } })
  expect(seen.progress).toEqual({ questions: 2, answered: 1, words: 3 })
  const written = Date.parse(seen.changedAt ?? '')
  expect(Math.abs(Date.now() - written)).toBeLessThan(60_000)
  throwReported(app)
})

test('[E61] [E62] a page from a template has answers when somebody gives one', async () => {
  const { app, wiki } = await begin()
  const { browser } = wiki.aino
  const params = { id: wiki.strategy }
  for (const template of ['goals', 'feedback', 'guidelines']) {
    await browser.does('makePage', { params, body: { template } })
  }
  const progress = async () => (await browser.does('listPages', { params })).pages
  await expect
    .poll(async () => (await progress()).every((page) => page.progress !== null), patient)
    .toBe(true)
  for (const page of await progress()) {
    expect([page.template, page.progress?.answered, page.changedAt]).toEqual([
      page.template,
      0,
      null,
    ])
    if (page.template !== null) expect(page.progress?.questions).toBeGreaterThan(0)
  }
  throwReported(app)
})

test('[E62] a scale in the place of an answer is one when somebody has answered it', async () => {
  const { wiki, listed } = await begin()
  const page = await wiki.page()
  const scale = newId(scaleId)
  await writeBlocks(wiki, page, [node('question', null, 'How open?'), scalesBlock([scale])])
  await expect.poll(async () => (await listed(page))?.progress?.questions, patient).toBe(1)
  expect((await listed(page))?.progress?.answered).toBe(0)
  const answer = (value: number | null) =>
    wiki.aino.browser.does('answerScale', { params: { id: page, scale }, body: { value } })
  await answer(4)
  await expect.poll(async () => (await listed(page))?.progress?.answered, patient).toBe(1)
  await answer(null)
  await expect.poll(async () => (await listed(page))?.progress?.answered, patient).toBe(0)
})

test('[E63] those who have the lists open are told when these show something else, not of each word', async () => {
  let now = Date.UTC(2026, 2, 2, 8)
  const { app, wiki, listed } = await begin({ clock: () => now })
  const [page, other] = [await wiki.page(), await wiki.page()]
  for (const each of [page, other]) {
    await expect.poll(async () => (await listed(each))?.progress, patient).not.toBe(null)
  }
  let told = 0
  app.bus.subscribe((message) => {
    if (message.kind === 'pages') told += 1
  })
  const client = await wiki.client(page, wiki.aino, { ack: true }).untilSynced()
  for (let n = 1; n <= 5; n += 1) {
    client.add(`word${n}`)
    await expect.poll(async () => (await listed(page))?.progress?.words, patient).toBe(n)
  }
  // Five words are no reason to tell five times; the first one may be, where the page was just made.
  expect(told).toBeLessThanOrEqual(1)
  const before = told
  client.root.push([node('question', null, 'Why?'), paragraph('So')].map(elementFor))
  await expect.poll(async () => (await listed(page))?.progress?.answered, patient).toBe(1)
  expect(told).toBe(before + 1)
  // Lists tell of what is due, and within ten minutes of when somebody wrote.
  const task = node('taskItem', { due: '2026-03-03' }, paragraph('Ask'))
  client.root.push([elementFor(node('taskList', null, task))])
  await expect.poll(() => told, patient).toBe(before + 2)
  // Whoever reads a page sees which others mention it.
  const mention = node('pageMention', { page: other, label: 'Other' })
  client.root.push([elementFor(node('paragraph', null, mention))])
  await expect.poll(() => told, patient).toBe(before + 3)
  now += 10 * 60_000
  client.add('later')
  await expect.poll(() => told, patient).toBe(before + 4)
})

test('[E64] what was not stored when the server stopped is made when it starts', async () => {
  const slow = { wait: 60_000 }
  const first = await startApp({ digestTimes: { ...slow, close: 0 } })
  const { data } = first.config
  const wiki = await Wiki.begin(first)
  const page = await wiki.page()
  await writeBlocks(wiki, page, [paragraph('three more words')])
  await first.close()

  const second = await startApp({ digestTimes: slow, config: { data } })
  expect(await storedOf(second, wiki.strategy, page)).toBe(undefined)
  await second.close()
  const third = await startApp({ digestTimes: quick, config: { data } })
  const made = { page, words: 3, seq: 2, version: 1 }
  await expect.poll(() => storedOf(third, wiki.strategy, page), patient).toMatchObject(made)

  // One of an older version is made anew, and so is one that nobody can read.
  const put = (value: object) =>
    third.storage.catalogue.transact(`digests-${wiki.strategy}`, [
      { do: 'put', collection: 'digests', id: page, value },
    ])
  await put({ ...made, version: 0, words: 77, goals: 'many' })
  await third.close()
  const fourth = await startApp({ digestTimes: quick, config: { data } })
  await expect.poll(() => storedOf(fourth, wiki.strategy, page), patient).toMatchObject(made)
  for (const app of [first, second, third, fourth]) throwReported(app)
})

test('[E64] the end of the server stores what waits', async () => {
  const { app, wiki } = await begin({ digestTimes: { wait: 60_000 } })
  const page = await wiki.page()
  await writeBlocks(wiki, page, [paragraph('three more words')])
  expect(await storedOf(app, wiki.strategy, page)).toBe(undefined)
  const { data } = app.config
  await app.close()
  const again = await startApp({ digestTimes: { wait: 60_000 }, config: { data } })
  expect(await storedOf(again, wiki.strategy, page)).toMatchObject({ words: 3, seq: 2 })
})

test('[E64] what could not be stored is stored when it can be', async () => {
  const memory = memoryStorage()
  let failing = true
  const catalogue: Catalogue = {
    ...memory.catalogue,
    async transact(partition, changes) {
      if (failing && partition.startsWith('digests-')) throw new StorageFailed('made to fail')
      return memory.catalogue.transact(partition, changes)
    },
  }
  const { app, wiki, listed } = await begin({ storage: { ...memory, catalogue } })
  const page = await wiki.page()
  await writeBlocks(wiki, page, [paragraph('three more words')])
  await expect.poll(() => app.reported.length, patient).toBeGreaterThan(0)
  expect((await listed(page))?.progress).toBe(null)
  failing = false
  await expect.poll(async () => (await listed(page))?.progress?.words, patient).toBe(3)
})

test('[E65] who wrote last is known, Talkoot is nobody', async () => {
  const { app, wiki } = await begin()
  const { browser } = wiki.aino
  const { id } = await browser.does('makePage', {
    params: { id: wiki.strategy },
    body: { template: 'goals' },
  })
  const kept = () => storedOf(app, wiki.strategy, id)
  await expect.poll(kept, patient).toMatchObject({ changed: null })
  const berit = await wiki.person('Berit', 'editor')
  for (const who of [wiki.aino, berit, wiki.aino]) {
    await writeBlocks(wiki, id, [paragraph('A word')], who)
  }
  const by = [wiki.aino.person.id, berit.person.id]
  await expect.poll(kept, patient).toMatchObject({ seq: 4, changed: { by } })
})

test('[E66] tasks, goals and links to pages are found where somebody may read them', async () => {
  const { app, wiki } = await begin()
  const { aino } = wiki
  const berit = await wiki.person('Berit', 'editor')
  const open = await wiki.page('Open')
  const hidden = await wiki.page('Hidden')
  const goal = newId(scaleId)
  const secret = newId(scaleId)
  const mention = node('pageMention', { page: open, label: 'Open' })
  const goals = (id: string, name: string) =>
    node('goalTable', null, node('goal', { id }, node('goalName', null, name), node('goalServes')))
  const metric = node(
    'metricTable',
    null,
    node(
      'metric',
      { goal },
      ...['Name', 'Baseline', 'Target', 'Source', 'Reader', 'Response'].map((field) =>
        node(`metric${field}`),
      ),
    ),
  )
  const task = (text: string, due: string | null, checked?: true) =>
    node(
      'taskItem',
      { owner: berit.person.id, ...(due && { due }), ...(checked && { checked }) },
      paragraph(text),
    )
  await writeBlocks(wiki, open, [
    goals(goal, 'Trust'),
    node(
      'taskList',
      null,
      task('Later', null),
      task('Soon', '2027-01-31'),
      task('Done', null, true),
    ),
    paragraph(node('pageMention', { page: open, label: 'Myself' })),
  ])
  await writeBlocks(wiki, hidden, [
    goals(secret, 'Secret'),
    metric,
    paragraph(mention),
    node('taskList', null, task('Hidden', '2026-01-01')),
  ])
  const strategy = { params: { id: wiki.strategy } }
  const goalsOf = async (who: typeof aino) => (await who.browser.does('listGoals', strategy)).goals
  const trust = { id: goal, name: 'Trust', page: open, measured: true }
  await expect
    .poll(() => goalsOf(aino), patient)
    .toEqual([trust, { id: secret, name: 'Secret', page: hidden, measured: false }])
  const linking = async (who: typeof aino) =>
    (await who.browser.does('listBacklinks', { params: { id: open } })).pages
  expect(await linking(aino)).toMatchObject([{ id: hidden, title: 'Hidden' }])
  expect(await linking(berit)).toHaveLength(1)
  const tasksOf = async (who: typeof aino) =>
    (await who.browser.does('getDesk')).tasks.map(({ due, page, text }) => [text, due, page.id])
  expect(await tasksOf(aino)).toEqual([])
  const [soon, later] = [
    ['Soon', '2027-01-31', open],
    ['Later', null, open],
  ]
  expect(await tasksOf(berit)).toEqual([['Hidden', '2026-01-01', hidden], soon, later])

  // Nor is the page named under which a page stands, where that is not for somebody.
  const between = await wiki.page('Between')
  await aino.browser.does('movePage', {
    params: { id: between },
    body: { parent: hidden, before: null },
  })
  await writeBlocks(wiki, between, [paragraph(mention)])
  await expect.poll(async () => (await linking(aino)).length, patient).toBe(2)

  await aino.browser.does('changePageAccess', {
    params: { id: hidden },
    body: { narrowed: { others: null, named: [] } },
  })
  expect(await goalsOf(berit)).toEqual([{ ...trust, measured: false }])
  expect(await linking(berit)).toMatchObject([{ id: between, parent: null }])
  expect(await tasksOf(berit)).toEqual([soon, later])
  throwReported(app)
})

test('[E63] whose tasks become others hears of it, and nobody else', async () => {
  const { app, wiki } = await begin()
  const page = await wiki.page()
  const told: string[] = []
  app.bus.subscribe((message) => {
    if (message.kind === 'desk') told.push(message.person)
  })
  const [one, two] = [newId(personId), newId(personId)]
  const task = (owner: string, text: string) => node('taskItem', { owner }, paragraph(text))
  await writeBlocks(wiki, page, [node('taskList', null, task(one, 'Ask'), task(two, 'Tell'))])
  await expect.poll(() => told.toSorted(), patient).toEqual([one, two].toSorted())
  await writeBlocks(wiki, page, [node('taskList', null, task(two, 'More'))])
  await expect.poll(() => told.length, patient).toBe(3)
  expect(told.at(-1)).toBe(two)
})

test('[E62] before anything is known lists say so and wait for nothing', async () => {
  const app = await startApp({ digestTimes: { wait: 60_000 } })
  const aino = await setUp(app)
  const { id } = await aino.browser.does('makeStrategy', { body: { name: 'New' } })
  const { pages } = await aino.browser.does('listPages', { params: { id } })
  for (const page of pages) expect([page.progress, page.changedAt]).toEqual([null, null])
})
