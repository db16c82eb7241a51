import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { blocksOf, contentIn, contentOnServer, opensPage } from './blocks-page.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { foundedBy, joins, sees } from './organisation.ts'
import { begins, emptyPage, shape, typesLines } from './plain-page.ts'

afterEach(expectCleanPages)

test('[W112] blocks move by keys past somebody who goes on writing, each in a step to undo', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const id = await emptyPage(aino, place, 'Moving')
  const tab = await begins(aino, place, id)
  await typesLines(tab, 'One', 'Two', 'Three', '- a', 'b')
  const there = await opensPage(bo, place, id)
  await sees(there, 'Three')
  await there.locator('[role=textbox] > p').nth(1).click()
  await there.keyboard.press('End')
  await there.keyboard.type(' by Bo')
  await sees(tab, 'Two by Bo')
  await tab.locator('.caret-label').waitFor()

  await tab.locator('[role=textbox] > p').first().click()
  await tab.keyboard.press('Alt+Shift+ArrowDown')
  await expect
    .poll(() => shape(there))
    .toEqual([
      'paragraph(Two by Bo)',
      'paragraph(One)',
      'paragraph(Three)',
      'bulletList(listItem(paragraph(a))listItem(paragraph(b)))',
    ])
  // Bo’s caret is where it was, in what others moved something past.
  await there.keyboard.type(' and more')
  await sees(tab, 'Two by Bo and more')
  await tab.keyboard.press('Alt+Shift+ArrowDown')
  await tab.keyboard.type('!')
  await expect.poll(() => shape(there)).toContain('paragraph(One!)')
  await tab.keyboard.press('Control+z')
  await tab.keyboard.press('Control+z')
  await expect
    .poll(() => shape(there))
    .toEqual([
      'paragraph(Two by Bo and more)',
      'paragraph(One)',
      'paragraph(Three)',
      'bulletList(listItem(paragraph(a))listItem(paragraph(b)))',
    ])

  // Items of lists move within them.
  await tab.locator('[role=textbox] li').last().click()
  await tab.keyboard.press('Alt+Shift+ArrowUp')
  await tab.keyboard.press('Alt+Shift+ArrowUp')
  await expect
    .poll(() => shape(there))
    .toContain('bulletList(listItem(paragraph(b))listItem(paragraph(a)))')
  await untilSaveStateIs(tab, 'Saved')
  const stored = JSON.stringify(await contentOnServer(aino, place, id))
  expect(stored).toContain('Two by Bo and more')
  expect(app.reported).toEqual([])
})

test('[W112] the menu of a block, by keys alone: copied, turned, marked, deleted', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await begins(aino, place, await emptyPage(aino, place, 'Menu'))
  const menu = tab.getByRole('menu', { name: 'This block' })
  const chooses = async (name: string) => {
    await tab.keyboard.press('Alt+Enter')
    await menu.waitFor()
    const item = menu.getByRole('menuitem', { name, exact: true })
    for (let steps = 0; steps < 20; steps += 1) {
      if (await item.evaluate((one) => one === document.activeElement)) break
      await tab.keyboard.press('ArrowDown')
    }
    await tab.keyboard.press('Enter')
    await menu.waitFor({ state: 'detached' })
  }
  await tab.keyboard.type('/goals')
  await tab.locator('.suggest').getByRole('option').first().waitFor()
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('More answers')
  await chooses('Duplicate')
  const goals = blocksOf(await contentIn(tab), 'goalTable')
  const ids = goals.map(({ content }) => content?.[0]?.attrs?.['id'])
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(2)

  await tab.locator('[role=textbox] > p').last().click()
  await tab.keyboard.type('Some words')
  await chooses('Heading')
  await expect.poll(() => shape(tab)).toContain('heading2(Some words)')
  await chooses('Checklist')
  await expect.poll(() => shape(tab)).toContain('taskList(taskItem(paragraph(Some words)))')
  await chooses('Text')
  await expect.poll(() => shape(tab)).toContain('paragraph(Some words)')

  await tab.keyboard.press('Alt+Enter')
  await menu.waitFor()
  expect(await faults(tab)).toEqual([])
  await menu.getByRole('menuitemcheckbox', { name: 'Internal' }).press('Enter')
  await expect
    .poll(async () =>
      blocksOf(await contentIn(tab), 'paragraph').map(({ attrs }) => attrs?.['internal']),
    )
    .toContain(true)
  await chooses('Delete')
  await expect.poll(() => shape(tab)).not.toContain('paragraph(Some words)')
  await tab.keyboard.press('Control+z')
  await expect.poll(() => shape(tab)).toContain('paragraph(Some words)')
  // Escape gives the focus back to the text.
  await tab.keyboard.press('Alt+Enter')
  await menu.waitFor()
  await tab.keyboard.press('Escape')
  await tab.keyboard.type('?')
  await expect.poll(() => shape(tab)).toContainEqual(expect.stringContaining('?'))
  await untilSaveStateIs(tab, 'Saved')
})

