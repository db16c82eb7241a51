import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import {
  ask,
  foundedBy,
  joins,
  opens,
  paragraphs,
  sees,
  textOnServer,
  types,
} from './organisation.ts'

afterEach(expectCleanPages)

test('[W1] from the one-time link to a written page, all in the browser', async () => {
  const app = await startApp()
  const aino = await computer()
  const tab = await aino.newPage()
  await tab.goto(app.url)
  await tab.getByText('has not been set up yet').waitFor()

  await tab.goto(`${app.url}/setup#token=${encodeURIComponent(app.setupToken)}`)
  await tab.reload()
  await tab.getByLabel('Name of the organisation').fill('Karelia')
  await tab.getByLabel('Name', { exact: true }).fill('Aino Koskinen')
  await tab.getByLabel('E-mail').fill('aino@example.org')
  await tab.getByLabel('Password', { exact: true }).fill('short')
  await tab.getByText('7 more characters').waitFor()
  await tab.getByLabel('Password', { exact: true }).fill('words only I would join')
  await tab.getByRole('button', { name: 'Set up' }).click()

  await tab.getByRole('button', { name: 'Make a strategy' }).click()
  await tab.getByLabel('Name of the strategy').fill('Communication strategy')
  await tab.getByRole('dialog').getByRole('button', { name: 'Make a strategy' }).click()
  await tab.locator('main .contents li').nth(5).waitFor()
  await tab.locator('main .contents a').first().click()

  await tab.locator('[role=textbox]').waitFor()
  await types(tab, 0, 'The people of the town come first.')
  await untilSaveStateIs(tab, 'Saved')
  const id = new URL(tab.url()).pathname.split('/').at(-1) ?? ''
  const place = { url: app.url, strategy: '', pages: [id] }
  expect(await textOnServer(aino, place)).toContain('The people of the town come first.')

  await tab.reload()
  await tab.getByText('The people of the town come first.').waitFor()
  expect(app.reported).toEqual([])
})

test('[W2] opening a page and leaving it writes nothing', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const before = await ask(aino, app.url, 'GET', `/api/pages/${place.pages[0]}/content`)
  const tab = await opens(aino, place)
  await untilSaveStateIs(tab, 'Saved')
  await tab.locator('[role=textbox] > p').first().click()
  await tab.keyboard.press('ArrowDown')
  await tab.locator('table td').first().click()
  await tab.goto(app.url)
  expect(await ask(aino, app.url, 'GET', `/api/pages/${place.pages[0]}/content`)).toEqual(before)
})

test('[W3] two computers and a phone write one page, one of them offline for a while', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([
    computer(),
    computer({ colorScheme: 'dark' }),
    phone(),
  ])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await joins(aino, carla, app.url, 'Carla Lund')
  const tabs = [
    await opens(aino, place),
    await opens(bo, place),
    await opens(carla, place),
  ] as const

  // Everybody has put their caret somewhere before anybody types.
  for (const [paragraph, tab] of tabs.entries()) await types(tab, paragraph, ' ')
  await Promise.all([
    tabs[0].keyboard.type('Aino writes.'),
    tabs[1].keyboard.type('Bo writes.'),
    tabs[2].keyboard.type('Carla writes.'),
  ])
  for (const tab of tabs) {
    for (const name of ['Aino', 'Bo', 'Carla']) await sees(tab, `${name} writes.`)
  }
  // Who is here, and where: by name in the list, by initials at the caret.
  await tabs[0].locator('.caret-label[data-initials=BB]').waitFor()
  await tabs[0].getByText('3 people here').first().waitFor({ state: 'attached' })

  await bo.setOffline(true)
  await types(tabs[1], 1, ' Bo went on without a connection.')
  await untilSaveStateIs(tabs[1], /\d+ changes kept in this browser/)
  await types(tabs[0], 1, ' Aino too.')
  await bo.setOffline(false)
  await untilSaveStateIs(tabs[1], 'Saved')
  for (const tab of tabs) {
    await sees(tab, 'Bo went on without a connection.')
    await sees(tab, 'Aino too.')
  }
  const texts = await Promise.all(tabs.map((tab) => paragraphs(tab)))
  expect(texts[1]).toEqual(texts[0])
  expect(texts[2]).toEqual(texts[0])
})

test('[W4] undo takes back one’s own words and nobody else’s', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  await types(tab, 0, 'mine')
  await sees(other, 'mine')
  await types(other, 0, ' yours')
  await sees(tab, 'mine yours')
  await tab.keyboard.press('Control+z')
  await expect.poll(() => paragraphs(other)).toContain(' yours')
  await tab.getByRole('button', { name: 'Redo' }).click()
  await sees(other, 'mine yours')
})
