import { afterEach, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins, opens, type Place } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

/** The machine may be busy: what comes late is no fault here. */
const busy = { timeout: 10_000 }

interface Listed {
  readonly pages: readonly { readonly id: string; readonly title: string; parent: string | null }[]
}

/** The rail as lines, those under others set in. */
function tree(tab: Page): Promise<string[]> {
  return tab.locator('.rail:visible .tree-title').evaluateAll((titles) =>
    titles.map((title) => {
      let depth = -1
      for (let at = title.closest('li'); at !== null; depth += 1) {
        at = at.parentElement?.closest('li') ?? null
      }
      return `${'> '.repeat(depth)}${title.textContent}`
    }),
  )
}

const link = (tab: Page, title: string) =>
  tab.locator('.rail:visible .page-tree a').filter({ hasText: title })

const row = (tab: Page, title: string) =>
  tab.locator('.rail:visible .tree-row').filter({ hasText: title })

const said = (tab: Page) => tab.locator('.rail:visible .page-tree > output')

async function inside(tab: Page, place: Place) {
  await tab.goto(`${place.url}/strategies/${place.strategy}`)
  await tab.locator('.rail:visible .tree-title').nth(5).waitFor()
}

/** Chooses from the menu of a page in the rail, by keyboard alone. */
async function chooses(tab: Page, title: string, deed: string) {
  await row(tab, title).locator('.tree-menu').focus()
  await tab.keyboard.press('Enter')
  await tab.getByRole('menu').waitFor()
  for (let steps = 0; steps < 10; steps += 1) {
    const at = await tab.evaluate(() => document.activeElement?.textContent)
    if (at?.startsWith(deed) === true) return tab.keyboard.press('Enter')
    await tab.keyboard.press('ArrowDown')
  }
  throw new Error(`${deed} is not in the menu`)
}

const begun = [
  'Customers',
  'Goals',
  'How we work',
  'Tools and channels',
  'Guidelines',
  'Answering negative feedback',
]

test('[W150] pages are moved by keys, each move is told, and another screen follows', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const [tab, other] = await Promise.all([aino.newPage(), bo.newPage()])
  await Promise.all([inside(tab, place), inside(other, place)])
  expect(await tree(tab)).toEqual(begun)

  await link(tab, 'Goals').focus()
  await tab.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => said(tab).textContent(), busy).toBe('Goals: place 3 of 6.')
  await tab.keyboard.press('Alt+ArrowRight')
  await expect
    .poll(() => said(tab).textContent(), busy)
    .toBe('Goals: place 1 of 1 under How we work.')
  // The focus went along, into the list below.
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.textContent), busy)
    .toContain('Goals')
  const nested = ['Customers', 'How we work', '> Goals', ...begun.slice(3)]
  expect(await tree(tab)).toEqual(nested)
  await expect.poll(() => tree(other), busy).toEqual(nested)

  // Somebody else moves at the same time: both moves hold.
  await link(other, 'Answering').focus()
  await Promise.all([other.keyboard.press('Alt+ArrowUp'), tab.keyboard.press('Alt+ArrowLeft')])
  const both = [
    'Customers',
    'How we work',
    'Goals',
    'Tools and channels',
    'Answering negative feedback',
    'Guidelines',
  ]
  for (const screen of [tab, other]) {
    await expect.poll(() => tree(screen), busy).toEqual(both)
  }
  const { pages } = (await ask(
    aino,
    app.url,
    'GET',
    `/api/strategies/${place.strategy}/pages`,
  )) as Listed
  expect(pages.map(({ title }) => title)).toEqual(both)

  await link(tab, 'Customers').focus()
  await tab.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => said(tab).textContent(), busy).toBe('There is nothing further that way.')
})

test('[W150] pages are moved with the mouse, called off by Escape, and from a dialog', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await inside(tab, place)
  const drags = async (title: string, to: string, part: number) => {
    const from = await row(tab, title).boundingBox()
    const target = await row(tab, to).boundingBox()
    if (from === null || target === null) throw new Error('A row is not there')
    await tab.mouse.move(from.x + 60, from.y + from.height / 2)
    await tab.mouse.down()
    await tab.mouse.move(from.x + 66, from.y + from.height / 2 + 8, { steps: 3 })
    await tab.mouse.move(target.x + 60, target.y + target.height * part, { steps: 5 })
    await tab.locator('.page-tree li[data-drop]').waitFor()
  }
  await drags('Guidelines', 'Goals', 0.1)
  expect(await tab.locator('.tree-ghost').textContent()).toBe('Guidelines')
  await tab.keyboard.press('Escape')
  await tab.mouse.up()
  expect(await tree(tab)).toEqual(begun)

  await drags('Guidelines', 'Goals', 0.1)
  await tab.mouse.up()
  const first = ['Customers', 'Guidelines', 'Goals', ...begun.slice(2, 4), begun[5]]
  await expect.poll(() => tree(tab), busy).toEqual(first)
  await drags('Goals', 'Guidelines', 0.5)
  await tab.mouse.up()
  const second = ['Customers', 'Guidelines', '> Goals', ...begun.slice(2, 4), begun[5]]
  await expect.poll(() => tree(tab), busy).toEqual(second)
  // Nobody went anywhere by letting go over a link.
  expect(tab.url()).toContain('/strategies/')

  await chooses(tab, 'Goals', 'Move…')
  await tab.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByLabel('Under which page').selectOption('')
  await tab.getByLabel('In which place there').selectOption({ label: 'Before Customers' })
  await tab.getByRole('button', { name: 'Move', exact: true }).click()
  const third = ['Goals', 'Customers', 'Guidelines', ...begun.slice(2, 4), begun[5]]
  await expect.poll(() => tree(tab), busy).toEqual(third)
  await tab.reload()
  await expect.poll(() => tree(tab), busy).toEqual(third)
})

