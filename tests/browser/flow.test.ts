import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { addPage, blocksOf, contentIn, goesInto, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins } from './organisation.ts'

afterEach(expectCleanPages)

async function steps(tab: Page) {
  return blocksOf(await contentIn(tab), 'flow')[0]?.content ?? []
}

/** The n-th step of the picture, as words. */
async function drawn(tab: Page, n: number): Promise<string> {
  const text = await tab.locator('.flow-picture .flow-step').nth(n).innerText()
  return text.replace(/\s+/g, ' ')
}

test('[K50] two people edit a flow; numbered steps and picture say the same, to readers too', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer(), computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  const bosId = await joins(aino, bo, app.url, 'Bo Berg')
  const reader = await joins(aino, carla, app.url, 'Carla Lund')
  await ask(aino, app.url, 'PUT', `/api/strategies/${place.strategy}/members/${reader}`, {
    role: 'reader',
  })
  const id = await addPage(aino, place, 'feedback')
  const tab = await opensPage(aino, place, id)
  const other = await opensPage(bo, place, id)
  const row = (page: Page, n: number) => page.locator('.flowStep').nth(n)

  await goesInto(tab, 'stepTitle', 1)
  await Promise.all([
    tab.keyboard.type(' Today?'),
    row(other, 1).getByLabel('Within').fill('20'),
    row(other, 2).getByRole('button', { name: 'Choose' }).click(),
  ])
  await other.getByRole('combobox', { name: 'Owner' }).fill('Bo')
  await other.keyboard.press('Enter')
  await expect
    .poll(() => drawn(tab, 1))
    .toMatch(/danger or crime\? Today\? Yes .* within 20 minutes/)
  await expect.poll(() => drawn(tab, 2)).toContain('The person on shift, Bo Berg')
  await row(tab, 1).getByLabel('Time that counts').selectOption('Service hours')
  await row(tab, 1).getByLabel('Minutes or hours').selectOption('hours')
  await expect.poll(() => drawn(other, 1)).toContain('within 20 hours of service time')
  await row(tab, 1).getByLabel('Then').selectOption('Go on to the next step')
  await expect.poll(() => drawn(other, 1)).toMatch(/Go on to 3 No$/)
  await expect
    .poll(async () => (await steps(other))[1]?.attrs)
    .toMatchObject({
      within: 1200,
      clock: 'service',
      then: 'next',
    })
  expect((await steps(tab))[2]?.attrs?.['owner']).toBe(bosId)
  expect(await faults(tab)).toEqual([])
  await untilSaveStateIs(tab, 'Saved')

  // On a phone, for who only reads: the steps in words, and the picture.
  const reading = await carla.newPage()
  await reading.goto(`${app.url}/pages/${id}`)
  await reading.getByRole('img', { name: 'The flow as a picture' }).waitFor()
  const second = reading.locator('.rows-read li').nth(1)
  expect((await second.innerText()).replace(/\s+/g, ' ')).toMatch(
    /crime\? Today\? Yes: Save it.* within 20 hours of service time The person on shift/,
  )
  expect(await reading.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  // Other blocks of this page have the same name twice.
  expect(await faults(reading, ['landmark-unique'])).toEqual([])
})

test('[K51] steps are written, timed and put in another order by keyboard alone', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await addPage(aino, place, 'feedback')
  const tab = await opensPage(aino, place, id)
  const titles = async () =>
    (await steps(tab)).map(({ content }) => content?.[0]?.content?.[0]?.text ?? '')
  const before = await titles()
  await goesInto(tab, 'stepTitle', -1)
  await tab.keyboard.press('Control+Enter')
  await tab.keyboard.type('Tell the team')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('What we learned')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('45')
  await expect.poll(async () => (await steps(tab)).at(-1)?.attrs?.['within']).toBe(45)
  await goesInto(tab, 'stepTitle', -1)
  await tab.keyboard.press('Alt+ArrowUp')
  await expect.poll(titles).toEqual([...before.slice(0, -1), 'Tell the team', before.at(-1)])
  await expect
    .poll(() => drawn(tab, before.length - 1))
    .toMatch(/^10 Tell the team.*within 45 minutes/)

  // The same by the row's own menu.
  await goesInto(tab, 'stepWho', before.length - 1)
  const open = async () => {
    await tab
      .locator('.flowStep')
      .nth(before.length - 1)
      .locator('.row-more')
      .focus()
    await tab.keyboard.press('Enter')
  }
  await open()
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await expect.poll(titles).toEqual([...before, 'Tell the team'])
  await tab.keyboard.type('!')
  await expect.poll(titles).toEqual([...before, 'Tell the team!'])
})
