import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { blocksOf, contentIn, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins, sees, textOnServer } from './organisation.ts'
import { begins, emptyPage, offered } from './plain-page.ts'

afterEach(expectCleanPages)

test('[W114] people and pages are mentioned by keys and shown by the names they have now', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const boId = await joins(aino, bo, app.url, 'Bo Berg')
  const id = await emptyPage(aino, place, 'Mentions')
  const there = await opensPage(bo, place, id)
  const tab = await begins(aino, place, id)

  await tab.keyboard.type('Ask @')
  // Those who are here come first.
  await offered(tab, 'Bo Berg').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.keyboard.type('be')
  await expect.poll(() => offered(tab).count()).toBe(1)
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('about [[cus')
  await offered(tab, 'Customers').waitFor()
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('today.')
  await sees(there, '@Bo Berg')
  const [paragraph] = blocksOf(await contentIn(tab), 'paragraph')
  expect(
    paragraph?.content?.map(({ type, attrs }) => attrs?.['person'] ?? attrs?.['page'] ?? type),
  ).toEqual(['text', boId, 'text', place.pages[0], 'text'])
  await untilSaveStateIs(tab, 'Saved')

  // The names of today, for writers and readers.
  await ask(aino, app.url, 'PATCH', `/api/people/${boId}`, { name: 'Bo Bergström' })
  await ask(aino, app.url, 'PATCH', `/api/pages/${place.pages[0]}`, { title: 'Ground rules' })
  for (const each of [tab, there]) {
    await sees(each, '@Bo Bergström')
    await each.locator('.page-text a.mention', { hasText: 'Ground rules' }).waitFor()
  }
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  await there.locator('[role=textbox]').waitFor({ state: 'detached' })
  await sees(there, '@Bo Bergström')
  expect(await faults(there)).toEqual([])

  // By the link to the page, and from its foot back.
  await there.locator('.page-text a.mention').press('Enter')
  await there.locator('h1', { hasText: 'Ground rules' }).waitFor()
  const back = there.locator('.backlinks a', { hasText: 'Mentions' })
  await back.waitFor()
  expect(await faults(there)).toEqual([])
  await back.press('Enter')
  await there.locator('h1', { hasText: 'Mentions' }).waitFor()
  expect(await textOnServer(aino, { ...place, pages: [id] })).toContain('@Bo Berg')
  expect(app.reported).toEqual([])
})

test('[W114] guests are offered those who are here; what is not known keeps its label', async () => {
  const app = await startApp()
  const [aino, guest] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'POST', '/api/people', {
    name: 'Carla Lund',
    email: 'carla@example.org',
    password: 'a long enough password',
  })
  const id = await emptyPage(aino, place, 'Guests')
  const invited = (await ask(
    aino,
    app.url,
    'POST',
    `/api/strategies/${place.strategy}/invitations`,
    {
      label: 'Workshop',
      as: 'guest',
      role: 'editor',
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
  )) as { code: string }
  await ask(guest, app.url, 'POST', '/api/join', {
    code: invited.code,
    name: 'Gita Guest',
  })
  const host = await begins(aino, place, id)
  await host.keyboard.type('@carla')
  await offered(host, 'Carla Lund').waitFor()
  await host.keyboard.press('Enter')
  const tab = await begins(guest, place, id)
  await sees(tab, '@Carla Lund')
  await tab.keyboard.press('End')
  await tab.keyboard.type('@')
  await offered(tab, 'Aino Koskinen').waitFor()
  expect(await offered(tab, 'Carla Lund').count()).toBe(0)
})