test('[W112] the handle beside a block moves it by dragging', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await begins(aino, place, await emptyPage(aino, place, 'Dragging'))
  await typesLines(tab, 'One', 'Two', 'Three')
  const handle = tab.locator('.block-handle')
  // What listens to the pointer may be on its way yet: it moves until it is heard.
  const hovers = async (n: number) =>
    await expect
      .poll(async () => {
        await tab.locator('.page-text > h1').hover()
        await tab.locator('[role=textbox] > p').nth(n).hover()
        return await handle.isVisible()
      })
      .toBe(true)
  await hovers(2)
  await drags(tab, await middleOf(tab, '.block-handle'), await topOf(tab, '[role=textbox] > p'))
  await expect
    .poll(() => shape(tab))
    .toEqual(['paragraph(Three)', 'paragraph(One)', 'paragraph(Two)'])
  await tab.keyboard.press('Control+z')
  await expect
    .poll(() => shape(tab))
    .toEqual(['paragraph(One)', 'paragraph(Two)', 'paragraph(Three)'])
  // Nothing comes before the title, and Escape gives up.
  await hovers(0)
  const from = await middleOf(tab, '.block-handle')
  await tab.mouse.move(from.x, from.y)
  await tab.mouse.down()
  await tab.mouse.move(from.x, from.y + 200, { steps: 4 })
  await tab.keyboard.press('Escape')
  await tab.mouse.up()
  expect(await shape(tab)).toEqual(['paragraph(One)', 'paragraph(Two)', 'paragraph(Three)'])
})

test('[W113] selected words have a bubble, by mouse and by keys, not by touch', async () => {
  const app = await startApp()
  const [aino, carla] = await Promise.all([computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, carla, app.url, 'Carla Lund')
  const id = await emptyPage(aino, place, 'Bubble')
  const tab = await begins(aino, place, id)
  await tab.keyboard.type('Answer everybody')
  const bubble = tab.getByRole('toolbar', { name: 'For the selected words' })
  await tab
    .locator('[role=textbox] > p')
    .first()
    .dblclick({ position: { x: 10, y: 10 } })
  await bubble.waitFor()
  expect(await faults(tab)).toEqual([])
  await bubble.getByRole('button', { name: 'Bold' }).click()
  await expect.poll(() => tab.locator('.page-text strong').allInnerTexts()).toEqual(['Answer'])
  await tab.keyboard.press('End')
  await bubble.waitFor({ state: 'detached' })
  await tab.keyboard.press('Shift+Home')
  await bubble.getByRole('button', { name: 'Heading' }).click()
  await expect.poll(() => shape(tab)).toEqual(['heading2(Answer everybody)'])
  await tab.keyboard.press('Shift+Home')
  await tab.keyboard.press('Escape')
  await bubble.waitFor({ state: 'detached' })

  const small = await opensPage(carla, place, id)
  await sees(small, 'Answer')
  await small.locator('[role=textbox] > h2').tap()
  await small.evaluate(() => {
    const text = document.querySelector('.page-text > h2')
    if (text !== null) getSelection()?.selectAllChildren(text)
  })
  await small.waitForFunction(() => getSelection()?.toString() === 'Answer everybody')
  await small.locator('.page-foot').waitFor()
  expect(await small.locator('.bubble').count()).toBe(0)
})

interface Point {
  readonly x: number
  readonly y: number
}

async function middleOf(tab: Page, what: string): Promise<Point> {
  const box = await tab.locator(what).first().boundingBox()
  if (box === null) throw new Error(`${what} is not there`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function topOf(tab: Page, what: string): Promise<Point> {
  const box = await tab.locator(what).first().boundingBox()
  if (box === null) throw new Error(`${what} is not there`)
  return { x: box.x, y: box.y }
}

async function drags(tab: Page, from: Point, to: Point): Promise<void> {
  await tab.mouse.move(from.x, from.y)
  await tab.mouse.down()
  await tab.mouse.move(from.x, (from.y + to.y) / 2, { steps: 3 })
  await tab.mouse.move(from.x, to.y, { steps: 3 })
  await tab.locator('.drop-line:not([hidden])').waitFor()
  await tab.mouse.up()
}
