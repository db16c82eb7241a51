import { expect, test } from 'vitest'
import { endpoints } from '../../server/contract/api.ts'
import { newId, pageId, strategyId } from '../../server/contract/ids.ts'
import { startApp } from '../support/app.ts'
import { Browser, join, setUp, type SignedIn } from '../support/person.ts'

async function makeStrategy({ browser }: SignedIn, everyone: string | null) {
  const made = await browser.post('/api/strategies', { name: `For ${everyone}`, everyone })
  expect(made.status).toBe(201)
  return made.body
}

test('[A12] what is absent and what is not for me are answered alike, on every endpoint', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const guest = await join(aino, 'Guest', 'guest')
  const hidden = await makeStrategy(aino, null)
  const open = await makeStrategy(aino, 'editor')

  const outsiders: [string, SignedIn, typeof hidden][] = [
    ['a member', berit, hidden],
    ['a guest', guest, open],
  ]
  let asked = 0
  for (const [who, { browser }, strategy] of outsiders) {
    for (const [name, { access, method, path }] of Object.entries(endpoints)) {
      if (access.by !== 'strategy' && access.by !== 'page') continue
      const real = access.by === 'page' ? strategy.pages[0] : strategy.id
      const other = access.by === 'page' ? strategy.id : strategy.pages[0]
      const absent = access.by === 'page' ? newId(pageId) : newId(strategyId)
      const answers = []
      for (const id of [absent, real, other, '__proto__', '..%2f..', '%00', 'x'.repeat(3_000)]) {
        const url = path.replace(':id', id).replace(':person', aino.person.id)
        answers.push(await browser.ask(method, url, method === 'GET' ? undefined : {}))
      }
      for (const answer of answers) {
        expect(answer.status, `${who}: ${name}`).toBe(404)
        expect(answer.body, `${who}: ${name}`).toEqual(answers[0]?.body)
      }
      asked += 1
    }
  }
  expect(asked).toBeGreaterThanOrEqual(20)
})

test('[A13] every endpoint but those for anyone asks who you are before anything else', async () => {
  const app = await startApp()
  await setUp(app)
  const stranger = new Browser(app)
  for (const [name, { access, method, path }] of Object.entries(endpoints)) {
    if (access.by === 'anyone') continue
    const answer = await stranger.ask(method, path.replace(/:\w+/g, 'nothing'), undefined)
    expect(answer.status, name).toBe(401)
    expect(answer.body.error.code, name).toBe('not-signed-in')
  }
})

test('[A14] each role does what the table of rights says, and is told when it may not', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const strategy = await makeStrategy(aino, null)
  const [page] = strategy.pages
  const tried = {
    read: (b: Browser) => b.get(`/api/pages/${page}/content`),
    rename: (b: Browser) => b.patch(`/api/pages/${page}`, { title: 'Customers' }),
    add: (b: Browser) => b.post(`/api/strategies/${strategy.id}/pages`, { title: 'More' }),
    manage: (b: Browser) => b.patch(`/api/strategies/${strategy.id}`, { name: 'Managed' }),
  }
  const expected = {
    facilitator: { read: 200, rename: 200, add: 201, manage: 200 },
    editor: { read: 200, rename: 200, add: 201, manage: 403 },
    commenter: { read: 200, rename: 403, add: 403, manage: 403 },
    reader: { read: 200, rename: 403, add: 403, manage: 403 },
  }
  for (const kind of ['member', 'guest'] as const) {
    const someone = await join(aino, `Some-${kind}`, kind)
    for (const [role, statuses] of Object.entries(expected)) {
      const path = `/api/strategies/${strategy.id}/members/${someone.person.id}`
      expect((await aino.browser.put(path, { role })).body).toEqual({ person: someone.person.id, role })
      for (const [what, ask] of Object.entries(tried)) {
        const { status } = await ask(someone.browser)
        expect(status, `${kind}, ${role}: ${what}`).toBe(statuses[what as keyof typeof statuses])
      }
      expect((await someone.browser.get(`/api/pages/${page}`)).body.role).toBe(role)
    }
    const listed = (await someone.browser.get('/api/strategies')).body.strategies
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([strategy.id])
  }
})

test('[A15] a role by name stands before everyone’s; without it everyone’s holds again', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const strategy = await makeStrategy(aino, 'editor')
  const role = async () => (await berit.browser.get(`/api/strategies/${strategy.id}`)).body.role
  const path = `/api/strategies/${strategy.id}/members/${berit.person.id}`
  expect(await role()).toBe('editor')
  await aino.browser.put(path, { role: 'reader' })
  expect(await role()).toBe('reader')
  expect((await berit.browser.get(`/api/strategies/${strategy.id}/members`)).body.members).toEqual(
    expect.arrayContaining([
      { person: aino.person.id, role: 'facilitator' },
      { person: berit.person.id, role: 'reader' },
    ]),
  )
  expect((await aino.browser.delete(path)).status).toBe(204)
  expect(await role()).toBe('editor')
  expect((await aino.browser.delete(path)).status).toBe(404)
  const unknown = `/api/strategies/${strategy.id}/members/${'a'.repeat(20)}`
  expect((await aino.browser.put(unknown, { role: 'reader' })).status).toBe(404)
})

test('[A15] whoever makes a strategy facilitates it, and administrators everywhere', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const guest = await join(aino, 'Guest', 'guest')
  const strategy = await makeStrategy(berit, null)
  expect(strategy.role).toBe('facilitator')
  expect((await aino.browser.get(`/api/strategies/${strategy.id}`)).body.role).toBe('facilitator')
  expect((await guest.browser.post('/api/strategies', { name: 'No' })).status).toBe(403)
})

test('[A16] a body cannot say who wrote, when, or which number something has', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const made = await aino.browser.post(
    '/api/strategies',
    `{"name": "Our strategy", "id": "${'a'.repeat(20)}", "createdAt": "2001-01-01T00:00:00.000Z",
      "pages": [], "__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": 1}}}`,
  )
  expect(made.body.id).not.toBe('a'.repeat(20))
  expect(made.body.pages).toHaveLength(6)
  const page = await aino.browser.post(`/api/strategies/${made.body.id}/pages`, {
    title: 'Mine',
    createdBy: 'b'.repeat(20),
  })
  expect(page.body.createdBy).toBe(aino.person.id)
  expect(Date.parse(made.body.createdAt)).toBeGreaterThan(Date.parse('2020-01-01'))
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})
