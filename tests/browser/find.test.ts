import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { foundedBy, joins, sees, textOnServer } from './organisation.ts'
import { begins, emptyPage, shape, typesLines } from './plain-page.ts'

afterEach(expectCleanPages)

test('[W116] words are found and replaced by keys alone while somebody else writes', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const id = await emptyPage(aino, place, 'Tell')
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'We **te**ll people and retell it.', 'Tell them "tell".')
  const there = await opensPage(bo, place, id)
  await sees(there, 'retell')

  await tab.keyboard.press('Control+f')
  await tab.getByRole('search', { name: 'Find and replace' }).waitFor()
  const said = tab.locator('.find-bar output')
  await tab.keyboard.type('tell')
  // The title too, and across what is bold.
  await expect.poll(() => said.textContent()).toMatch(/of 5$/)
  await there.locator('[role=textbox] > p').last().click()
  await there.keyboard.press('End')
  await there.keyboard.type(' Bo tells.')
  await expect.poll(() => said.textContent()).toMatch(/of 6$/)
  const current = () => tab.locator('.found.is-current').allInnerTexts()
  const before = await said.textContent()
  await tab.keyboard.press('Enter')
  await expect.poll(() => said.textContent()).not.toBe(before)
  expect((await current()).join('').toLowerCase()).toBe('tell')
  await tab.keyboard.press('Shift+Enter')
  await expect.poll(() => said.textContent()).toBe(before)
  expect(await faults(tab)).toEqual([])

  for (let steps = 0; steps < 3; steps += 1) await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('say')
  await tab.getByLabel('Whole words').press(' ')
  await expect.poll(() => said.textContent()).toMatch(/of 4$/)
  await tab.getByLabel('Match case').press(' ')
  await expect.poll(() => said.textContent()).toMatch(/of 2$/)
  await tab.getByRole('button', { name: 'Replace all' }).press('Enter')
  await expect.poll(() => said.textContent()).toBe('2 places replaced')
  await expect
    .poll(() => shape(there))
    .toEqual(['paragraph(We say people and retell it.)', 'paragraph(Tell them “say”. Bo tells.)'])
  expect(await tab.locator('.page-text strong').allInnerTexts()).toEqual(['say'])

  await tab.getByLabel('Find', { exact: true }).fill('nowhere')
  await expect.poll(() => said.textContent()).toBe('Nothing found')
  await tab.keyboard.press('Escape')
  await tab.locator('.find-bar').waitFor({ state: 'detached' })
  // One step to undo, and what Bo wrote stays.
  await tab.keyboard.press('Control+z')
  await expect
    .poll(() => shape(there))
    .toEqual(['paragraph(We tell people and retell it.)', 'paragraph(Tell them “tell”. Bo tells.)'])
  await untilSaveStateIs(tab, 'Saved')
  expect(app.reported).toEqual([])
})

test('[W116] what is folded away opens where it is found; on a phone there is room', async () => {
  const app = await startApp()
  const [aino, carla] = await Promise.all([computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, carla, app.url, 'Carla Lund')
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox] > h1').click()
  const hidden = tab.locator('.question:is([hidden], [hidden] *)').first()
  await hidden.waitFor({ state: 'attached' })
  const words = (await hidden.locator('.question-text').textContent()) ?? ''
  const folded = tab.locator('.question', { hasText: words })
  expect(await folded.isVisible()).toBe(false)
  await tab.keyboard.press('Control+f')
  await tab.getByLabel('Find', { exact: true }).fill(words)
  await expect.poll(() => folded.isVisible()).toBe(true)
  await expect.poll(() => tab.locator('.found.is-current').allInnerTexts()).toEqual([words])

  const small = await carla.newPage()
  await small.goto(`${place.url}/pages/${place.pages[4]}`)
  await small.locator('[role=textbox] > h1').tap()
  await small.keyboard.press('Control+f')
  const box = await small.locator('.find-bar').boundingBox()
  expect(box?.x).toBeGreaterThanOrEqual(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
  expect(await textOnServer(aino, place, 4)).toContain('Guidelines')
})

test('[W234] what is typed before the find bar is there is not written into the page', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await emptyPage(aino, place, 'Slow')
  const tab = await aino.newPage()
  let come = () => {}
  const layer = new Promise<void>((resolve) => {
    come = resolve
  })
  await tab.route('**/assets/layer-*.js', async (route) => {
    await layer
    await route.continue()
  })
  await tab.goto(`${app.url}/pages/${id}`)
  await tab.locator('[role=textbox]').click()
  await tab.keyboard.type('Here. ')
  await tab.keyboard.press('Control+f')
  await tab.keyboard.type('lost')
  come()
  await tab.getByRole('search', { name: 'Find and replace' }).waitFor()
  await tab.keyboard.type('ere')
  await expect.poll(() => tab.locator('.find-bar output').textContent()).toBe('1 of 1')
  expect(await tab.locator('.page-text').textContent()).not.toContain('lost')
})
