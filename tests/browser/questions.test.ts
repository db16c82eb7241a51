import type { Editor } from '@tiptap/core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins, opens, type Place, sees } from './organisation.ts'

afterEach(expectCleanPages)

/** The questions that can be seen, as far as their first words. */
async function questions(tab: Page): Promise<string[]> {
  const all = await tab.locator('.question:not(.guidance):not([hidden]) .question-text').all()
  const texts = await Promise.all(all.map((one) => one.textContent()))
  return texts.map((text) => (text ?? '').split(' ').slice(0, 3).join(' '))
}

/** What the server has of the page, and up to which entry. */
async function contentOf(computer: BrowserContext, place: Place, page = 0) {
  const path = `/api/pages/${place.pages[page]}/content`
  return (await ask(computer, place.url, 'GET', path)) as { text: string; seq: number }
}

const focused = (tab: Page) => tab.evaluate(() => document.activeElement?.textContent)

const more = (tab: Page) => tab.getByRole('button', { name: /^Show \d+ more question/ })

test('[K20] [K21] [K22] a page shows three questions; more come as they are answered, by anybody', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const before = await contentOf(aino, place)
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  await expect.poll(() => questions(tab)).toHaveLength(3)
  const [first] = await questions(tab)
  await more(tab).waitFor()
  expect(await tab.locator('.page-text > h2:visible').count()).toBe(2)
  const open = tab.locator('.question').filter({ hasText: first ?? '' })
  expect(await open.locator('.question-foot').textContent()).toContain('RequiredOpen')

  // Bo answers: both see what comes next, and no longer a button when there is nothing more.
  await other.locator('[role=textbox] > p').first().click()
  await other.keyboard.type('At the counter.')
  await sees(tab, 'At the counter.')
  await expect.poll(() => questions(tab)).toHaveLength(4)
  await expect.poll(() => questions(other)).toHaveLength(4)
  await more(tab).waitFor({ state: 'detached' })
  const answered = tab.locator('.question').filter({ hasText: 'Where and when' })
  expect(await answered.locator('.question-foot').textContent()).toContain('Answered')

  // What was seen stays, also when the answer goes again.
  for (const _ of 'At the counter.') await other.keyboard.press('Backspace')
  await expect.poll(() => answered.locator('.question-foot').textContent()).toContain('Open')
  expect(await questions(tab)).toHaveLength(4)
  await untilSaveStateIs(other, 'Saved')
  expect((await contentOf(aino, place)).text).toEqual(before.text)
})

test('[K21] [K22] all questions come by keyboard, and stay unfolded in this browser only', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const before = await contentOf(aino, place)
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  // From the last answer that is seen Tab goes on to what stands behind it.
  await tab.locator('[role=textbox] > p:visible').last().click()
  await tab.keyboard.press('Tab')
  await expect.poll(() => focused(tab)).toMatch(/^Show 1 more/)
  await tab.keyboard.press('Enter')
  await expect.poll(() => questions(tab)).toHaveLength(4)
  // The caret waits in the answer to the first of them; the other sees it there, and the question.
  await expect.poll(() => tab.evaluate(() => document.activeElement?.role)).toBe('textbox')
  await other.locator('.caret').waitFor()
  await expect.poll(() => questions(other)).toHaveLength(4)
  await tab.reload()
  await tab.locator('.question').first().waitFor()
  await expect.poll(() => questions(tab)).toHaveLength(4)
  await other.reload()
  await expect.poll(() => questions(other)).toHaveLength(3)
  expect(await contentOf(aino, place)).toEqual(before)
})

test('[K22] keys beside a fold open it, arrows pass it, and everything can be selected', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place)
  await more(tab).waitFor()
  const before = await contentOf(aino, place)
  await tab.locator('[role=textbox] > p:visible').last().click()
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('ArrowRight')
  await tab.keyboard.press('Control+a')
  expect(await questions(tab)).toHaveLength(3)
  await tab.locator('[role=textbox] > p:visible').last().click()
  await expect.poll(() => tab.evaluate(caretIsAlone)).toBe(true)
  await tab.keyboard.press('Delete')
  await expect.poll(() => questions(tab)).toHaveLength(4)
  expect(await contentOf(aino, place)).toEqual(before)
})

test('[K23] a question is set aside with a reason, by keyboard, and taken back', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  const question = tab.locator('.question').filter({ hasText: 'Where and when' })
  // From the answer to the control of its question, and by Escape back without having pressed it.
  await tab.locator('[role=textbox] > p').first().click()
  await tab.keyboard.press('Shift+Tab')
  await expect.poll(() => focused(tab)).toBe('Not relevant, because…')
  await tab.keyboard.press('Escape')
  await expect.poll(() => tab.evaluate(() => document.activeElement?.role)).toBe('textbox')
  await tab.keyboard.press('Control+.')
  await expect.poll(() => focused(tab)).toBe('Not relevant, because…')
  await tab.keyboard.press('Enter')
  await question.getByText('the reason is missing').waitFor()
  await tab.keyboard.type('we never meet them')
  await question.getByText('Not relevant, because:').waitFor()
  await other.getByText('we never meet them').waitFor()
  const seen = other.locator('.question').filter({ hasText: 'Where and when' })
  await seen.getByText('Not relevant, because:').waitFor()
  expect(await faults(tab)).toEqual([])

  await seen.getByRole('button', { name: 'It is relevant after all' }).click()
  await other.keyboard.type(', or do we')
  await question.getByText('Answered').waitFor({ state: 'attached' })
  await sees(tab, 'we never meet them, or do we')
  await untilSaveStateIs(other, 'Saved')
  expect(app.reported).toEqual([])
})

test('[K20] [K21] readers see questions quietly, the open ones folded alike', async () => {
  const app = await startApp()
  const [aino, small] = await Promise.all([computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  await joins(aino, small, app.url, 'Bo Berg')
  const tab = await small.newPage()
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('article .question').first().waitFor()
  expect(await tab.locator('[role=textbox]').count()).toBe(0)
  await expect.poll(() => questions(tab)).toHaveLength(3)
  expect(await tab.getByRole('button', { name: 'Not relevant' }).count()).toBe(0)
  const writer = await opens(aino, place)
  await writer.locator('[role=textbox] > p').first().click()
  await writer.keyboard.type('At the counter.')
  await expect.poll(() => questions(tab)).toHaveLength(4)
  expect(await faults(tab)).toEqual([])
})

/** In the page: has the editor seen that nothing is selected any more? */
function caretIsAlone(): boolean {
  const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
  return place?.editor?.state.selection.empty === true
}
