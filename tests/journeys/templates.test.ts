import { expect, test } from 'vitest'
import { newId, pageId, templateId } from '#contract/ids.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { languages } from '#contract/records.ts'
import { elementFor } from '../../server/rooms/content.ts'
import { startApp } from '../support/app.ts'
import { idsOfRows, nodesIn, textIn } from '../support/content.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { join, type SignedIn } from '../support/person.ts'
import { Wiki } from '../support/wiki.ts'

const general = ['start', 'customers', 'goals', 'methods', 'resources', 'measurement']
const start = async () => Wiki.begin(await startApp({ storage: memoryStorage() }))
const templatesOf = async ({ browser }: SignedIn, id: string) =>
  (await browser.does('listPages', { params: { id } })).pages.map(({ template }) => template)
const words = { title: 'Ours', keyQuestion: 'Why us?', purpose: 'To begin with.' }

test('[T21] a strategy begins with the pages of its set, or with the templates named', async () => {
  const { aino } = await start()
  const make = (body: object) => aino.browser.ask('POST', '/api/strategies', { name: 'S', ...body })
  const made = async (body: object) => {
    const { id, set } = (await make(body)).body as { id: string; set: string }
    return [set, ...(await templatesOf(aino, id))]
  }
  expect(await made({ set: 'general' })).toEqual(['general', ...general])
  expect(await made({ set: 'general', templates: ['onepage', 'goals'] })).toEqual([
    ...['general', 'onepage', 'goals'],
  ])
  expect(await made({ templates: [] })).toEqual(['social'])
  const { templates } = await aino.browser.does('listTemplates')
  const all = templates.map(({ id }) => id)
  expect(await made({ templates: all, language: 'sv' })).toEqual(['social', ...all])

  const before = (await aino.browser.does('listStrategies')).strategies.length
  for (const [named, why] of [
    [['goals', 'goals'], { templates: 'twice' }],
    [['goals', '__proto__'], { template: 'unknown' }],
    [[newId(templateId)], { template: 'unknown' }],
  ] as const) {
    const refused = await make({ templates: named })
    expect([refused.status, refused.error?.details]).toEqual([400, why])
  }
  expect((await aino.browser.does('listStrategies')).strategies).toHaveLength(before)
})

test('[T22] templates are listed with their texts, and looked at as the pages that they make', async () => {
  const { aino } = await start()
  const { templates, own } = await aino.browser.does('listTemplates')
  expect(templates).toHaveLength(19)
  expect(own).toEqual([])
  for (const set of ['social', 'general'] as const) {
    const first = templates.filter((one) => one.first.includes(set))
    expect(first).toHaveLength(6)
    for (const one of first) expect(one.sets).toContain(set)
  }
  expect(templates.find(({ id }) => id === 'goals')).toMatchObject({
    sets: ['social', 'general'],
    first: ['social', 'general'],
    workshop: [6, 8, 14, 10],
    texts: { fi: { title: 'Tavoitteet', keyQuestion: 'Minkä pitää muuttua ja mihin mennessä?' } },
  })
  for (const { id } of templates) {
    for (const language of languages) {
      const params = { template: id, language }
      const { content, done, title } = await aino.browser.does('previewTemplate', { params })
      pageSchema.nodeFromJSON(content).check()
      const [, first] = nodesIn(content)
      expect(first && [first.type, textIn(first)]).toEqual(['title', title])
      expect(done.length).toBeGreaterThan(1)
      expect(idsOfRows(content).filter((one) => one !== 'undefined')).toEqual([])
    }
  }
  for (const template of ['__proto__', 'nothing', newId(templateId)]) {
    const params = { template, language: 'en' }
    expect((await aino.browser.tries('previewTemplate', { params })).status).toBe(404)
  }
  const guest = await join(aino, 'Guest', 'guest')
  expect((await guest.browser.tries('listTemplates')).status).toBe(403)
})

test('[T31] the rows of a new page have ids of their own', async () => {
  const wiki = await start()
  const params = { id: wiki.strategy }
  const ids = []
  for (const template of ['goals', 'goals', 'measurement', 'start', 'maturity']) {
    const { id } = await wiki.aino.browser.does('makePage', { params, body: { template } })
    const { content } = await wiki.aino.browser.does('getPageContent', { params: { id } })
    const found = idsOfRows(content)
    expect(found.length).toBeGreaterThan(1)
    ids.push(...found)
  }
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z2-7]{20}$/)
})

