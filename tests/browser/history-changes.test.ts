import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'
import { foundedBy, joins, textOnServer } from './organisation.ts'
import { writtenTogether } from './written-together.ts'

afterEach(expectCleanPages)

test('[H113] what two people changed is gone through by key and by hand, and brought back', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([
    computer({ viewport: { width: 1440, height: 900 } }),
    computer(),
  ])
  const founded = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const { history, place, since } = await writtenTogether(aino, bo, founded)

  const tab = await aino.newPage()
  await tab.goto(`${history}?view=changes&from=${since}`)
  const list = tab.locator('.change-list')
  await list.getByText('Removed: Employees must not').waitFor()
  const told = await list.locator('.change-told').allTextContents()
  expect(told).toEqual(
    expect.arrayContaining([
      '“soon” became today',
      expect.stringMatching(/^Added: and says where they work/),
      expect.stringMatching(/^Removed: Employees must not/),
      expect.stringMatching(/^Removed: Schools/),
      'Moved up: Thank them before you explain.',
      'Bold: never',
    ]),
  )
  await tab.getByText(/^2 people changed \d+ places/).waitFor()
  // In the page: who did it is said, and shown by initials.
  await tab.locator('del', { hasText: 'Bo Berg removed: Employees must not' }).waitFor()
  await tab.locator('ins', { hasText: 'Aino Koskinen added: today' }).waitFor()
  expect(await tab.locator('.changed-page tr.became-removed').textContent()).toContain('Schools')
  expect(await faults(tab)).toEqual([])

  // By keys, round and back.
  await tab.locator('.history-text').focus()
  await tab.keyboard.press('n')
  const current = list.locator('[aria-current=true]')
  const first = await current.textContent()
  expect(first).toBe(await list.locator('li').first().textContent())
  await tab.keyboard.press('n')
  expect(await current.textContent()).toBe(await list.locator('li').nth(1).textContent())
  await tab.keyboard.press('p')
  await tab.keyboard.press('p')
  expect(await current.textContent()).toBe(await list.locator('li').last().textContent())
  // By hand, in the page.
  await tab.locator('del', { hasText: 'Employees must not' }).click({ position: { x: 60, y: 12 } })
  expect(await current.textContent()).toContain('Employees must not')
  expect(await tab.locator('[data-current]').first().textContent()).toContain('Employees must not')
  // As on the page: the order is another one.
  await tab.getByLabel('Order').selectOption('page')
  expect(await list.locator('.change-told').allTextContents()).not.toEqual(told)

  // What is gone is brought back alone, and that is undone.
  await tab.getByRole('button', { name: 'Bring back…' }).click()
  const dialog = tab.getByRole('dialog', { name: 'Bring this passage back?' })
  await dialog.getByText('Employees must not').waitFor()
  expect(await faults(tab)).toEqual([])
  await dialog.getByRole('button', { name: 'Bring it back' }).click()
  await tab.getByText('The passage is back as it was').first().waitFor()
  const text = await textOnServer(aino, place)
  expect(text).toContain('Employees must not comment')
  expect(text).not.toContain('Schools')
  await tab.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => textOnServer(aino, place)).not.toContain('Employees')
  expect(app.reported).toEqual([])
}, 120_000)
