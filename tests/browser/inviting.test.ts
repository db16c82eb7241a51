import { afterEach, expect, test } from 'vitest'
import type { BrowserContext } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins } from './organisation.ts'

afterEach(expectCleanPages)

test('[W76] an invitation to two pages is made, used, given a new code and ended', async () => {
  const app = await startApp()
  const [aino, bo, vera, late] = await Promise.all([computer(), computer(), phone(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  const member = `/api/strategies/${place.strategy}/members/${id}`
  await ask(aino, app.url, 'PUT', member, { role: 'facilitator' })
  await ask(aino, app.url, 'POST', '/api/units', { name: 'User panel' })
  const tab = await bo.newPage()
  await tab.goto(`${app.url}/strategies/${place.strategy}/people`)
  await tab.getByText('A link or a square to scan').waitFor()
  await tab.getByRole('button', { name: 'Make an invitation' }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByLabel('What it is for').fill('Workshop 12 March')
  // New members are let in by administrators.
  expect(await dialog.getByRole('radio', { name: 'Member' }).count()).toBe(0)
  await dialog.getByRole('radio', { name: 'Writes' }).check()
  await dialog.getByRole('radio', { name: 'Only some pages' }).check()
  await dialog.getByRole('checkbox', { name: 'Customers' }).check()
  await dialog.getByRole('checkbox', { name: 'Goals' }).check()
  await dialog.getByLabel('Unit').selectOption('User panel')
  await dialog.getByLabel('How many at the most').fill('3')
  await dialog.getByRole('button', { name: 'Make an invitation' }).click()
  await dialog.getByRole('img', { name: /Workshop 12 March/ }).waitFor()
  const code = async () => (await dialog.locator('.invitation-code').innerText()).trim()
  const first = await code()
  expect(first).toMatch(/^\w{4}-\w{4}-\w{4}$/)
  expect(await dialog.getByText(`/join#`).innerText()).toContain(first.toLowerCase())
  await dialog.getByRole('button', { name: 'Close' }).click()
  const line = tab.locator('.invitation-list li')
  await line.getByText('Guests write · on Customers, Goals · User panel').waitFor()
  await line.getByText('used by 0 of 3').waitFor()

  // Who comes in is seen at once where one looks.
  expect(await comesIn(vera, app.url, first, 'Vera Vik')).toBe(201)
  await line.getByText('used by 1 of 3').waitFor()
  const guests = tab.getByRole('list', { name: 'Guests' })
  await guests.getByText('Vera Vik').waitFor()
  await guests.getByText('on Customers, Goals').waitFor()
  const visitor = await vera.newPage()
  await visitor.goto(`${app.url}/strategies/${place.strategy}`)
  await visitor.getByText('You read, comment and write here.').waitFor()
  const pages = visitor.locator('main .contents.numbered a')
  await pages.nth(1).waitFor()
  expect(await pages.count()).toBe(2)

  await tab.getByRole('button', { name: 'New code for Workshop 12 March' }).click()
  await dialog.getByRole('button', { name: 'New code' }).click()
  await dialog.getByRole('img', { name: /Workshop 12 March/ }).waitFor()
  const second = await code()
  expect(second).not.toBe(first)
  await dialog.getByRole('button', { name: 'Close' }).click()
  expect(await comesIn(late, app.url, first, 'Lea Lie')).toBe(404)

  await tab.getByRole('button', { name: 'End Workshop 12 March' }).click()
  await dialog.getByRole('button', { name: 'End it' }).click()
  await line.getByText(/^ended /).waitFor()
  expect(await line.getByRole('button').count()).toBe(0)
  expect(await comesIn(late, app.url, second, 'Lea Lie')).toBe(404)
  // Who came by it stays.
  await visitor.reload()
  await visitor.getByText('You read, comment and write here.').waitFor()
  expect(app.reported).toEqual([])
})

/** Comes in by a code as a guest; gives the answer's status. */
async function comesIn(computer: BrowserContext, url: string, code: string, name: string) {
  const answer = await computer.request.post(`${url}/api/join`, {
    headers: { origin: new URL(url).origin },
    data: { code, name },
  })
  return answer.status()
}