/** A page on which people have written, with a goal, what measures it and whose it all is. */
async function writtenPage(wiki: Wiki): Promise<string> {
  const page = await wiki.page('Our own page')
  const goal = newId(templateId)
  const person = wiki.aino.person.id
  const field = (type: string, text = '') =>
    text === '' ? { type } : { type, content: [{ type: 'text', text }] }
  const client = wiki.client(page, wiki.aino, { ack: true })
  await client.untilSynced()
  client.doc.transact(() => {
    client.root.push(
      [
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'A heading' }] },
        field('question', 'A question?'),
        field('paragraph', 'An answer.'),
        {
          type: 'goalTable',
          content: [
            {
              type: 'goal',
              attrs: { id: goal, owner: person, deadline: '2027-01-01', side: 'inside' },
              content: [field('goalName', 'A goal'), field('goalServes')],
            },
          ],
        },
        {
          type: 'metricTable',
          content: [
            {
              type: 'metric',
              attrs: { id: newId(templateId), goal },
              content: [
                field('metricName', 'A metric'),
                ...['Baseline', 'Target', 'Source', 'Reader', 'Response'].map((name) =>
                  field(`metric${name}`),
                ),
              ],
            },
          ],
        },
        {
          type: 'taskList',
          content: [
            {
              type: 'taskItem',
              attrs: { checked: true, owner: person, due: '2027-01-01' },
              content: [field('paragraph', 'A task')],
            },
          ],
        },
        {
          type: 'scales',
          attrs: { points: 'five' },
          content: [
            {
              type: 'scale',
              attrs: { id: newId(templateId) },
              content: [
                field('scaleStatement', 'A statement'),
                field('scaleLow'),
                field('scaleHigh'),
              ],
            },
          ],
        },
      ].map(elementFor),
    )
  })
  await client.until(() => client.complete, 'saved')
  client.destroy()
  return page
}

test('[T29] a template of our own holds what people wrote, but not whose it is', async () => {
  const wiki = await start()
  const page = await writtenPage(wiki)
  const { browser, person } = wiki.aino
  const body = { ...words, keepText: true }
  const own = await browser.does('saveTemplate', { params: { id: page }, body })
  expect(own).toMatchObject({
    ...words,
    language: 'en',
    retiredAt: null,
    createdBy: person.id,
  })
  expect((await browser.does('listTemplates')).own).toEqual([own])
  const params = { template: own.id, language: 'fi' }
  const preview = await browser.does('previewTemplate', { params })
  expect(preview).toMatchObject({ ...words, done: [] })
  const all = nodesIn(preview.content)
  for (const text of ['Ours', 'An answer.', 'A goal', 'A metric', 'A task', 'A statement']) {
    expect(all.map(({ text: one }) => one)).toContain(text)
  }
  expect(JSON.stringify(preview.content)).not.toMatch(/owner|deadline|due|checked|2027/)
  expect(JSON.stringify(preview.content)).not.toContain(person.id)

  const made = await browser.does('makePage', {
    params: { id: wiki.strategy },
    body: { template: own.id },
  })
  expect(made).toMatchObject({
    title: 'Ours',
    template: own.id,
    keyQuestion: 'Why us?',
    language: 'en',
    reviewOn: null,
  })
  const read = await browser.does('getPageContent', { params: { id: made.id } })
  const nodes = nodesIn(read.content)
  const goal = nodes.find(({ type }) => type === 'goal')
  expect(nodes.find(({ type }) => type === 'metric')?.attrs['goal']).toBe(goal?.attrs['id'])
  const before = await browser.does('getPageContent', { params: { id: page } })
  const ids = [...idsOfRows(before.content), ...idsOfRows(read.content)]
  expect(new Set(ids).size).toBe(6)
})

test('[T29] without text a template holds headings, questions and empty blocks alone', async () => {
  const storage = memoryStorage()
  const wiki = await Wiki.begin(await startApp({ storage }))
  const page = await writtenPage(wiki)
  const { browser } = wiki.aino
  const body = { ...words, keepText: false }
  const own = await browser.does('saveTemplate', { params: { id: page }, body })
  const params = { template: own.id, language: 'en' }
  const { content } = await browser.does('previewTemplate', { params })
  const texts = nodesIn(content).flatMap(({ text }) => (text === '' ? [] : text))
  expect(texts).toEqual(['Ours', 'A heading', 'A question?', 'A statement'])
  const blocks = nodesIn(content)[0]?.content.map(({ type }) => type)
  expect(blocks).toEqual([
    ...['title', 'paragraph', 'heading', 'question', 'paragraph', 'goalTable', 'metricTable'],
    ...['paragraph', 'scales', 'paragraph'],
  ])
  const made = await browser.does('makePage', {
    params: { id: wiki.strategy },
    body: { template: own.id, title: 'Begun' },
  })
  expect(made.title).toBe('Begun')
  const entries = []
  for await (const { author, kind } of storage.log.read(pageId.parse(made.id), 1)) {
    entries.push([author, kind])
  }
  expect(entries).toEqual([
    ['talkootaaaaaaaaaaaaa', 'template'],
    [wiki.aino.person.id, 'rename'],
  ])
})

