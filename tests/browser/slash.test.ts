import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { blocksOf, contentIn, contentOnServer, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { foundedBy, joins, sees } from './organisation.ts'
import { begins, emptyPage, offered, shape, typesLines } from './plain-page.ts'

afterEach(expectCleanPages)

test('[W110] a slash offers every block, found by words of any language, by keys alone', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer({ locale: 'sv-SE' }), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const id = await emptyPage(aino, place, 'Blocks')
  const there = await opensPage(bo, place, id)
  const tab = await begins(aino, place, id)
  const options = offered(tab)

  await tab.keyboard.type('/')
  await options.first().waitFor()
  expect(await options.count()).toBeGreaterThan(20)
  // Finnish words in a Swedish interface on an English page.
  await tab.keyboard.type('tavoite')
  await expect.poll(() => options.allInnerTexts()).toEqual([expect.stringContaining('Mål')])
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('More people answer')
  await sees(there, 'More people answer')
  const [goals] = blocksOf(await contentIn(tab), 'goalTable')
  expect(goals?.content?.[0]?.attrs?.['id']).toMatch(/^[a-z2-7]{20}$/)

  // The caret went into the first field; what was typed to ask is gone.
  expect(await shape(tab)).toEqual([
    'goalTable(goal(goalName(More people answer)goalServes()))',
    'paragraph()',
  ])
  await tab.locator('[role=textbox] > p').last().click()
  await typesLines(tab, 'Notes /head')
  await offered(tab, 'Rubrik').first().waitFor()
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('ArrowUp')
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('Next')
  await expect.poll(() => shape(tab)).toContain('heading2(Next)')
  expect(await shape(tab)).toContain('paragraph(Notes )')

  // Escape leaves what was typed, and the list stays away.
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('/go')
  await options.first().waitFor()
  await tab.keyboard.press('Escape')
  await options.first().waitFor({ state: 'detached' })
  await tab.keyboard.type('al')
  expect(await options.count()).toBe(0)
  await untilSaveStateIs(tab, 'Sparat')
  expect(JSON.stringify(await contentOnServer(aino, place, id))).toContain('/goal')
  expect(app.reported).toEqual([])
})

test('[W110] it opens where blocks can stand, and puts what stands at the top after a list', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await begins(aino, place, await emptyPage(aino, place, 'Places'))
  const options = offered(tab)

  await typesLines(tab, '- one', 'two /rule')
  await options.first().waitFor()
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('Answer everybody')
  expect(await shape(tab)).toEqual([
    'bulletList(listItem(paragraph(one))listItem(paragraph(two )))',
    expect.stringContaining('ruleCard(ruleText(Answer everybody)'),
    'paragraph()',
  ])
  expect(blocksOf(await contentIn(tab), 'ruleCard')[0]?.attrs?.['stance']).toBe('do')
  // One step takes it back.
  await tab.keyboard.press('Control+z')
  await tab.keyboard.press('Control+z')
  await expect.poll(() => shape(tab)).not.toContainEqual(expect.stringContaining('ruleCard'))

  // Not in code, nor in the title, nor within a word.
  await tab.locator('[role=textbox] > p').last().click()
  await tab.keyboard.press('Control+End')
  await tab.keyboard.type('and/or 24/7 ')
  await typesLines(tab, '', '``` ', '/h')
  expect(await options.count()).toBe(0)
  await tab.locator('.page-text > h1').click()
  await tab.keyboard.press('End')
  await tab.keyboard.type(' /')
  expect(await options.count()).toBe(0)
})

test('[W111] the list is told to screen readers, axe finds nothing, the button opens the same', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await begins(aino, place, await emptyPage(aino, place, 'Told'))
  const text = tab.locator('[role=textbox]')
  await tab.getByRole('button', { name: 'Insert', exact: true }).click()
  const list = tab.getByRole('listbox', { name: 'Blocks to put in' })
  await list.waitFor()
  const active = () =>
    text.evaluate((field) => {
      const id = field.getAttribute('aria-activedescendant')
      return id === null ? null : document.getElementById(id)?.textContent
    })
  await expect.poll(active).toContain('plain paragraph')
  await tab.keyboard.press('ArrowDown')
  await expect.poll(active).toContain('Begins a part')
  expect(await faults(tab)).toEqual([])
  await tab.keyboard.type('flow')
  await expect.poll(active).toContain('Decision flow')
  await tab.keyboard.press('Enter')
  await list.waitFor({ state: 'detached' })
  expect(await text.getAttribute('aria-activedescendant')).toBeNull()
  await expect.poll(() => shape(tab)).toContainEqual(expect.stringContaining('flow(flowStep('))
})

test('[W111] on a phone blocks are chosen by touch, above the keyboard', async () => {
  const app = await startApp()
  const aino = await phone()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await emptyPage(aino, place, 'By touch')
  const tab = await opensPage(aino, place, id)
  await tab.locator('[role=textbox] > p').first().tap()
  // As much as a phone's keyboard leaves.
  await tab.setViewportSize({ width: 390, height: 440 })
  await tab.keyboard.type('/')
  const option = offered(tab, 'Heading').first()
  await option.waitFor()
  const box = await tab.locator('.suggest').boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(440)
  expect(box?.y).toBeGreaterThanOrEqual(0)
  expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await option.tap()
  await tab.keyboard.type('Tapped')
  await expect.poll(() => shape(tab)).toContain('heading2(Tapped)')
})

test('[W120] what stands over the text is fetched when somebody writes, not to show a page', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const id = await emptyPage(aino, place, 'Lazy')
  const tab = await aino.newPage()
  // What the worker fetches ahead of time, later, is not among them.
  const fetched: string[] = []
  tab.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await tab.goto(`${place.url}/pages/${id}`)
  await tab.locator('[role=textbox]').waitFor()
  await untilSaveStateIs(tab, 'Saved')
  const lazy = () => fetched.filter((path) => /\/(?:layer|Palette|Shortcuts)/.test(path))
  expect(lazy()).toEqual([])
  await tab.locator('[role=textbox] > p').first().click()
  await tab.keyboard.type('/')
  await offered(tab).first().waitFor()
  expect(lazy()).not.toEqual([])
})
