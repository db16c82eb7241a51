import { expect, test } from 'vitest'
import type { z } from 'zod'
import { endpoints } from '../../server/contract/api.ts'
import type { PageId } from '../../server/contract/ids.ts'
import { languages } from '../../server/contract/records.ts'
import { firstTemplates } from '../../server/pages/templates.ts'
import { startApp } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { join, setUp } from '../support/person.ts'

const titles = { en: 'Customers', fi: 'Asiakkaat', nb: 'Kunder', sv: 'Kunder' } as const
const ours = { body: { name: 'Our strategy' } }

/** The first node of a page's content and its text. */
function titleOf({ content }: z.infer<typeof endpoints.getPageContent.reply>): unknown {
  return JSON.parse(JSON.stringify(content), (key, value: unknown) =>
    key === 'content' && Array.isArray(value) ? (value[0] as unknown) : value,
  )
}

test.each(languages)('[T1] a new strategy has the six required pages (%s)', async (language) => {
  const app = await startApp()
  const { browser } = await setUp(app)
  const made = await browser.does('makeStrategy', { body: { ...ours.body, language } })
  expect(made).toMatchObject({ language, everyone: 'editor', role: 'facilitator' })

  const { pages } = await browser.does('listPages', { params: { id: made.id } })
  expect(pages.map(({ template }) => template)).toEqual(firstTemplates.social)
  expect(pages.map(({ id }) => id)).toEqual(made.pages)
  expect(pages[0]?.title).toBe(titles[language])
  for (const page of pages) {
    expect(page.keyQuestion).toMatch(/\?$/)
    const content = await browser.does('getPageContent', { params: { id: page.id } })
    expect(content).toMatchObject({ seq: 1, schema: 2 })
    expect(titleOf(content)).toMatchObject({
      type: 'doc',
      content: { type: 'title', content: { type: 'text', text: page.title } },
    })
    expect(content.text).toContain(page.title)
    const view = await browser.does('getPage', { params: { id: page.id } })
    expect(view).toEqual({
      ...page,
      role: 'facilitator',
      mayReadHistory: true,
      schema: 2,
      epoch: 0,
      versions: [],
    })
  }
  expect(app.reported).toEqual([])
})

test('[T2] the template’s text is Talkoot’s, a page somebody adds is theirs', async () => {
  const app = await startApp()
  const { browser, person } = await setUp(app)
  const { id, pages } = await browser.does('makeStrategy', ours)
  const under = { params: { id } }
  const added = await browser.does('makePage', { ...under, body: { title: 'Notes\nof the day' } })
  expect(added).toMatchObject({ title: 'Notes of the day', template: null, language: 'en' })
  const wanted = { template: 'goals', language: 'sv', title: 'Våra mål' } as const
  const second = await browser.does('makePage', { ...under, body: wanted })
  expect(second).toMatchObject(wanted)
  expect((await browser.does('makePage', { ...under, body: {} })).title).toBe('')
  const unknown = await browser.tries('makePage', { ...under, body: { template: '__proto__' } })
  expect(unknown.status).toBe(400)

  const authors = async (page: PageId | undefined) => {
    const list = []
    for await (const { author, kind } of app.storage.log.read(page ?? added.id, 1)) {
      list.push([author, kind])
    }
    return list
  }
  expect(await authors(pages[0])).toEqual([['talkootaaaaaaaaaaaaa', 'template']])
  expect((await authors(added.id))[0]?.[0]).toBe(person.id)
  expect(await authors(second.id)).toEqual([
    ['talkootaaaaaaaaaaaaa', 'template'],
    [person.id, 'rename'],
  ])
  expect((await browser.does('listPages', under)).pages).toHaveLength(9)
})

test('[T2] pages added at once are all there, each once', async () => {
  const app = await startApp()
  const { browser } = await setUp(app)
  const { id } = await browser.does('makeStrategy', ours)
  const params = { id }
  const added = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      browser.does('makePage', { params, body: { title: `Page ${n}` } }),
    ),
  )
  const { pages } = await browser.does('listPages', { params })
  expect(pages).toHaveLength(46)
  expect(new Set(pages.slice(6).map((page) => page.id))).toEqual(
    new Set(added.map((page) => page.id)),
  )
})

test('[T3] a rename changes the page itself, by an entry in the person’s name', async () => {
  const app = await startApp()
  const { browser } = await setUp(app)
  const strategy = await browser.does('makeStrategy', ours)
  const params = { id: strategy.pages[0] ?? '' }
  const renamed = await browser.does('changePage', { params, body: { title: 'Ihmiset' } })
  expect(renamed.title).toBe('Ihmiset')
  const content = await browser.does('getPageContent', { params })
  expect(titleOf(content)).toMatchObject({ content: { content: { text: 'Ihmiset' } } })
  const { pages } = await browser.does('listPages', { params: { id: strategy.id } })
  expect(pages[0]?.title).toBe('Ihmiset')
})

test('[T4] when the texts cannot be stored there is no strategy', async () => {
  const storage = memoryStorage()
  const app = await startApp({ storage })
  const { browser } = await setUp(app)
  storage.fail('lost')
  const refused = await browser.tries('makeStrategy', ours)
  expect(refused.status).toBe(503)
  expect(refused.error?.code).toBe('storage-unavailable')
  expect((await browser.does('listStrategies')).strategies).toEqual([])
  storage.heal()
  await browser.does('makeStrategy', ours)
})

test('[T5] a strategy is renamed and opened or closed by its facilitators', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const heard: unknown[] = []
  app.bus.subscribe((message) => {
    // Its pages are written on as they are made.
    if (message.kind !== 'written') heard.push(message)
  })
  const { id } = await aino.browser.does('makeStrategy', {
    body: { name: 'Old', everyone: 'reader' },
  })
  const params = { id }
  const mine = { params, body: { name: 'Mine' } }
  expect((await berit.browser.tries('changeStrategy', mine)).status).toBe(403)
  const renamed = await aino.browser.does('changeStrategy', { params, body: { name: 'New' } })
  expect(renamed).toMatchObject({ name: 'New', everyone: 'reader' })
  expect(await berit.browser.does('getStrategy', { params })).toMatchObject({
    name: 'New',
    role: 'reader',
  })
  await aino.browser.does('changeStrategy', { params, body: { everyone: null } })
  expect((await berit.browser.tries('getStrategy', { params })).status).toBe(404)
  expect(heard).toEqual([
    { kind: 'strategies' },
    { kind: 'strategies' },
    { kind: 'strategies' },
    { kind: 'rights', person: null },
  ])
})
