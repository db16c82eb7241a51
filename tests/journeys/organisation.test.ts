import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { startApp, temporaryFolder } from '../support/app.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { join, setUp, type SignedIn } from '../support/person.ts'
import { Wiki } from '../support/wiki.ts'

const changing = async ({ browser }: SignedIn, body: object) => {
  const answer = await browser.tries('changeOrganisation', { body })
  return answer.status === 200 ? 'changed' : (answer.error?.details ?? answer.status)
}

test('[A83] administrators change the name, the languages and how long sessions last', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const guest = await join(aino, 'Guest', 'guest')
  const heard: string[] = []
  app.bus.subscribe(({ kind }) => void heard.push(kind))
  const before = await aino.browser.does('getOrganisation')
  const body = { name: ' Karjala ', language: 'fi', languages: ['sv', 'fi', 'sv'], sessionDays: 7 }
  expect(await changing(aino, body)).toBe('changed')
  const after = { ...before, ...body, name: 'Karjala', languages: ['sv', 'fi'] }
  expect(await guest.browser.does('getOrganisation')).toEqual(after)
  expect(heard).toEqual(['people', 'strategies'])
  expect(await changing(aino, { sessionDays: 8 })).toBe('changed')
  expect(heard).toEqual(['people', 'strategies', 'people'])
  expect(await changing(berit, { name: 'Mine' })).toBe(403)

  expect(await changing(aino, { language: 'en' })).toEqual({ language: 'not-offered' })
  expect(await changing(aino, { languages: ['en'] })).toEqual({ languages: 'not-offered' })
  expect(await changing(aino, { languages: [] })).toHaveProperty('languages')
  expect(await changing(aino, { sessionDays: 0 })).toHaveProperty('sessionDays')
  expect(await changing(aino, {})).toBe('changed')
  expect(await aino.browser.does('getOrganisation')).toEqual({ ...after, sessionDays: 8 })
})

test('[A83] two changes at once are both made', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  await Promise.all([changing(aino, { name: 'Karjala' }), changing(aino, { sessionDays: 9 })])
  expect(await aino.browser.does('getOrganisation')).toMatchObject({
    name: 'Karjala',
    sessionDays: 9,
  })
})

test('[A83] the address is one under which this installation can be reached', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const address = async (given: string | null) => {
    const told = await changing(aino, { address: given })
    return told === 'changed' ? (await aino.browser.does('getOrganisation')).address : told
  }
  expect(await address('HTTPS://Wiki.Example.org:443/')).toBe('https://wiki.example.org')
  expect(await address(' http://10.0.0.5:4000 ')).toBe('http://10.0.0.5:4000')
  for (const wrong of [
    '',
    'wiki.example.org',
    'ftp://example.org',
    'javascript:alert(1)',
    'https://aino@example.org',
    'https://example.org/?a',
    'https://example.org/#a',
    'https://example.org?',
  ]) {
    expect([wrong, await address(wrong)]).toEqual([wrong, { address: 'invalid' }])
  }
  expect(await address('https://example.org/wiki')).toEqual({ address: 'path' })
  expect(await address(null)).toBeNull()
})

test('[A83] where the server’s setting says the address, nobody else does', async () => {
  const publicUrl = new URL('https://example.org/wiki/')
  const app = await startApp({ config: { publicUrl, basePath: '/wiki' } })
  const aino = await setUp(app)
  expect(await changing(aino, { address: 'https://example.org/wiki' })).toEqual({
    address: 'set-by-server',
  })
  expect(await changing(aino, { address: 'https://example.org' })).toEqual({ address: 'path' })
  expect(await changing(aino, { address: null, name: 'Karjala' })).toBe('changed')
  expect((await aino.browser.does('getHealth')).address).toBe('https://example.org/wiki')
})

