import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins, password, textOnServer } from './organisation.ts'
import { smallTargets } from './touch.ts'
import { writtenTogether } from './written-together.ts'

afterEach(expectCleanPages)

test('[H114] [H117] who wrote a passage is found by key; an administrator takes it out for good', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const founded = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const { history, place } = await writtenTogether(aino, bo, founded)

  const tab = await aino.newPage()
  await tab.goto(`${history}?view=written`)
  const theirs = tab.locator('.wrote', { hasText: 'and says where they work' })
  await theirs.waitFor()
  // Not by colour alone: initials beside it, the name for those who listen.
  expect(await theirs.textContent()).toContain('Bo Berg:')
  await tab.getByText('Colours and initials').waitFor()
  await tab.locator('.history-text').focus()
  const facts = tab.locator('.passage-told')
  await tab.keyboard.press('n')
  await facts.getByText('Aino Koskinen').waitFor()
  for (let step = 0; step < 20; step++) {
    if ((await facts.textContent())?.includes('Bo Berg') === true) break
    await tab.keyboard.press('n')
  }
  await facts.getByText('Bo Berg').waitFor()
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toContain('says where')
  await tab.getByRole('radio', { name: 'Unit' }).check()
  await tab.locator('.written-legend').getByText('Others').waitFor()
  expect(await faults(tab)).toEqual([])

  // Bo may write, and is not offered to take anything out.
  const other = await bo.newPage()
  await other.goto(`${history}?view=written`)
  await other.locator('.wrote').first().click()
  await other.getByRole('button', { name: 'Go to that moment' }).waitFor()
  expect(await other.getByRole('button', { name: 'Take out of the whole history…' }).count()).toBe(
    0,
  )

  await tab.getByRole('button', { name: 'Take out of the whole history…' }).click()
  const dialog = tab.getByRole('dialog', { name: 'Take this out for good?' })
  await dialog.getByText('and says where they work').waitFor()
  await dialog.getByText(/^\d+ characters go, everywhere/).waitFor()
  expect(await faults(tab)).toEqual([])
  await dialog.getByLabel('Reason').fill('Somebody asked for it')
  await dialog.getByRole('button', { name: 'Take it out' }).click()
  const confirm = tab.getByRole('dialog').filter({ has: tab.getByLabel('Password') })
  await expect
    .poll(async () => (await dialog.count()) === 0 || (await confirm.count()) > 0)
    .toBe(true)
  if ((await confirm.count()) > 0) {
    await confirm.getByLabel('Password', { exact: true }).fill(password)
    await confirm.getByRole('button', { name: 'Go on' }).click()
  }
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => textOnServer(aino, place)).not.toContain('says where')
  await theirs.waitFor({ state: 'detached' })
  await tab.goto(`${history}?view=replay&at=12`)
  await tab.locator('.page-text.past').waitFor()
  expect(await tab.locator('.page-text.past').textContent()).not.toContain('says where')
  expect(app.reported).toEqual([])
}, 180_000)

test('[H115] [H116] [H118] a moment is named, restored and undone; taking part is counted', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const founded = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const { history, place, since } = await writtenTogether(aino, bo, founded)

  const tab = await aino.newPage()
  await tab.goto(`${history}?view=replay`)
  const moments = tab.locator('.version-list')
  await moments.getByText('The first round, all units.').waitFor()
  await tab.getByText('2 of 2 invited people have written').waitFor()
  await tab.getByText('Numbers by unit are shown when five or more are invited.').waitFor()

  // Named, called something else, and unnamed.
  await tab.getByRole('button', { name: 'Name this moment' }).click()
  await tab.getByLabel('Name', { exact: true }).fill('Before the board')
  await tab.getByLabel('Note').fill('They see this.')
  await tab.keyboard.press('Enter')
  await moments.getByText('They see this.').waitFor()
  await tab.getByRole('button', { name: 'What to do with Before the board' }).click()
  await tab.getByRole('menuitem', { name: 'Rename…' }).click()
  await tab.getByLabel('Name', { exact: true }).fill('For the board')
  await tab.getByRole('button', { name: 'Save the name' }).click()
  await moments.getByText('For the board').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('button', { name: 'What to do with For the board' }).click()
  await tab.getByRole('menuitem', { name: 'Remove the name' }).click()
  await moments.getByText('For the board').waitFor({ state: 'detached' })

  // The moment is restored after one has read what that takes back; and undone.
  const now = await textOnServer(aino, place)
  await moments.getByRole('button', { name: 'After workshop 1' }).first().click()
  await expect.poll(() => tab.url()).toContain(`at=${since}`)
  await tab.getByRole('button', { name: 'Restore…' }).click()
  const dialog = tab.getByRole('dialog', { name: 'Restore the page?' })
  await dialog.getByText('2 people changed').waitFor()
  await dialog.getByText('Moved up: Thank them before you explain.').waitFor()
  expect(await faults(tab)).toEqual([])
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect.poll(() => textOnServer(aino, place)).toContain('Employees must not comment')
  await tab.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => textOnServer(aino, place)).toBe(now)
  await moments.getByText('Before a restore').waitFor()

  // On the strategy's home, too: no person is named or counted.
  await ask(aino, app.url, 'GET', `/api/strategies/${place.strategy}/participation`)
  await tab.goto(`${app.url}/strategies/${place.strategy}`)
  const home = tab.locator('.participation')
  await home.getByText('2 of 2 invited people have written').waitFor()
  expect(await home.textContent()).not.toContain('Bo')
  expect(await faults(tab)).toEqual([])
  expect(app.reported).toEqual([])
}, 180_000)

test('[H119] on a phone what changed and who wrote are used by touch', async () => {
  const app = await startApp()
  const [aino, bo, small] = await Promise.all([computer(), computer(), phone()])
  const founded = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const { history, since } = await writtenTogether(aino, bo, founded)
  await joins(aino, small, app.url, 'Cecilia Dahl')
  const tab = await small.newPage()
  await tab.goto(`${history}?view=changes&from=${since}`)
  await tab.getByRole('button', { name: 'Next change' }).tap()
  await tab.locator('[data-current]').first().waitFor()
  await tab.getByRole('button', { name: /^\d+ changes$/ }).tap()
  const removed = tab.locator('.change-item', { hasText: 'Employees must not' })
  await removed.tap()
  expect(await tab.locator('[data-current]').first().textContent()).toContain('Employees')
  expect(await smallTargets(tab)).toEqual([])
  expect(await faults(tab)).toEqual([])
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  // Nothing but the text went along.
  expect(await tab.evaluate(() => [scrollY, document.querySelector('main')?.scrollTop])).toEqual([
    0, 0,
  ])
  await tab.getByRole('link', { name: 'Who wrote this' }).tap()
  const thanks = await tab.locator('.wrote', { hasText: 'Thank them' }).boundingBox()
  if (thanks === null) throw new Error('The passage is not drawn')
  await tab.touchscreen.tap(thanks.x + 60, thanks.y + thanks.height / 2)
  const facts = tab.locator('.passage-told')
  await facts.getByText('Aino Koskinen').waitFor()
  await tab.getByRole('button', { name: 'Next passage' }).tap()
  await tab.getByText(/^Passage \d+ of \d+$/).waitFor()
  expect(await smallTargets(tab)).toEqual([])
  expect(await faults(tab)).toEqual([])
  expect(app.reported).toEqual([])
}, 180_000)
