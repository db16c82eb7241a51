import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { addPage, blocksOf, contentIn, goesInto, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins } from './organisation.ts'

afterEach(expectCleanPages)

/** Power and interest of each row. */
async function places(tab: Page) {
  const rows = blocksOf(await contentIn(tab), 'stakeholderMap')[0]?.content ?? []
  return rows.map(({ attrs }) => [attrs?.['power'] ?? null, attrs?.['interest'] ?? null])
}

/** What the marks of the picture say, in their order. */
const marks = (tab: Page) => tab.locator('.map-mark').evaluateAll(said)
const said = (all: readonly Element[]) =>
  all.map((one) => `${one.getAttribute('aria-label')}: ${one.getAttribute('aria-valuetext')}`)

test('[K48] the picture and the rows of stakeholders say the same, whoever moves a mark and however', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer(), computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const reader = await joins(aino, carla, app.url, 'Carla Lund')
  await ask(aino, app.url, 'PUT', `/api/strategies/${place.strategy}/members/${reader}`, {
    role: 'reader',
  })
  const id = await addPage(aino, place, 'stakeholders')
  const tab = await opensPage(aino, place, id)
  const other = await opensPage(bo, place, id)

  // By the rows, by the waiting list, by keys on the picture: at the same time.
  const row = (page: Page, n: number) => page.locator('.stakeholder').nth(n)
  await Promise.all([
    (async () => {
      await row(tab, 0).getByLabel('Power').selectOption('4, much')
      await row(tab, 0).getByLabel('Interest').selectOption('5, very much')
    })(),
    other.getByRole('button', { name: /^2 Staff.*put on the map/ }).click(),
  ])
  await expect.poll(() => places(tab)).toContainEqual([3, 3])
  await expect.poll(() => places(other)).toContainEqual([4, 5])
  await other.locator('.map-mark').nth(1).focus()
  await other.keyboard.press('ArrowUp')
  await other.keyboard.press('ArrowUp')
  await other.keyboard.press('ArrowLeft')
  await expect
    .poll(() => marks(tab))
    .toEqual(['1, Management: power 4, interest 5', '2, Staff: power 5, interest 2'])
  expect(await row(tab, 1).getByLabel('Power').locator('option:checked').textContent()).toBe(
    '5, very much',
  )

  // By the pointer: onto the place of the other one, beside which it comes to stand.
  const from = await tab.locator('.map-mark').nth(1).boundingBox()
  const to = await tab.locator('.map-mark').nth(0).boundingBox()
  if (from === null || to === null) throw new Error('no marks')
  await tab.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await tab.mouse.down()
  await tab.mouse.move(to.x, to.y + 20, { steps: 5 })
  await tab.mouse.up()
  await expect.poll(() => places(other)).toEqual([[4, 5], [4, 5], ...Array(4).fill([null, null])])
  await expect
    .poll(() =>
      other.locator('.map-mark').evaluateAll((all) => {
        const [a, b] = all.map((one) => one.getBoundingClientRect())
        return a !== undefined && b !== undefined && a.right <= b.left + 0.5
      }),
    )
    .toBe(true)

  // A new name is on the map as it is typed.
  await goesInto(tab, 'stakeholderName', 0)
  await tab.keyboard.type(' group')
  await other.getByRole('slider', { name: '1, Management group' }).waitFor()
  expect(await faults(tab)).toEqual([])
  await untilSaveStateIs(tab, 'Saved')

  // Readers see both, and move nothing.
  const reading = await carla.newPage()
  await reading.goto(`${app.url}/pages/${id}`)
  const table = reading.getByRole('table', { name: 'Stakeholders' })
  await table.waitFor()
  expect(await table.getByRole('row').nth(1).textContent()).toMatch(
    /1\. Management group.*Power: 4.*Interest: 5/,
  )
  expect(await reading.locator('.map-mark').count()).toBe(2)
  expect(await reading.locator('.map-mark[tabindex]').count()).toBe(0)
  expect(await faults(reading)).toEqual([])
})

test('[K48] a stakeholder is placed by keyboard alone', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await addPage(aino, place, 'stakeholders')
  const tab = await opensPage(aino, place, id)
  await goesInto(tab, 'stakeholderName', 0)
  // Back to what stands before the first row: the last one who has no place yet.
  await tab.keyboard.press('Shift+Tab')
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toMatch(/^6 /)
  for (let n = 0; n < 5; n += 1) await tab.keyboard.press('Shift+Tab')
  await tab.keyboard.press('Enter')
  await tab.getByRole('slider').waitFor()
  await tab.keyboard.press('Shift+Tab')
  await tab.keyboard.press('ArrowUp')
  await tab.keyboard.press('ArrowRight')
  await expect.poll(() => places(tab)).toContainEqual([4, 4])
  // Undo takes it back.
  await goesInto(tab, 'stakeholderName', 0)
  await tab.keyboard.press('Control+z')
  await expect.poll(async () => (await places(tab)).flat()).not.toContain(4)
})
