import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins, opens } from './organisation.ts'

afterEach(expectCleanPages)

test('[W119] by keys alone to any page of any strategy, and back to what was open last', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await ask(aino, app.url, 'POST', '/api/strategies', { name: 'Crisis plan', everyone: null })
  const tab = await aino.newPage()
  await tab.goto(app.url)
  await tab.locator('main h1').waitFor()
  const palette = tab.getByRole('dialog', { name: 'Go to or do' })
  const options = palette.getByRole('option')

  await tab.keyboard.press('Control+k')
  await palette.waitFor()
  await expect.poll(() => options.filter({ hasText: 'Guidelines' }).count()).toBe(2)
  expect(await faults(tab)).toEqual([])
  await tab.keyboard.type('guidel crisis')
  await expect.poll(() => options.allInnerTexts()).toEqual([expect.stringContaining('Crisis plan')])
  const visited = tab.waitForResponse(/\/visit$/)
  await tab.keyboard.press('Enter')
  await tab.locator('.page-text > h1', { hasText: 'Guidelines' }).waitFor()
  await palette.waitFor({ state: 'detached' })
  await visited

  // From within the text: the same keys with Shift.
  await tab.locator('[role=textbox]').focus()
  await tab.keyboard.press('Control+Shift+k')
  await palette.waitFor()
  await tab.keyboard.type('cstmrs')
  await expect.poll(() => options.first().innerText()).toContain('Customers')
  await tab.keyboard.press('Enter')
  await tab.locator('.page-text > h1', { hasText: 'Customers' }).waitFor()
  await tab.locator('main').focus()
  await tab.keyboard.press('Control+k')
  await palette.waitFor()
  // The page before is the first.
  await expect.poll(() => options.first().innerText()).toContain('Guidelines')
  await tab.keyboard.press('ArrowUp')
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('Enter')
  await tab.locator('.page-text > h1', { hasText: 'Guidelines' }).waitFor()

  // What is not open to somebody is not there.
  const other = await bo.newPage()
  await other.goto(app.url)
  await other.locator('main h1').waitFor()
  await other.keyboard.press('Control+k')
  const theirs = other.getByRole('dialog', { name: 'Go to or do' }).getByRole('option')
  await theirs.filter({ hasText: 'Guidelines' }).first().waitFor()
  expect(await theirs.filter({ hasText: 'Crisis plan' }).count()).toBe(0)
})

test('[W119] what can be done here is done from the palette; shortcuts stand in one list', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place)
  const palette = tab.getByRole('dialog', { name: 'Go to or do' })
  await tab.locator('[role=textbox]').focus()
  // In the text Mod-K makes a link.
  await tab.keyboard.press('Control+k')
  await tab.getByRole('dialog', { name: 'Link' }).waitFor()
  await tab.keyboard.press('Escape')
  await tab.keyboard.press('Control+Shift+k')
  await palette.waitFor()
  await tab.keyboard.type('replace')
  await tab.keyboard.press('Enter')
  await tab.getByRole('search', { name: 'Find and replace' }).waitFor()
  await tab.keyboard.press('Escape')
  await tab.keyboard.press('Control+Shift+k')
  await palette.waitFor()
  await tab.keyboard.type('dark')
  await tab.keyboard.press('Enter')
  await expect
    .poll(() => tab.evaluate(() => document.documentElement.dataset['theme']))
    .toBe('dark')

  await tab.locator('.outline-place li').first().waitFor()
  await tab.keyboard.press('Control+Shift+k')
  await palette.waitFor()
  await tab.keyboard.type('what is on')
  await tab.keyboard.press('Enter')
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.closest('.outline') !== null))
    .toBe(true)
  await tab.locator('[role=textbox]').focus()

  const sheet = tab.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await tab.keyboard.press('Control+/')
  await sheet.waitFor()
  await sheet.getByText('Alt+Shift+↑').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  // In the text a question mark is one.
  await tab.keyboard.type('?')
  expect(await sheet.count()).toBe(0)
  await tab.goto(`${app.url}/account`)
  await tab.locator('main h1').waitFor()
  await tab.keyboard.type('?')
  await sheet.waitFor()
})

test('[W119] the palette fits a phone', async () => {
  const app = await startApp()
  const aino = await phone()
  await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.goto(app.url)
  await tab.locator('main h1').waitFor()
  await tab.keyboard.press('Control+k')
  const option = tab.locator('.palette').getByRole('option').first()
  await option.waitFor()
  expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
