import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins } from './organisation.ts'
import { begins, emptyPage, typesLines } from './plain-page.ts'

afterEach(expectCleanPages)

const wide = { viewport: { width: 1440, height: 900 } }

test('[W115] the outline follows what is written and read, and takes one there by keys', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(wide), computer(wide)])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const id = await emptyPage(aino, place, 'Outlined')
  const there = await opensPage(bo, place, id)
  const tab = await begins(aino, place, id)
  const listed = there.locator('.outline-place li button')
  await there.getByText('Headings are listed here as you write them').waitFor()
  await typesLines(tab, '# First part', ...Array.from({ length: 30 }, (_, n) => `Line ${n}`))
  await typesLines(tab, '', '# Second part', '## Its detail', 'Words')
  await expect
    .poll(() => listed.allInnerTexts())
    .toEqual(['First part', 'Second part', 'Its detail'])
  await there.locator('.page-length', { hasText: '67 words' }).waitFor()

  // By keys the caret goes along.
  await listed.nth(1).focus()
  await there.keyboard.press('Enter')
  const heading = there.locator('.page-text h2', { hasText: 'Second part' })
  await expect
    .poll(() => heading.evaluate((one) => one.getBoundingClientRect().top))
    .toBeLessThan(900)
  await there.keyboard.type('The ')
  await expect.poll(() => listed.nth(1).innerText()).toBe('The Second part')
  const current = () => there.locator('.outline-place [aria-current=location]').allInnerTexts()
  await there.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await expect.poll(current).not.toEqual(['Its detail'])
  await there.evaluate(() =>
    scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }),
  )
  await expect.poll(current).toEqual(['Its detail'])
  await there
    .locator('.page-text > p')
    .last()
    .dblclick({ position: { x: 10, y: 10 } })
  await there.locator('.page-length', { hasText: '1 selected' }).waitFor()
  expect(await faults(there)).toEqual([])

  // Readers have it too; the focus goes there.
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  await there.locator('[role=textbox]').waitFor({ state: 'detached' })
  await expect.poll(() => listed.count()).toBe(3)
  await listed.first().focus()
  await there.keyboard.press('Enter')
  await expect
    .poll(() => there.evaluate(() => document.activeElement?.textContent))
    .toBe('First part')
})

test('[W115] rules are listed, guiding questions when asked for', async () => {
  const app = await startApp()
  const aino = await computer(wide)
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/pages/${place.pages[4]}`)
  const listed = tab.locator('.outline-place li')
  await listed.filter({ hasText: 'Say who you are' }).waitFor()
  const questions = tab.locator('.outline-place [data-kind=question]')
  expect(await questions.count()).toBe(0)
  await tab
    .locator('.outline-place')
    .getByRole('button', { name: 'Show guiding questions' })
    .click()
  await questions.first().waitFor()
  await tab.reload()
  await questions.first().waitFor()
  await tab
    .locator('.outline-place')
    .getByRole('button', { name: 'Hide guiding questions' })
    .click()
  await questions.first().waitFor({ state: 'detached' })
})

test('[W115] where there is no room the outline is a sheet', async () => {
  const app = await startApp()
  const aino = await phone()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/pages/${place.pages[4]}`)
  await tab.getByRole('button', { name: 'On this page' }).tap()
  const sheet = tab.getByRole('dialog', { name: 'On this page' })
  await sheet.waitFor()
  for (const button of await sheet.getByRole('button').all()) {
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  }
  expect(await faults(tab, ['scrollable-region-focusable'])).toEqual([])
  await sheet.getByRole('button', { name: 'Who stands by you' }).tap()
  await sheet.waitFor({ state: 'detached' })
  const heading = tab.locator('.page-text h2', { hasText: 'Who stands by you' })
  await expect
    .poll(() => heading.evaluate((one) => one.getBoundingClientRect().top))
    .toBeLessThan(844)
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