test('[W151] a finger drags a page after holding it, and only scrolls before', async () => {
  const app = await startApp()
  const [aino, mobile] = await Promise.all([computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, mobile, app.url, 'Bo Berg')
  const tab = await mobile.newPage()
  await tab.goto(`${app.url}/strategies/${place.strategy}`)
  await tab.getByRole('button', { name: 'Open the list of pages' }).tap()
  await expect.poll(() => tree(tab), busy).toEqual(begun)
  await tab.locator('dialog .tree-row').first().waitFor()
  const finger = await mobile.newCDPSession(tab)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    finger.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    })
  const centre = async (title: string) => {
    const box = await tab.locator('dialog .tree-row').filter({ hasText: title }).boundingBox()
    if (box === null) throw new Error('A row is not there')
    return { x: box.x + 90, y: box.y, height: box.height }
  }
  const drags = async (hold: boolean) => {
    const from = await centre('Guidelines')
    const to = await centre('Customers')
    await touch('touchStart', from.x, from.y + 20)
    if (hold) await tab.locator('.page-tree.dragging').waitFor()
    for (let part = 1; part <= 6; part += 1) {
      await touch('touchMove', from.x, from.y + 20 + ((to.y + 4 - from.y - 20) * part) / 6)
    }
    if (hold) await tab.locator('li[data-drop=before]').waitFor()
    await touch('touchEnd')
  }
  await drags(false)
  expect(await tree(tab)).toEqual(begun)
  // While the list still runs on, the browser keeps every touch for scrolling.
  const rests = () =>
    tab.evaluate(async () => {
      const row = document.querySelector('dialog .tree-row')
      const now = () => [row?.getBoundingClientRect().y, scrollY].join(' ')
      const before = now()
      for (let n = 0; n < 20; n += 1) await new Promise((go) => requestAnimationFrame(go))
      return now() === before
    })
  await expect.poll(rests, busy).toBe(true)
  await drags(true)
  await expect
    .poll(() => tree(tab), busy)
    .toEqual(['Guidelines', ...begun.filter((title) => title !== 'Guidelines')])
  expect(await smallTargets(tab)).toEqual([])
})

test('[W152] what is folded away stays so, and the way to the current page is marked', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  await ask(aino, app.url, 'PUT', `/api/pages/${place.pages[1]}/place`, {
    parent: place.pages[0],
    before: null,
  })
  const tab = await opens(aino, place, 1)
  const fold = tab.getByRole('button', { name: 'Pages under Customers' })
  expect(await fold.getAttribute('aria-expanded')).toBe('true')
  await fold.focus()
  await tab.keyboard.press('Enter')
  await expect.poll(() => tree(tab), busy).not.toContain('> Goals')
  await tab.reload()
  await link(tab, 'Customers').waitFor()
  expect(await tree(tab)).not.toContain('> Goals')
  expect(await link(tab, 'Customers').getAttribute('class')).toContain('holds-current')
})

test('[W153] a page is renamed, marked and given a page below, by keyboard alone', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const other = await opens(bo, place, 1)
  const tab = await aino.newPage()
  await inside(tab, place)
  await chooses(tab, 'Goals', 'Rename…')
  await tab.getByRole('dialog').getByLabel('Title of the page').waitFor()
  await tab.keyboard.type('Our goals')
  await tab.keyboard.press('Enter')
  await link(tab, 'Our goals').waitFor()
  await other.locator('.page-text h1').getByText('Our goals').waitFor()
  // The focus is back where the menu was opened.
  await expect
    .poll(() => tab.evaluate(() => document.activeElement?.getAttribute('aria-label')), busy)
    .toBe('What to do with Our goals')

  await chooses(tab, 'Our goals', 'Add to favourites')
  await tab.getByRole('button', { name: 'Favourite: Our goals', pressed: true }).waitFor()
  await chooses(tab, 'Our goals', 'Add a page under this…')
  await tab.getByRole('radio', { name: 'Where we start' }).waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.getByLabel('Title of the page').focus()
  await tab.keyboard.type('Notes')
  await tab.keyboard.press('Enter')
  await tab.locator('[role=textbox]').waitFor()
  await expect.poll(() => tree(tab), busy).toContain('> Notes')
})

test('[W249] a page that somebody made while the channel of events was opening is shown', async () => {
  // Nothing else happens that would have the list fetched again.
  const app = await startApp({ digestTimes: { wait: 60_000 } })
  const [aino, bo] = await Promise.all([computer(), computer()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await bo.newPage()
  let open = () => {}
  const begun = new Promise<void>((begin) => {
    void tab.routeWebSocket(/api\/events/, async (socket) => {
      const opened = new Promise<void>((done) => (open = done))
      begin()
      await opened
      const server = socket.connectToServer()
      server.onMessage((message) => socket.send(message))
    })
  })
  await inside(tab, place)
  await begun
  const path = `/api/strategies/${place.strategy}/pages`
  await ask(aino, place.url, 'POST', path, { title: 'Made in between' })
  expect(await link(tab, 'Made in between').count()).toBe(0)
  open()
  await link(tab, 'Made in between').waitFor()
})