test('[T30] whoever made a template puts another in its place; administrators change and retire it', async () => {
  const wiki = await start()
  const berit = await wiki.person('Berit', 'facilitator')
  const carl = await wiki.person('Carl', 'facilitator')
  const params = { id: await wiki.page() }
  const body = { ...words, keepText: false }
  const own = await berit.browser.does('saveTemplate', { params, body })
  const replace = ({ browser }: SignedIn, title: string) =>
    browser.tries('saveTemplate', { params, body: { ...body, title, replaces: own.id } })
  expect((await replace(berit, 'Better')).body).toEqual({ ...own, title: 'Better' })
  expect((await replace(wiki.aino, 'Best')).status).toBe(201)
  const refused = await replace(carl, 'Worse')
  expect([refused.status, refused.error?.code]).toEqual([403, 'forbidden'])
  const one = { params: { template: own.id } }
  const change = (who: SignedIn, given: object) =>
    who.browser.tries('changeTemplate', { ...one, body: given })
  expect((await change(berit, { title: 'Mine' })).status).toBe(403)

  const retired = await wiki.aino.browser.does('changeTemplate', {
    ...one,
    body: { retired: true, purpose: 'Was good' },
  })
  expect(retired).toMatchObject({ title: 'Best', purpose: 'Was good', keyQuestion: 'Why us?' })
  expect(Date.parse(retired.retiredAt ?? '')).toBeLessThanOrEqual(Date.now())
  expect((await change(wiki.aino, { retired: true })).body).toEqual(retired)
  const make = () =>
    berit.browser.ask('POST', `/api/strategies/${wiki.strategy}/pages`, { template: own.id })
  expect((await make()).error?.details).toEqual({ template: 'unknown' })
  // Put in its place, it is still not offered.
  expect((await replace(berit, 'Again')).body).toMatchObject({ retiredAt: retired.retiredAt })
  expect((await change(wiki.aino, { retired: false })).body).toMatchObject({ retiredAt: null })
  expect((await make()).status).toBe(201)
})

test('[T30] guests make no pages from templates of our own, nor learn which there are', async () => {
  const wiki = await start()
  const guest = await join(wiki.aino, 'Guest', 'guest')
  const params = { id: wiki.strategy, person: guest.person.id }
  await wiki.aino.browser.does('setMember', { params, body: { role: 'facilitator' } })
  const page = await wiki.page()
  const body = { ...words, keepText: true }
  const own = await wiki.aino.browser.does('saveTemplate', { params: { id: page }, body })
  const make = (template: string) =>
    guest.browser.ask('POST', `/api/strategies/${wiki.strategy}/pages`, { template })
  expect((await make(own.id)).text).toBe((await make(newId(templateId))).text)
  const replace = (replaces: string) =>
    guest.browser.ask('POST', `/api/pages/${page}/template`, { ...body, replaces })
  expect((await replace(own.id)).text).toBe((await replace(newId(templateId))).text)
  expect((await make('goals')).status).toBe(201)
})

test('[T30] of two who change a template at once neither undoes the other', async () => {
  const wiki = await start()
  const { browser } = wiki.aino
  const params = { id: await wiki.page() }
  const body = { ...words, keepText: false }
  const made = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      browser.does('saveTemplate', { params, body: { ...body, title: `Template ${n}` } }),
    ),
  )
  expect((await browser.does('listTemplates')).own).toHaveLength(6)
  const one = { params: { template: made[0]?.id ?? '' } }
  await Promise.all([
    browser.does('changeTemplate', { ...one, body: { title: 'Changed' } }),
    browser.does('changeTemplate', { ...one, body: { purpose: 'For all' } }),
    browser.does('changeTemplate', { ...one, body: { retired: true } }),
    browser.does('saveTemplate', {
      params,
      body: { ...body, title: 'Another', replaces: made[1]?.id },
    }),
  ])
  const { own } = await browser.does('listTemplates')
  expect(own.find(({ id }) => id === made[0]?.id)).toMatchObject({
    title: 'Changed',
    purpose: 'For all',
    retiredAt: expect.any(String),
  })
  expect(own.map(({ title }) => title)).toContain('Another')
})

test('[T29] a page that is too long makes no template', async () => {
  const wiki = await start()
  const page = await wiki.page()
  const client = wiki.client(page, wiki.aino, { ack: true })
  await client.untilSynced()
  for (let part = 0; part < 6; part += 1) client.add('word '.repeat(20_000))
  await client.until(() => client.complete, 'saved')
  client.destroy()
  const save = (keepText: boolean) =>
    wiki.aino.browser.tries('saveTemplate', { params: { id: page }, body: { ...words, keepText } })
  const refused = await save(true)
  expect([refused.status, refused.error?.details]).toEqual([413, { full: 'template' }])
  expect((await save(false)).status).toBe(201)
})
