import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { addPage, blocksOf, contentIn, contentOnServer, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

const names = ['making', 'analysing', 'following', 'sharing', 'talking']

/** The five shares, in their order. */
async function shares(tab: Page) {
  const { attrs } = blocksOf(await contentIn(tab), 'timeBudget')[0] ?? {}
  return names.map((name) => attrs?.[name])
}

test('[K55] two people share out the hours at once, by slider and by number; both count', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer(), phone(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const reader = await joins(aino, carla, app.url, 'Carla Lund')
  await ask(aino, app.url, 'PUT', `/api/strategies/${place.strategy}/members/${reader}`, {
    role: 'reader',
  })
  const id = await addPage(aino, place, 'time')
  const tab = await opensPage(aino, place, id)
  const other = await opensPage(bo, place, id)
  await tab.getByText('100 %: all of the time is shared out.').waitFor()
  expect(await shares(tab)).toEqual([70, 10, 5, 5, 10])
  expect(await smallTargets(other)).toEqual([])

  // One drags, the other types; what each moved stays.
  const slider = tab.getByRole('slider', { name: 'Making content, per cent' })
  const box = await slider.boundingBox()
  if (box === null) throw new Error('no slider')
  const { seq } = (await ask(aino, app.url, 'GET', `/api/pages/${id}/content`)) as { seq: number }
  await tab.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2)
  await tab.mouse.down()
  for (let n = 0; n < 40; n += 1) {
    await tab.mouse.move(box.x + box.width * (0.7 - n / 200), box.y + box.height / 2)
    if (n === 20) await other.getByRole('spinbutton', { name: 'Conversation, per cent' }).fill('25')
  }
  await tab.mouse.up()
  await expect.poll(async () => (await shares(other))[0]).toBeLessThan(60)
  await expect.poll(async () => (await shares(tab))[4]).toBe(25)
  await untilSaveStateIs(tab, 'Saved')
  await untilSaveStateIs(other, 'Saved')
  expect(await shares(tab)).toEqual(await shares(other))
  const after = (await ask(aino, app.url, 'GET', `/api/pages/${id}/content`)) as { seq: number }
  expect(after.seq - seq).toBeLessThan(25)

  // The sum is said plainly, and what is left goes where one says.
  await tab.getByRole('spinbutton', { name: 'Making content, per cent' }).fill('50')
  await other.getByText('95 %: 5 % left to share out.').waitFor()
  await tab.getByRole('spinbutton', { name: 'Hours a week' }).fill('38')
  await other.getByText('19 h').waitFor()
  await other.getByText('Put the rest on…').click()
  await other.getByRole('button', { name: 'Analysing' }).click()
  await tab.getByText('100 %: all of the time is shared out.').waitFor()
  expect(await shares(tab)).toEqual([50, 15, 5, 5, 25])
  await other.getByRole('spinbutton', { name: 'Analysing, per cent' }).fill('40')
  await tab.getByText('125 %: 25 % too much.').waitFor()
  expect(await faults(tab)).toEqual([])
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await untilSaveStateIs(other, 'Saved')

  const reading = await carla.newPage()
  await reading.goto(`${app.url}/pages/${id}`)
  const table = reading.getByRole('table', { name: 'Time budget' })
  await table.waitFor()
  expect(await table.getByRole('row').nth(2).textContent()).toBe('Analysing40 %15.2')
  await reading.getByText('125 %: 25 % too much.').waitFor()
  expect(await faults(reading, ['landmark-unique'])).toEqual([])
})

test('[K55] the hours are shared out by keyboard alone, and the proposal comes back', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await addPage(aino, place, 'time')
  const tab = await opensPage(aino, place, id)
  const slider = tab.getByRole('slider', { name: 'Analysing, per cent' })
  await slider.focus()
  for (let n = 0; n < 5; n += 1) await tab.keyboard.press('ArrowLeft')
  await expect.poll(() => shares(tab)).toEqual([70, 5, 5, 5, 10])
  await tab.getByText('95 %: 5 % left to share out.').waitFor()
  await tab.getByText('Put the rest on…').focus()
  await tab.keyboard.press('Enter')
  for (let n = 0; n < 5; n += 1) await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await expect.poll(() => shares(tab)).toEqual([70, 5, 5, 5, 15])
  // The focus went along with what was changed.
  expect(await tab.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Conversation, per cent',
  )
  await tab.keyboard.press('Home')
  await expect.poll(async () => (await shares(tab))[4]).toBe(0)
  await tab.getByRole('button', { name: 'Back to the proposal' }).focus()
  await tab.keyboard.press('Enter')
  await expect.poll(() => shares(tab)).toEqual([70, 10, 5, 5, 10])
  await untilSaveStateIs(tab, 'Saved')
  const kept = blocksOf(await contentOnServer(aino, place, id), 'timeBudget')[0]?.attrs
  expect(names.map((name) => kept?.[name])).toEqual([70, 10, 5, 5, 10])
})
