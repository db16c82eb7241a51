import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { atEnd, pastes } from './clipboard.ts'
import { foundedBy, joins, opens, textOnServer } from './organisation.ts'

afterEach(expectCleanPages)

async function twoPeople() {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const [tab, other] = [await opens(aino, place), await opens(bo, place)]
  return { app, aino, bo, place, tab, other }
}

/** The last table: a line for each row, `#` before a heading, spans in brackets. */
function table(tab: Page): Promise<string[]> {
  return tab
    .locator('.page-text table')
    .last()
    .locator('tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children]
          .map((cell) => {
            const span = `${cell.getAttribute('colspan') ?? 1}x${cell.getAttribute('rowspan') ?? 1}`
            const align = cell.getAttribute('data-align') ?? ''
            return `${cell.tagName === 'TH' ? '#' : ''}${cell.textContent ?? ''}${span === '1x1' ? '' : ` (${span})`}${align === '' ? '' : ` ${align}`}`
          })
          .join(' | '),
      ),
    )
}

const cell = (tab: Page, words: string) =>
  tab.locator('.page-text table').last().locator('td, th').filter({ hasText: words }).first()

async function chooses(tab: Page, action: string): Promise<void> {
  const menu = tab.locator('.table-menu details')
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').click()
  await menu.getByRole('button', { name: action, exact: true }).click()
}

const cities = 'City\tPeople\nÅbo\t12\nZell\t100\nArvika\t9\n'

test('[W193] rows and columns are added, moved, sorted, made headings and deleted, for everybody', async () => {
  const { app, aino, place, tab, other } = await twoPeople()
  await atEnd(tab)
  await pastes(tab, { text: cities })
  await cell(tab, 'City').click()
  await chooses(tab, 'Heading row on or off')
  await expect
    .poll(() => table(other))
    .toEqual(['#City | #People', 'Åbo | 12', 'Zell | 100', 'Arvika | 9'])
  expect(await faults(tab)).toEqual([])
  await cell(tab, 'Zell').click()
  await chooses(tab, 'Sort by this column, A to Z')
  await expect
    .poll(() => table(other))
    .toEqual(['#City | #People', 'Åbo | 12', 'Arvika | 9', 'Zell | 100'])
  await cell(tab, '100').click()
  await chooses(tab, 'Sort by this column, Z to A')
  await expect
    .poll(() => table(other))
    .toEqual(['#City | #People', 'Zell | 100', 'Åbo | 12', 'Arvika | 9'])
  await cell(tab, 'Arvika').click()
  await chooses(tab, 'Move the row up')
  await expect
    .poll(() => table(other))
    .toEqual(['#City | #People', 'Zell | 100', 'Arvika | 9', 'Åbo | 12'])
  await cell(tab, 'People').click()
  await chooses(tab, 'Move the column left')
  await expect
    .poll(() => table(other))
    .toEqual(['#People | #City', '100 | Zell', '9 | Arvika', '12 | Åbo'])
  await chooses(tab, 'Heading column on or off')
  await cell(tab, '100').click()
  await chooses(tab, 'Row below')
  await chooses(tab, 'Align right')
  await expect
    .poll(() => table(other))
    .toEqual(['#People | #City', '#100 right | Zell', '# | ', '#9 | Arvika', '#12 | Åbo'])
  await cell(tab, 'Arvika').click()
  await chooses(tab, 'Delete the row')
  await cell(tab, 'Zell').click()
  await chooses(tab, 'Delete the column')
  await expect.poll(() => table(other)).toEqual(['#People', '#100 right', '#', '#12'])
  const before = await tab.locator('.page-text table').count()
  await chooses(tab, 'Delete the table')
  await expect.poll(() => other.locator('.page-text table').count()).toBe(before - 1)
  await untilSaveStateIs(tab, 'Saved')
  expect(await textOnServer(aino, place)).not.toContain('Zell')
  expect(app.reported).toEqual([])
})

test('[W194] cells are selected, merged, split and copied by keyboard alone', async () => {
  const { tab, other } = await twoPeople()
  await atEnd(tab)
  await pastes(tab, { text: 'a\tb\tc\nd\te\tf\n' })
  await cell(tab, 'a').click()
  await tab.keyboard.press('End')
  await tab.keyboard.press('Shift+ArrowRight')
  await tab.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => tab.locator('.selectedCell').count()).toBeGreaterThan(1)
  const picked = await tab.locator('.selectedCell').count()
  const line = await tab
    .locator('.selectedCell')
    .first()
    .evaluate((one) => getComputedStyle(one).outlineStyle)
  expect(line).toBe('solid')
  const copied = await tab.evaluate(() => {
    const data = new DataTransfer()
    document
      .querySelector('.page-place .page-text')
      ?.dispatchEvent(
        new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    return data.getData('text/plain')
  })
  expect(copied).toBe(picked === 3 ? 'a\tb\tc' : 'a\tb')
  await tab.locator('.table-menu summary').focus()
  await tab.keyboard.press('Enter')
  await tab.locator('.table-menu').getByRole('button', { name: 'Merge the cells' }).focus()
  await tab.keyboard.press('Enter')
  await expect.poll(async () => (await table(other))[0]).toContain(`(${picked}x1)`)
  await chooses(tab, 'Split the cell')
  await expect.poll(async () => (await table(other))[0]).not.toContain('x1)')
  // From the last cell Tab goes on in a new row.
  await cell(tab, 'f').click()
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('new')
  await expect.poll(() => table(other)).toHaveLength(3)
  await tab.keyboard.press('Shift+Tab')
  await tab.keyboard.type('!')
  await expect.poll(async () => (await table(other))[1]).toContain('!')
})

test('[W195] two people change one table at once, one pastes cells into it; it stays a table', async () => {
  const { app, tab, other } = await twoPeople()
  await atEnd(tab)
  await pastes(tab, { text: '1\t2\n3\t4\n' })
  await cell(other, '4').click()
  await cell(tab, '1').click()
  await Promise.all([chooses(tab, 'Column after'), chooses(other, 'Row below')])
  await cell(tab, '3').click()
  await cell(other, '1').click()
  await Promise.all([
    pastes(tab, {
      html: '<table><tr><td>x</td><td>y</td></tr><tr><td>z</td><td>w</td></tr></table>',
    }),
    other.keyboard.type('typed'),
  ])
  await expect.poll(async () => (await table(other)).join('\n')).toContain('typed')
  await expect.poll(async () => (await table(other)).join('\n')).toContain('w')
  await expect.poll(() => table(tab)).toEqual(await table(other))
  const widths = (await table(tab)).map((row) => row.split(' | ').length)
  expect(new Set(widths).size).toBe(1)
  for (const one of [tab, other]) await untilSaveStateIs(one, 'Saved')
  expect(app.reported).toEqual([])
})
