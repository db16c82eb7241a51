import type { JSONContent } from '@tiptap/core'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins, opens } from './organisation.ts'
import { emptyPage, fills, line, nodes } from './page-of-blocks.ts'

afterEach(expectCleanPages)

const field = (type: string, text: string): JSONContent => ({ ...line(text), type })
const card = (rule: string, stance?: 'do' | 'dont', why = '', whom = ''): JSONContent => ({
  type: 'ruleCard',
  ...(stance && { attrs: { stance } }),
  content: [
    field('ruleText', rule),
    field('ruleWhy', why),
    field('ruleExample', ''),
    field('ruleAsk', whom),
  ],
})

/** What the cards say, each with its number as it is drawn. */
async function rules(tab: Page): Promise<string[]> {
  const all = await nodes(tab)
  return all
    .filter(({ type }) => type === 'ruleCard')
    .map(({ content }) => content?.[0]?.content?.[0]?.text ?? '')
}

test('[K29] a rule card is written by keyboard alone, and another after it', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  const tab = await opens(aino, place)
  await fills(tab, [line('Before.'), card(''), line('After.')])
  await tab.getByText('Before.').click()
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.type('Thank before you explain.')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('Who was heard reads on.')
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('Who is on shift')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('Answer in anger.')
  // To the switch by Tab, round by arrow; Escape is not needed to go on writing.
  await tab.keyboard.press('Shift+Tab')
  await expect.poll(() => tab.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await tab.keyboard.press('Space')
  await tab.locator('.rule-card[data-stance=dont]').waitFor()
  await tab.keyboard.press('ArrowDown')
  await tab.locator('.rule-card[data-stance=do]').waitFor()
  await tab.keyboard.press('ArrowDown')
  await tab.locator('.rule-card[data-stance=dont]').waitFor()
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('Never answer in anger.')
  await expect
    .poll(() => rules(tab))
    .toEqual(['Thank before you explain.', 'Never answer in anger.'])
  expect((await nodes(tab)).slice(1, 3)).toEqual([
    card('Thank before you explain.', undefined, 'Who was heard reads on.', 'Who is on shift'),
    card('Never answer in anger.', 'dont'),
  ])
  await tab.keyboard.press('Alt+ArrowUp')
  await expect
    .poll(() => rules(tab))
    .toEqual(['Never answer in anger.', 'Thank before you explain.'])
  await untilSaveStateIs(tab, 'Saved')
  expect(app.reported).toEqual([])
})

test('[K29] two people write one card while it is moved; what is empty is asked for quietly', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), phone()])
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  await fills(tab, [card('Thank.', 'do'), card('Lie.', 'dont'), line()])
  const other = await opens(bo, place)
  const first = other.locator('.rule-card').filter({ hasText: 'Thank.' })
  await expect.poll(() => first.locator('.ruleWhy').isVisible()).toBe(false)
  await first.getByRole('button', { name: 'Why' }).tap()
  await first.locator('.ruleWhy').waitFor()
  await other.keyboard.type('Because')
  await tab.getByText('Because').waitFor()

  // Whoever moves a card does not take it from under the hands of the one who writes in it.
  const second = tab.locator('.rule-card').filter({ hasText: 'Lie.' })
  await second.locator('summary').click()
  await second.getByRole('button', { name: 'Move up' }).click()
  await expect.poll(() => rules(other)).toEqual(['Lie.', 'Thank.'])
  await other.keyboard.type(' it helps.')
  await tab.getByText('Because it helps.').waitFor()
  await tab.locator('.rule-card[data-stance=dont] .rule-stance label').last().click()
  await expect.poll(() => other.locator('.rule-card[data-stance=do]').count()).toBe(2)
  expect(await faults(tab)).toEqual([])
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBe(390)

  // Gone, and back by undoing.
  const gone = tab.locator('.rule-card').filter({ hasText: 'Lie.' })
  await gone.locator('summary').click()
  await gone.getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => rules(other)).toEqual(['Thank.'])
  await tab.keyboard.press('Control+z')
  await expect.poll(() => rules(other)).toEqual(['Lie.', 'Thank.'])
  await untilSaveStateIs(tab, 'Saved')

  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  const read = other.getByRole('article', { name: 'Rule' }).filter({ hasText: 'Thank.' })
  await read.getByText('Because it helps.').waitFor()
  await read.getByText('Do', { exact: true }).waitFor()
  expect(await faults(other)).toEqual([])
})
