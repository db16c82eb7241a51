import { expect, test } from 'vitest'
import { requiredTemplates } from '../../server/pages/templates.ts'
import { pageId } from '../../server/contract/ids.ts'
import { languages } from '../../server/contract/records.ts'
import { startApp } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { join, setUp } from '../support/person.ts'

const titles = {
  en: 'Customers',
  fi: 'Asiakkaat',
  nb: 'Kunder',
  sv: 'Kunder',
} as const

test.each(languages)('[T1] a new strategy has the six required pages (%s)', async (language) => {
  const app = await startApp()
  const aino = await setUp(app)
  const made = await aino.browser.post('/api/strategies', { name: 'Our strategy', language })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ language, everyone: 'editor', role: 'facilitator' })

  const { pages } = (await aino.browser.get(`/api/strategies/${made.body.id}/pages`)).body
  expect(pages.map(({ template }: { template: string }) => template)).toEqual(requiredTemplates)
  expect(pages.map(({ id }: { id: string }) => id)).toEqual(made.body.pages)
  expect(pages[0].title).toBe(titles[language])
  for (const page of pages) {
    expect(page.keyQuestion).toMatch(/\?$/)
    const { body } = await aino.browser.get(`/api/pages/${page.id}/content`)
    expect(body.seq).toBe(1)
    expect(body.content.content[0]).toEqual({
      type: 'title',
      content: [{ type: 'text', text: page.title }],
    })
    expect(body.text).toContain(page.title)
  }
  const view = await aino.browser.get(`/api/pages/${pages[0].id}`)
  expect(view.body).toMatchObject({ ...pages[0], role: 'facilitator', schema: 1, epoch: 0 })
  expect(app.reported).toEqual([])
})

test('[T2] the template’s text is Talkoot’s, a page somebody adds is theirs', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const strategy = (await aino.browser.post('/api/strategies', { name: 'Our strategy' })).body
  const under = `/api/strategies/${strategy.id}/pages`
  const added = await aino.browser.post(under, { title: 'Notes\nof the day' })
  expect(added.status).toBe(201)
  expect(added.body).toMatchObject({ title: 'Notes of the day', template: null, language: 'en' })
  const second = await aino.browser.post(under, { template: 'goals', language: 'sv', title: 'Våra mål' })
  expect(second.body).toMatchObject({ title: 'Våra mål', template: 'goals', language: 'sv' })
  expect((await aino.browser.post(under, {})).body.title).toBe('')
  expect((await aino.browser.post(under, { template: '__proto__' })).status).toBe(400)

  const entries = async (page: string) => {
    const list = []
    for await (const { author, kind } of app.storage.log.read(pageId.parse(page), 1)) {
      list.push({ author, kind })
    }
    return list
  }
  expect(await entries(strategy.pages[0])).toEqual([
    { author: 'talkootaaaaaaaaaaaaa', kind: 'template' },
  ])
  expect((await entries(added.body.id))[0]?.author).toBe(aino.person.id)
  expect(await entries(second.body.id)).toEqual([
    { author: 'talkootaaaaaaaaaaaaa', kind: 'template' },
    { author: aino.person.id, kind: 'rename' },
  ])
  const { pages } = (await aino.browser.get(under)).body
  expect(pages).toHaveLength(9)
})

test('[T2] pages added at once are all there, each once', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const strategy = (await aino.browser.post('/api/strategies', { name: 'Our strategy' })).body
  const added = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      aino.browser.post(`/api/strategies/${strategy.id}/pages`, { title: `Page ${n}` }),
    ),
  )
  expect(added.map(({ status }) => status)).toEqual(Array(8).fill(201))
  const { pages } = (await aino.browser.get(`/api/strategies/${strategy.id}/pages`)).body
  expect(pages).toHaveLength(14)
})

test('[T3] a rename changes the page itself, by an entry in the person’s name', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const strategy = (await aino.browser.post('/api/strategies', { name: 'Our strategy' })).body
  const page = strategy.pages[0]
  const renamed = await aino.browser.patch(`/api/pages/${page}`, { title: 'Ihmiset' })
  expect(renamed.status).toBe(200)
  expect(renamed.body.title).toBe('Ihmiset')
  const content = (await aino.browser.get(`/api/pages/${page}/content`)).body
  expect(content.content.content[0].content[0].text).toBe('Ihmiset')
  const { pages } = (await aino.browser.get(`/api/strategies/${strategy.id}/pages`)).body
  expect(pages[0].title).toBe('Ihmiset')
})

test('[T4] when the texts cannot be stored there is no strategy', async () => {
  const storage = memoryStorage()
  const app = await startApp({ storage })
  const aino = await setUp(app)
  storage.fail('lost')
  const refused = await aino.browser.post('/api/strategies', { name: 'Our strategy' })
  expect(refused.status).toBe(503)
  expect(refused.body.error.code).toBe('storage-unavailable')
  expect((await aino.browser.get('/api/strategies')).body.strategies).toEqual([])
  storage.heal()
  expect((await aino.browser.post('/api/strategies', { name: 'Our strategy' })).status).toBe(201)
})

test('[T5] a strategy is renamed and opened or closed by its facilitators', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const heard: unknown[] = []
  app.bus.subscribe((message) => heard.push(message))
  const { id } = (await aino.browser.post('/api/strategies', { name: 'Old', everyone: 'reader' })).body
  const path = `/api/strategies/${id}`
  expect((await berit.browser.patch(path, { name: 'Mine' })).status).toBe(403)
  expect((await aino.browser.patch(path, { name: 'New' })).body.name).toBe('New')
  expect((await berit.browser.get(path)).body).toMatchObject({ name: 'New', role: 'reader' })
  expect((await aino.browser.patch(path, { everyone: null })).body.everyone).toBeNull()
  expect((await berit.browser.get(path)).status).toBe(404)
  expect(heard).toEqual([
    { kind: 'strategies' },
    { kind: 'strategies' },
    { kind: 'strategies' },
    { kind: 'rights', person: null },
  ])
})
