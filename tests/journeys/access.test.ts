import { expect, test } from 'vitest'
import { endpoints } from '../../server/contract/api.ts'
import type { Endpoint } from '../../server/contract/endpoint.ts'
import { type StrategyRole, strategyRoles } from '../../server/contract/permissions.ts'
import { startApp } from '../support/app.ts'
import { Browser, join, setUp, type SignedIn } from '../support/person.ts'

const all: readonly (readonly [string, Endpoint])[] = Object.entries(endpoints)

const makeStrategy = ({ browser }: SignedIn, everyone: StrategyRole | null) =>
  browser.does('makeStrategy', { body: { name: 'A strategy', everyone } })

test('[A13] every endpoint but those for anyone asks who you are before anything else', async () => {
  const app = await startApp()
  await setUp(app)
  const stranger = new Browser(app)
  for (const [name, { access, method, path }] of all) {
    if (access.by === 'anyone') continue
    const { error, status } = await stranger.ask(method, path.replace(/:\w+/g, 'nothing'))
    expect([name, status, error?.code]).toEqual([name, 401, 'not-signed-in'])
  }
})

test('[A14] each role does what the table of rights says, and is told when it may not', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const strategy = await makeStrategy(aino, null)
  const inStrategy = { params: { id: strategy.id } }
  const inPage = { params: { id: strategy.pages[0] ?? '' } }
  const expected = {
    facilitator: [200, 200, 201, 200],
    editor: [200, 200, 201, 403],
    commenter: [200, 403, 403, 403],
    reader: [200, 403, 403, 403],
  }
  for (const kind of ['member', 'guest'] as const) {
    const { browser, person } = await join(aino, `Some-${kind}`, kind)
    for (const role of strategyRoles) {
      const params = { id: strategy.id, person: person.id }
      const set = await aino.browser.does('setMember', { params, body: { role } })
      expect(set).toEqual({ person: person.id, role, pages: null })
      const answers = [
        await browser.tries('getPageContent', inPage),
        await browser.tries('changePage', { ...inPage, body: { title: 'Customers' } }),
        await browser.tries('makePage', { ...inStrategy, body: { title: 'More' } }),
        await browser.tries('changeStrategy', { ...inStrategy, body: { name: 'Managed' } }),
      ]
      expect([kind, role, ...answers.map(({ status }) => status)]).toEqual([
        kind,
        role,
        ...expected[role],
      ])
      expect((await browser.does('getPage', inPage)).role).toBe(role)
    }
    const { strategies } = await browser.does('listStrategies')
    expect(strategies.map(({ id }) => id)).toEqual([strategy.id])
  }
})

test('[A15] a role by name stands before everyone’s; without it everyone’s holds again', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const { id } = await makeStrategy(aino, 'editor')
  const role = async () => (await berit.browser.does('getStrategy', { params: { id } })).role
  const params = { id, person: berit.person.id }
  expect(await role()).toBe('editor')
  await aino.browser.does('setMember', { params, body: { role: 'reader' } })
  expect(await role()).toBe('reader')
  const { members } = await berit.browser.does('listMembers', { params: { id } })
  expect(members).toHaveLength(2)
  expect(members).toEqual(
    expect.arrayContaining([
      { person: aino.person.id, role: 'facilitator', pages: null },
      { person: berit.person.id, role: 'reader', pages: null },
    ]),
  )
  await aino.browser.does('removeMember', { params })
  expect(await role()).toBe('editor')
  expect((await aino.browser.tries('removeMember', { params })).status).toBe(404)
  const unknown = { params: { id, person: 'a'.repeat(20) }, body: { role: 'reader' } } as const
  expect((await aino.browser.tries('setMember', unknown)).status).toBe(404)
})

test('[A15] whoever makes a strategy facilitates it, and administrators everywhere', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const guest = await join(aino, 'Guest', 'guest')
  const { id, role } = await makeStrategy(berit, null)
  expect(role).toBe('facilitator')
  expect((await aino.browser.does('getStrategy', { params: { id } })).role).toBe('facilitator')
  expect((await guest.browser.tries('makeStrategy', { body: { name: 'No' } })).status).toBe(403)
})

test('[A16] a body cannot say who wrote, when, or which number something has', async () => {
  const app = await startApp()
  const { browser, person } = await setUp(app)
  const body = `{"name": "Our strategy", "id": "${'a'.repeat(20)}", "pages": [],
    "createdAt": "2001-01-01T00:00:00.000Z",
    "__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": 1}}}`
  expect((await browser.ask('POST', '/api/strategies', body)).status).toBe(201)
  const [made] = (await browser.does('listStrategies')).strategies
  expect(made?.id).not.toBe('a'.repeat(20))
  expect(made?.pages).toHaveLength(6)
  expect(made?.createdAt).not.toMatch(/^2001/)
  const page = `{"title": "Mine", "createdBy": "${'b'.repeat(20)}"}`
  await browser.ask('POST', `/api/strategies/${made?.id}/pages`, page)
  const { pages } = await browser.does('listPages', { params: { id: made?.id ?? '' } })
  expect(pages.at(-1)).toMatchObject({ title: 'Mine', createdBy: person.id })
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})
