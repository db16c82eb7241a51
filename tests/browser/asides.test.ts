import type { JSONContent } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins, opens } from './organisation.ts'
import { emptyPage, fills, line, nodes } from './page-of-blocks.ts'
import { offered } from './plain-page.ts'

afterEach(expectCleanPages)

const details = (summary: string, ...lines: readonly string[]) => ({
  type: 'details',
  content: [
    { ...line(summary), type: 'detailsSummary' },
    { type: 'detailsContent', content: lines.map(line) },
  ],
})

test('[K26] a callout has icon and word for everybody, and takes another kind by keyboard', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  await fills(tab, [{ type: 'callout', content: [line('Say it in one line.')] }, line('After.')])
  await other.getByText('Say it in one line.').click()
  await other.keyboard.press('End')
  await tab.getByLabel('Kind of callout').focus()
  await tab.keyboard.type('War')
  await other.locator('.callout[data-tone=warning]').waitFor()
  await other.keyboard.type(' Then stop.')
  await tab.getByText('Say it in one line. Then stop.').waitFor()
  expect(await faults(tab)).toEqual([])

  // A line below the last one of it, and from there out of it.
  await other.keyboard.press('Enter')
  await other.keyboard.press('Enter')
  await other.keyboard.type('Outside.')
  await tab.getByText('Outside.').waitFor()
  expect((await nodes(other)).slice(1)).toEqual([line('Outside.'), line('After.')])

  await untilSaveStateIs(other, 'Saved')
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  await other.getByRole('note', { name: 'Warning' }).getByText('Say it').waitFor()
  expect(await faults(other)).toEqual([])
})

test('[K26] details are written, opened and taken apart by keyboard alone', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  const tab = await opens(aino, place)
  await fills(tab, [line('Before.'), details('', ''), line('After.')])
  await tab.getByText('Before.').click()
  await tab.keyboard.press('End')
  await tab.keyboard.press('ArrowRight')
  await tab.keyboard.type('Why?')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('Because we agreed.')
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('Between.')
  expect(await nodes(tab)).toMatchObject([
    line('Before.'),
    details('Why?', 'Because we agreed.'),
    line('Between.'),
    line('After.'),
  ])
  // Closed by its button; the caret passes what is closed.
  const toggle = tab.getByRole('button', { name: 'Show what belongs to: Why?' })
  await toggle.focus()
  await tab.keyboard.press('Enter')
  await tab.getByText('Because we agreed.').waitFor({ state: 'hidden' })
  expect(await toggle.getAttribute('aria-expanded')).toBe('false')
  expect(await faults(tab)).toEqual([])
  await tab.getByText('Why?').click()
  await tab.keyboard.press('End')
  await tab.keyboard.press('ArrowRight')
  await tab.keyboard.type('Then: ')
  await tab.getByText('Then: Between.').waitFor()
  // Into it again, back to its summary, and apart.
  await tab.getByText('Why?').click()
  await tab.keyboard.press('Enter')
  await tab.getByText('Because we agreed.').waitFor()
  await tab.keyboard.press('Backspace')
  await tab.keyboard.press('Home')
  await tab.keyboard.press('Backspace')
  expect((await nodes(tab)).slice(1, 3)).toEqual([line('Why?'), line('Because we agreed.')])
})

test('[K26] details open by themselves where somebody else writes, and for readers by a click', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  await fills(tab, [details('Why?', 'Because.'), line('After.')])
  await untilSaveStateIs(tab, 'Saved')
  const other = await opens(bo, place)
  await other.getByText('Because.').waitFor({ state: 'hidden' })
  await tab.reload()
  await tab.getByText('Because.').waitFor({ state: 'hidden' })
  await tab.getByRole('button', { name: 'Show what belongs to: Why?' }).click()
  await tab.getByText('Because.').click()
  await other.getByText('Because.').waitFor()
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  const summary = other.locator('.page-text summary')
  await summary.waitFor()
  expect(await other.getByText('Because.').isVisible()).toBe(false)
  await summary.click()
  await other.getByText('Because.').waitFor()
  expect(app.reported).toEqual([])
})

test('[K27] what is internal says so beside several blocks, and the mark is taken away', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  await fills(tab, [line('Open.'), line('040 123'), line('040 124'), line('Open too.')])
  await tab.getByText('040 123').click()
  await tab.keyboard.press('Shift+ArrowDown')
  await tab.keyboard.press('Alt+Shift+L')
  const other = await opens(bo, place)
  await expect.poll(() => other.locator('.is-internal').count()).toBe(2)
  expect(await other.locator('.internal-mark').count()).toBe(1)
  expect(await faults(other)).toEqual([])

  await other.getByRole('button', { name: /^Internal/ }).focus()
  await other.getByText('Never published.').last().waitFor()
  await other.keyboard.press('Tab')
  await other.keyboard.press('Enter')
  await tab.locator('.is-internal').first().waitFor({ state: 'detached' })
  expect((await nodes(tab)).every(({ attrs }) => attrs === undefined)).toBe(true)
  expect(app.reported).toEqual([])
})

test('[K28] a code block gets the name of its language by keyboard', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  await tab.locator('[role=textbox] > p').first().click()
  await tab.keyboard.type('```css ')
  await tab.keyboard.type('a {')
  await other.locator('pre').getByText('a {').waitFor()
  const language = tab.getByLabel('Language of the code')
  expect(await language.inputValue()).toBe('css')
  await language.fill('json')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('x')
  await expect.poll(() => other.getByLabel('Language of the code').inputValue()).toBe('json')
  await other.locator('pre').getByText('xa {').waitFor()
  expect(await faults(tab)).toEqual([])
  await untilSaveStateIs(tab, 'Saved')
})

test('[W247] slash and mentions work in callouts and details by keys alone', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await opens(aino, place)
  await fills(tab, [
    { type: 'callout', content: [line('Ask')] },
    details('More', 'Inside'),
    line('After.'),
  ])
  await tab.locator('.details-toggle, .details button').first().click()
  for (const words of ['Ask', 'Inside']) {
    await tab.locator('.page-text p').getByText(words, { exact: true }).click()
    await tab.keyboard.press('End')
    await tab.keyboard.type(' @be')
    await offered(tab, 'Bo Berg').waitFor()
    await tab.keyboard.press('Enter')
    await tab.keyboard.type(' and [[cus')
    await offered(tab, 'Customers').waitFor()
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('Enter')
    await tab.keyboard.type('/list')
    await offered(tab, 'Things in no particular order').first().waitFor()
    await tab.keyboard.press('Enter')
    await tab.keyboard.type(`point of ${words}`)
  }
  await untilSaveStateIs(tab, 'Saved')
  const [callout, more] = (await nodes(tab)).map((node: JSONContent) => JSON.stringify(node))
  for (const [block, point] of [
    [callout, 'point of Ask'],
    [more, 'point of Inside'],
  ]) {
    for (const part of ['personMention', 'pageMention', 'bulletList', point]) {
      expect(block).toContain(part)
    }
  }
  expect(await faults(tab)).toEqual([])
  expect(app.reported).toEqual([])
})