test('[A84] strategies and pages begin in a language that the organisation writes in', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const norwegian = await aino.browser.does('makeStrategy', {
    body: { name: 'Strategi', language: 'nb' },
  })
  await changing(aino, { languages: ['en', 'sv'] })
  const strategy = (language?: 'fi' | 'sv') =>
    aino.browser.tries('makeStrategy', { body: { name: 'S', ...(language && { language }) } })
  const page = (language?: 'fi' | 'sv') =>
    aino.browser.tries('makePage', {
      params: { id: norwegian.id },
      body: { title: 'P', ...(language && { language }) },
    })
  expect((await strategy('fi')).error?.details).toEqual({ language: 'not-offered' })
  expect((await page('fi')).error?.details).toEqual({ language: 'not-offered' })
  expect([(await strategy('sv')).status, (await strategy()).status]).toEqual([201, 201])
  // What was begun goes on in its own language.
  expect((await page()).body).toMatchObject({ language: 'nb' })
  expect((await page('sv')).body).toMatchObject({ language: 'sv' })
})

test('[A85] administrators see how the installation fares', async () => {
  let now = Date.now()
  const data = await temporaryFolder()
  const app = await startApp({ clock: () => now, config: { data } })
  const wiki = await Wiki.begin(app)
  const { aino } = wiki
  const berit = await wiki.person('Berit', 'editor')
  await join(aino, 'Guest', 'guest')
  const carl = await join(aino, 'Carl')
  await aino.browser.does('setPersonActive', {
    params: { id: carl.person.id },
    body: { active: false },
  })
  const page = await wiki.page()
  const client = await wiki.client(page, berit).untilSynced()
  expect((await berit.browser.tries('getHealth')).status).toBe(403)
  const health = await aino.browser.does('getHealth')
  expect(health).toMatchObject({
    version: '0.1.0',
    node: process.version,
    address: null,
    saving: true,
    damage: [],
    people: { active: 2, guests: 1, deactivated: 1 },
    strategies: 1,
    pages: 7,
    entries: 7,
    rooms: 1,
    connections: 1,
  })
  expect(health.memory).toBeGreaterThan(10_000_000)
  expect(health.disk?.used).toBeGreaterThan(1_000)
  expect(health.disk?.free).toBeGreaterThan(0)
  expect(Date.parse(health.startedAt)).toBeLessThanOrEqual(now)

  // Counting is done again after a while, measuring later.
  client.add('more')
  await vi.waitFor(async () => {
    now += 10_001
    expect((await aino.browser.does('getHealth')).entries).toBe(8)
  })
  await writeFile(path.join(data, 'large'), Buffer.alloc(1_000_000))
  now += 60_001
  const later = await aino.browser.does('getHealth')
  expect(later.disk?.used).toBeGreaterThan((health.disk?.used ?? 0) + 900_000)
  wiki.leave()
})

test('[A85] that nothing can be stored is told, and what is not known is not made up', async () => {
  const storage = memoryStorage()
  const app = await startApp({ storage, config: { data: '/does-not-exist' } })
  const aino = await setUp(app)
  storage.fail('lost')
  expect(await aino.browser.does('getHealth')).toMatchObject({ saving: false, disk: null })
  storage.heal()
  expect((await aino.browser.does('getHealth')).saving).toBe(true)
})

test('[A86] administrators see who may do what in every strategy', async () => {
  const app = await startApp()
  const aino = await setUp(app)
  const berit = await join(aino, 'Berit')
  const mine = await berit.browser.does('makeStrategy', { body: { name: 'One', everyone: null } })
  const open = await aino.browser.does('makeStrategy', {
    body: { name: 'Two', everyone: 'reader' },
  })
  const [first = '', second = ''] = mine.pages
  await berit.browser.does('changePageAccess', { params: { id: first }, body: { locked: true } })
  const narrowed = { others: null, named: [{ person: berit.person.id, role: 'editor' as const }] }
  await berit.browser.does('changePageAccess', { params: { id: second }, body: { narrowed } })
  expect((await berit.browser.tries('listRoles')).status).toBe(403)
  const { strategies } = await aino.browser.does('listRoles')
  expect(strategies).toEqual([
    {
      ...{ id: mine.id, name: 'One', language: 'en', everyone: null, history: 'editor' },
      members: [{ person: berit.person.id, role: 'facilitator', pages: null }],
      pages: [
        expect.objectContaining({ id: first, narrowed: null }),
        expect.objectContaining({ id: second, narrowed, locked: null }),
      ],
    },
    expect.objectContaining({ id: open.id, everyone: 'reader', pages: [] }),
  ])
  expect(strategies[0]?.pages[0]?.locked).toMatchObject({ by: berit.person.id })
})
