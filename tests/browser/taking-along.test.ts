import { readFile } from 'node:fs/promises'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, joins, opens, password, type Place } from './organisation.ts'
import { emptyPage, fills, line } from './page-of-blocks.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

/** The machine may be busy: what comes late is no fault here. */
const busy = { timeout: 30_000 }

const question = 'Whom do we want to hear from?'
const internal = 'The budget is not decided.'
const said = 'Everybody who lives here.'

/** How a file of each kind begins. */
const begins = { docx: /^PK/, pdf: /^%PDF-/, html: /^<!doctype html>/i, md: /\S/ }
const kinds = [
  ['Word', 'docx'],
  ['PDF', 'pdf'],
  ['Web page', 'html'],
  ['Markdown', 'md'],
] as const

async function talkoot() {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  return { app, aino, place }
}

/** A page with a guiding question, an answer and an internal paragraph, called Blocks. */
async function written(aino: BrowserContext, founded: Place): Promise<Place> {
  const place = await emptyPage(aino, founded)
  const tab = await opens(aino, place)
  await fills(tab, [
    { type: 'question', content: [{ type: 'text', text: question }] },
    line(said),
    { ...line(internal), attrs: { internal: true } },
  ])
  await untilSaveStateIs(tab, 'Saved')
  await tab.close()
  return place
}

const dialogOf = (tab: Page, title: string): Locator =>
  tab.getByRole('dialog', { name: `Save “${title}” as a file` })

const menuOf = (tab: Page, title: string): Locator =>
  tab.getByRole('banner').getByRole('button', { name: `What to do with ${title}` })

