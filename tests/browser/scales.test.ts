import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { addPage, blocksOf, contentIn, goesInto, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins, type Place } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

/** Gives somebody a role in the strategy by name. */
async function asRole(aino: BrowserContext, place: Place, person: string, role: string) {
  await ask(aino, place.url, 'PUT', `/api/strategies/${place.strategy}/members/${person}`, { role })
}

/** A statement with its answers, where one writes and where one reads. */
const scale = (tab: Page, n: number) => tab.locator('.scale-answer').nth(n)

/** Presses the circle. */
const answers = (tab: Page, n: number, value: string) =>
  scale(tab, n).getByRole('radio', { name: value, exact: true }).click()

test('[K53] everybody who may comment answers right in the page; from five on the spread is shown', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer(), computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await asRole(aino, place, await joins(aino, carla, app.url, 'Carla Lund'), 'commenter')
  const id = await addPage(aino, place, 'start')
  const tab = await opensPage(aino, place, id)
  const rows = blocksOf(await contentIn(tab), 'scales')[0]?.content ?? []
  const scaleId = rows[0]?.attrs?.['id']

  // Writers answer while they write, in the middle of others' writing.
  const other = await opensPage(bo, place, id)
  await scale(tab, 0).getByText('Nobody has answered yet').waitFor()
  await goesInto(other, 'scaleStatement', 0)
  await Promise.all([other.keyboard.type(' Every day.'), answers(tab, 0, '4')])
  await scale(other, 0).getByText('1 person has answered.').waitFor()
  await answers(other, 0, '2')
  await scale(tab, 0).getByText('2 people have answered.').waitFor()
  await tab.locator('.row-words').getByText('Every day.').waitFor()

  // Commenters read, and answer all the same.
  const reading = await carla.newPage()
  await reading.goto(`${app.url}/pages/${id}`)
  await scale(reading, 0).getByText('2 people have answered.').waitFor()
  expect(await reading.locator('[role=textbox]').count()).toBe(0)
  expect(await scale(reading, 0).locator('.scale-end').allTextContents()).toEqual([
    'Not at all',
    'Always',
  ])
  await answers(reading, 0, '5')
  await scale(tab, 0).getByText('3 people have answered.').waitFor()
  expect(await smallTargets(reading)).toEqual([])

  // An answer is changed, taken back, and given again: it stays one person's.
  await answers(tab, 0, '3')
  await tab.getByRole('button', { name: 'Take back my answer' }).click()
  await scale(reading, 0).getByText('2 people have answered.').waitFor()
  await answers(tab, 0, '4')
  await scale(reading, 0).getByText('3 people have answered.').waitFor()

  // Two more, over the network: now everybody sees how the answers spread, and nobody whose they are.
  for (const [name, value] of [
    ['Dan Dahl', 4],
    ['Eva Ek', 1],
  ] as const) {
    const another = await computer()
    await joins(aino, another, app.url, name)
    const path = `/api/pages/${id}/scales/${String(scaleId)}`
    await ask(another, app.url, 'PUT', path, { value })
  }
  for (const each of [tab, other, reading]) {
    const spread = scale(each, 0).getByRole('list', { name: 'How the answers spread' })
    await spread.waitFor()
    expect((await spread.getByRole('listitem').allTextContents()).map((one) => one.trim())).toEqual(
      ['1: 1 person', '2: 1 person', '3: 0 people', '4: 2 people', '5: 1 person'],
    )
    await scale(each, 0).getByText('5 answers. Half say 4 or more.').waitFor()
  }
  expect(await scale(reading, 0).getByRole('radio', { name: '5' }).isChecked()).toBe(true)
  expect(await faults(tab)).toEqual([])
  expect(await faults(reading, ['landmark-unique'])).toEqual([])

  // Without a connection it is said that the answer was not kept.
  await carla.setOffline(true)
  await answers(reading, 1, '1')
  await scale(reading, 1)
    .getByText(/Your answer was not saved/)
    .waitFor()
  expect(await scale(reading, 1).getByRole('radio', { name: '1' }).isChecked()).toBe(false)
  await carla.setOffline(false)
  await answers(reading, 1, '1')
  await scale(tab, 1).getByText('1 person has answered.').waitFor()
})

test('[K52] [K53] phases are answered in words by keyboard, and the result is the lowest of them', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await addPage(aino, place, 'maturity')
  const tab = await opensPage(aino, place, id)
  const rows = blocksOf(await contentIn(tab), 'scales')[0]?.content ?? []
  expect(rows).toHaveLength(6)
  await tab.getByText('It is shown once they have five answers each').waitFor()

  await goesInto(tab, 'scaleStatement', 0)
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Space')
  await expect
    .poll(() => scale(tab, 0).getByRole('radio', { name: 'Trial' }).isChecked())
    .toBe(true)
  await tab.keyboard.press('ArrowRight')
  await expect
    .poll(() => scale(tab, 0).getByRole('radio', { name: 'Informal' }).isChecked())
    .toBe(true)
  await scale(tab, 0).getByText('1 person has answered.').waitFor()
  // Enter in a statement goes on to the next: the words for the ends are not asked for here.
  await goesInto(tab, 'scaleStatement', 0)
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('!')
  await expect
    .poll(() => tab.locator('[data-field=scaleStatement]').nth(1).textContent())
    .toMatch(/!$/)

  // Four more people: routine in all but one.
  for (const name of ['Bo Berg', 'Dan Dahl', 'Eva Ek', 'Fia Falk', 'Gun Gran']) {
    const one = await computer()
    await joins(aino, one, app.url, name)
    for (const [place, row] of rows.entries()) {
      const path = `/api/pages/${id}/scales/${String(row.attrs?.['id'])}`
      await ask(one, app.url, 'PUT', path, { value: place === 3 ? 1 : 3 })
    }
  }
  await tab.getByText('We are at “Trial”, as this is the lowest:').waitFor()
  expect(await tab.locator('.scales-result li').allTextContents()).toEqual([
    'We choose our tools by need and try them before we start to use them.',
  ])
  expect(await faults(tab)).toEqual([])
})