/** What is saved when something is done: its name, and its bytes as characters. */
async function saved(
  tab: Page,
  deed: () => Promise<void>,
): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([tab.waitForEvent('download', busy), deed()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('[P250] a page is saved as each kind of file, under the name that the server gives it', async () => {
  const { aino, place: founded } = await talkoot()
  const place = await written(aino, founded)
  const tab = await opens(aino, place)
  await menuOf(tab, 'Blocks').click()
  await tab.getByRole('menuitem', { name: 'Save as a file…' }).click()
  const dialog = dialogOf(tab, 'Blocks')
  await dialog.waitFor()
  expect(await dialog.getByRole('radio', { name: 'Word' }).isChecked()).toBe(true)
  for (const [name, ending] of kinds) {
    await dialog.getByText(name, { exact: true }).click()
    const file = await saved(tab, () => dialog.getByRole('button', { name: 'Save' }).click())
    expect(file.name).toBe(`Blocks.${ending}`)
    expect(file.text).toMatch(begins[ending])
    await dialog.getByRole('status').getByText(`“Blocks.${ending}”`).waitFor()
  }
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect
    .poll(() => menuOf(tab, 'Blocks').evaluate((button) => button === document.activeElement))
    .toBe(true)
})

test('[P251] by keys alone, from the menu and from the palette, and the focus is back where it was', async () => {
  const { aino, place: founded } = await talkoot()
  const place = await written(aino, founded)
  const tab = await opens(aino, place)
  const dialog = dialogOf(tab, 'Blocks')
  await menuOf(tab, 'Blocks').focus()
  await tab.keyboard.press('Enter')
  await tab.getByRole('menuitem', { name: 'Save as a file…' }).waitFor()
  await tab.keyboard.press('s')
  await tab.keyboard.press('Enter')
  await dialog.waitFor()
  // From the first kind to the last; the box for the rest, and back to what is usual.
  for (const [at, [name, ending]] of kinds.entries()) {
    if (at > 0) await tab.keyboard.press('ArrowDown')
    await expect
      .poll(() =>
        dialog.getByRole('radio', { name }).evaluate((one) => one === document.activeElement),
      )
      .toBe(true)
    const file = await saved(tab, () => tab.keyboard.press('Enter'))
    expect(file.name).toBe(`Blocks.${ending}`)
    await dialog.getByRole('status').getByText(`“Blocks.${ending}”`).waitFor()
  }
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Space')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  const whole = await saved(tab, () => tab.keyboard.press('Enter'))
  expect(whole.text).toContain(question)
  await tab.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect
    .poll(() => menuOf(tab, 'Blocks').evaluate((button) => button === document.activeElement))
    .toBe(true)

  await tab.locator('main').focus()
  await tab.keyboard.press('Control+k')
  const palette = tab.getByRole('dialog', { name: 'Go to or do' }).getByRole('combobox')
  await palette.fill('save the page as a file')
  await tab.keyboard.press('Enter')
  await dialog.waitFor()
  await tab.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await tab.keyboard.press('Control+k')
  await palette.fill('save the whole strategy')
  await tab.keyboard.press('Enter')
  await dialogOf(tab, 'Communication strategy').waitFor()
})

test('[P252] guiding questions and what is internal come along only when they are asked for', async () => {
  const { aino, place: founded } = await talkoot()
  const place = await written(aino, founded)
  const tab = await opens(aino, place)
  await menuOf(tab, 'Blocks').click()
  await tab.getByRole('menuitem', { name: 'Save as a file…' }).click()
  const dialog = dialogOf(tab, 'Blocks')
  await dialog.getByText('Markdown', { exact: true }).click()
  const save = () => dialog.getByRole('button', { name: 'Save' }).click()
  const clean = await saved(tab, save)
  expect(clean.text).toContain(said)
  expect(clean.text).not.toContain(question)
  expect(clean.text).not.toContain(internal)
  await dialog.getByText('With guiding questions and internal parts').click()
  const whole = await saved(tab, save)
  for (const words of [said, question, internal]) expect(whole.text).toContain(words)
})

test('[P253] a strategy is saved from its home with all pages that one may read, by readers too', async () => {
  const { app, aino, place } = await talkoot()
  const bo = await computer()
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  await ask(aino, app.url, 'PUT', `/api/strategies/${place.strategy}/members/${id}`, {
    role: 'reader',
  })
  const { pages } = (await ask(
    aino,
    app.url,
    'GET',
    `/api/strategies/${place.strategy}/pages`,
  )) as {
    pages: { id: string; title: string }[]
  }
  const [hidden, ...open] = pages
  await ask(aino, app.url, 'PATCH', `/api/pages/${hidden?.id}/access`, {
    narrowed: { others: null, named: [] },
  })
  for (const [person, readable] of [
    [aino, pages],
    [bo, open],
  ] as const) {
    const tab = await person.newPage()
    await tab.goto(`${app.url}/strategies/${place.strategy}`)
    const button = tab.getByRole('button', { name: 'Save as a file…' })
    await button.click()
    const dialog = dialogOf(tab, 'Communication strategy')
    await dialog.getByText('All pages that you may read').waitFor()
    await dialog.getByText('Markdown', { exact: true }).click()
    const file = await saved(tab, () => dialog.getByRole('button', { name: 'Save' }).click())
    expect(file.name).toBe('Communication strategy.md')
    const found = pages.filter(({ title }) => file.text.includes(title))
    expect(found.map(({ title }) => title)).toEqual(readable.map(({ title }) => title))
    await tab.keyboard.press('Escape')
    await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true)
  }
  // A reader has it in the page's menu too.
  const tab = await bo.newPage()
  await tab.goto(`${app.url}/pages/${open[0]?.id}`)
  await menuOf(tab, open[0]?.title ?? '').click()
  await tab.getByRole('menuitem', { name: 'Save as a file…' }).waitFor()
})

test('[P254] while the file is made it says so; what goes wrong it says in words, and saves when it is tried again', async () => {
  const { aino, place } = await talkoot()
  const tab = await opens(aino, place)
  await menuOf(tab, 'Customers').click()
  await tab.getByRole('menuitem', { name: 'Save as a file…' }).click()
  const dialog = dialogOf(tab, 'Customers')
  await dialog.waitFor()
  const address = `**/api/pages/${place.pages[0]}/export/**`
  // Somebody else between here and the server speaks: that is no file of ours.
  await tab.route(address, (route) => route.fulfill({ status: 200, body: 'Please sign in' }))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('The server did something unexpected.').waitFor()
  await tab.unroute(address)
  await tab.route(address, (route) => route.abort())
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await dialog.getByRole('alert').getByText('The server can’t be reached just now.').waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.unroute(address)
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await tab.route(address, async (route) => {
    await held
    await route.continue()
  })
  const asked = tab.waitForRequest(address)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await asked
  await dialog.getByRole('status').getByText('Making the file…').waitFor()
  await dialog.getByRole('progressbar').waitFor()
  expect(await dialog.getByRole('alert').count()).toBe(0)
  expect(await faults(tab)).toEqual([])
  const file = await saved(tab, async () => letGo())
  expect(file.name).toBe('Customers.docx')
})

test('[P255] on a phone it fits the screen and is saved with a thumb; axe finds nothing in either theme', async () => {
  const { app, aino, place } = await talkoot()
  const long = 'Kuntalaisvuorovaikutussuunnittelutyöryhmän'
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { name: long })
  const small = await phone()
  const email = 'aino@example.org'
  await ask(small, app.url, 'POST', '/api/session', { email, password })
  const tab = await small.newPage()
  await tab.goto(`${app.url}/strategies/${place.strategy}`)
  await tab.getByRole('button', { name: 'Save as a file…' }).tap()
  const dialog = dialogOf(tab, long)
  await dialog.waitFor()
  expect(await faults(tab)).toEqual([])
  expect(await smallTargets(tab, 'dialog')).toEqual([])
  await dialog.getByText('Web page', { exact: true }).tap()
  const file = await saved(tab, () => dialog.getByRole('button', { name: 'Save' }).tap())
  expect(file.name).toMatch(/\.html$/)
  await dialog.getByRole('status').getByText(file.name).waitFor()
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  expect(await faults(tab)).toEqual([])
})
