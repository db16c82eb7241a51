import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { foundedLongAgo, grown, type GrownPage } from './grown-page.ts'
import { ask, joins, opens, type Place, types } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

const first = 'library hours.'
const second = 'answers under their own name.'
const third = 'promise to come back.'

const slider = (tab: Page) => tab.getByRole('slider', { name: 'Moment' })
const valueOf = async (tab: Page) => Number(await slider(tab).getAttribute('aria-valuenow'))
const past = (tab: Page) => tab.locator('.page-text.past')

const viewIs = (tab: Page, hasText: string) =>
  tab.locator('.history-views a[aria-current=page]').filter({ hasText }).waitFor()

async function aGrownPage(on: () => ReturnType<typeof computer> = computer) {
  const aino = await on()
  const { app, place } = await foundedLongAgo(aino)
  const page = await grown(app, aino, place)
  const history = `${app.url}/pages/${place.pages[0]}/history`
  return { aino, app, place, page, history }
}

async function named(aino: Awaited<ReturnType<typeof computer>>, place: Place, page: GrownPage) {
  for (const [n, seq] of page.sittings.slice(0, 2).entries()) {
    const body = { seq, name: `Workshop ${n + 1}` }
    await ask(aino, place.url, 'POST', `/api/pages/${place.pages[0]}/versions`, body)
  }
}

/** Where on the line of time a moment stands: pixels of the screen. */
async function spotOf(tab: Page, share: number): Promise<{ x: number; y: number }> {
  const box = await tab.locator('.time-line').boundingBox()
  if (box === null) throw new Error('There is no line of time')
  return { x: box.x + box.width * share, y: box.y + box.height / 2 }
}

test('[H90] from a page to its history by menu, palette and fact; each view and moment is an address', async () => {
  const { aino, place, page, history } = await aGrownPage()
  const tab = await opens(aino, place)
  await tab.locator('.page-deeds button[aria-haspopup=menu]').click()
  await tab.getByRole('menuitem', { name: 'History', exact: true }).click()
  await slider(tab).waitFor()
  expect(tab.url()).toBe(history)
  expect(await tab.title()).toContain('History of Customers')

  await tab.getByRole('link', { name: 'Replay' }).click()
  await past(tab).getByText(third).waitFor()
  expect(tab.url()).toBe(`${history}?view=replay`)
  await tab.goBack()
  await viewIs(tab, 'What changed')
  await tab.goBack()
  await tab.locator('[role=textbox]').waitFor()

  await tab.keyboard.press('Control+Shift+k')
  await tab.getByRole('dialog').getByRole('combobox').fill('History of the page')
  await tab.keyboard.press('Enter')
  await slider(tab).waitFor()
  await tab.getByRole('link', { name: 'Back to page' }).click()
  await tab.locator('.page-facts').getByRole('link', { name: 'Who wrote this' }).click()
  await viewIs(tab, 'Who wrote this')

  // Whoever gets the address sees the same.
  await tab.goto(`${history}?view=replay&at=${page.sittings[0]}`)
  await past(tab).getByText(first).waitFor()
  expect(await past(tab).getByText(second).count()).toBe(0)
  expect(await valueOf(tab)).toBe(page.sittings[0])
  expect(await faults(tab)).toEqual([])
})

test('[H91] time is gone through by keys and mouse, and says when it is and who wrote', async () => {
  const { aino, app, place, page, history } = await aGrownPage()
  await named(aino, place, page)
  const tab = await aino.newPage()
  await tab.goto(`${history}?view=replay`)
  await past(tab).getByText(third).waitFor()
  expect(await valueOf(tab)).toBe(page.head)
  expect(await slider(tab).getAttribute('aria-valuetext')).toMatch(
    /202\d at \d\d:\d\d, Customer Writer wrote$/,
  )

  await slider(tab).focus()
  await tab.keyboard.press('PageUp')
  await past(tab).getByText(third).waitFor({ state: 'detached' })
  expect(await valueOf(tab)).toBe(page.sittings[1])
  expect(await slider(tab).getAttribute('aria-valuetext')).toContain('Communications Writer wrote')
  await past(tab).getByText(second).waitFor()
  expect(tab.url()).toBe(`${history}?view=replay&at=${page.sittings[1]}`)
  await tab.keyboard.press('Shift+ArrowLeft')
  await past(tab).getByText('answers under their own name', { exact: false }).waitFor()
  await past(tab).getByText(second).waitFor({ state: 'detached' })
  expect(await valueOf(tab)).toBe((page.sittings[1] ?? 0) - 1)
  await tab.keyboard.press('ArrowLeft')
  expect(await valueOf(tab)).toBeLessThan((page.sittings[1] ?? 0) - 1)
  await tab.keyboard.press('Home')
  await past(tab).getByText('Our customers are').waitFor({ state: 'detached' })
  expect(await valueOf(tab)).toBe(1)
  await tab.keyboard.press('End')
  await past(tab).getByText(third).waitFor()

  // A click beside a pin is meant for its version; its name leads there, too.
  await tab.getByRole('button', { name: /Version “Workshop 1”/ }).click()
  await past(tab).getByText(second).waitFor({ state: 'detached' })
  expect(await valueOf(tab)).toBe(page.sittings[0])
  await tab.getByRole('button', { name: 'Next mark' }).click()
  await past(tab).getByText(second).waitFor()

  // What stays as it was is not drawn again while the mouse goes through time.
  await tab.evaluate(() => {
    document.querySelector('.past-block h2')?.setAttribute('data-seen', '')
  })
  const from = await spotOf(tab, 0.99)
  await tab.mouse.move(from.x, from.y)
  await tab.mouse.down()
  for (let share = 0.98; share > 0.14; share -= 0.02) {
    const { x, y } = await spotOf(tab, share)
    await tab.mouse.move(x, y)
  }
  await tab.mouse.up()
  await past(tab).getByText(second).waitFor({ state: 'detached' })
  const at = await valueOf(tab)
  expect(at).toBeLessThan(page.sittings[0] ?? 0)
  expect(await tab.locator('.past-block h2[data-seen]').count()).toBe(1)
  expect(tab.url()).toBe(`${history}?view=replay&at=${at}`)

  // What is shown is what the server says of that moment.
  const path = `/api/pages/${place.pages[0]}/history/at/${at}`
  const { text } = (await ask(aino, app.url, 'GET', path)) as { text: string }
  const last = text.trim().split('\n').at(-1) ?? ''
  await expect.poll(() => past(tab).locator('.past-block').last().textContent()).toBe(last)
})

test('[H94] a page grows in half a minute, stands still at versions, and ends at the present', async () => {
  const { aino, place, page, history } = await aGrownPage()
  await named(aino, place, page)
  const tab = await aino.newPage()
  await tab.clock.install()
  await tab.goto(`${history}?view=replay`)
  await past(tab).getByText(third).waitFor()
  await tab.getByRole('button', { name: 'Play' }).click()
  await tab.clock.runFor(2_000)
  await past(tab).getByText(third).waitFor({ state: 'detached' })
  const moments = new Map<number, number>()
  for (let passed = 2_000; passed < 45_000; passed += 250) {
    await tab.clock.runFor(250)
    const at = await valueOf(tab)
    moments.set(at, (moments.get(at) ?? 0) + 250)
    if ((await tab.getByRole('button', { name: 'Pause' }).count()) === 0) {
      expect(passed).toBeGreaterThan(27_000)
      break
    }
  }
  await tab.getByRole('button', { name: 'Play' }).waitFor()
  expect(await valueOf(tab)).toBe(page.head)
  const seen = [...moments.keys()]
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  for (const version of page.sittings.slice(0, 2)) {
    expect(moments.get(version), `at ${version}`).toBeGreaterThanOrEqual(1_000)
  }
  await past(tab).getByText(third).waitFor()

  // Who wants no motion gets single pictures; a key stops.
  await tab.emulateMedia({ reducedMotion: 'reduce' })
  await tab.getByRole('button', { name: 'Play' }).press('Enter')
  const pictures = new Set<number>()
  for (let passed = 0; passed < 4_000; passed += 100) {
    await tab.clock.runFor(100)
    pictures.add(await valueOf(tab))
  }
  expect(pictures.size).toBeLessThanOrEqual(6)
  expect(pictures.size).toBeGreaterThan(2)
  await tab.getByRole('button', { name: 'Pause' }).press('Enter')
  const stopped = await valueOf(tab)
  await tab.clock.runFor(3_000)
  expect(await valueOf(tab)).toBe(stopped)
  expect(tab.url()).toContain(`at=${stopped}`)
})

test('[H95] [H134] what is written while one looks goes on with the history', async () => {
  const { aino, place, app, page, history } = await aGrownPage()
  const bo = await computer()
  await joins(aino, bo, app.url, 'Bo Berg')
  const tab = await aino.newPage()
  await tab.goto(`${history}?view=replay`)
  await past(tab).getByText(third).waitFor()
  const writer = await opens(bo, place)
  await types(writer, 0, ' Just now.')
  await expect.poll(() => valueOf(tab), { timeout: 10_000 }).toBeGreaterThan(page.head)
  await past(tab).getByText('Just now.').waitFor()
  await expect.poll(() => slider(tab).getAttribute('aria-valuetext')).toContain('Bo Berg wrote')
  // A moment that one has gone to stays.
  await slider(tab).press('PageUp')
  const at = await valueOf(tab)
  await types(writer, 0, ' More.')
  const max = Number(await slider(tab).getAttribute('aria-valuemax'))
  await expect
    .poll(async () => Number(await slider(tab).getAttribute('aria-valuemax')), { timeout: 10_000 })
    .toBeGreaterThan(max)
  expect(await valueOf(tab)).toBe(at)
})

test('[H96] to whom a history is not open, nothing leads there and nothing of it comes', async () => {
  const { aino, app, place, history } = await aGrownPage()
  const bo = await computer()
  const id = await joins(aino, bo, app.url, 'Bo Berg')
  await ask(aino, app.url, 'PUT', `/api/strategies/${place.strategy}/members/${id}`, {
    role: 'reader',
  })
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, {
    everyone: 'reader',
    history: 'editor',
  })
  const tab = await bo.newPage()
  const asked: string[] = []
  tab.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('.page-facts').waitFor()
  expect(await tab.getByRole('link', { name: 'Who wrote this' }).count()).toBe(0)
  await tab.locator('.page-deeds button[aria-haspopup=menu]').click()
  await tab.getByRole('menuitem').first().waitFor()
  expect(await tab.getByRole('menuitem', { name: 'History', exact: true }).count()).toBe(0)
  await tab.goto(history)
  await tab.getByText('The history of this page is not open to you').waitFor()
  expect(asked.filter((path) => /\/api\/.*\/history/.test(path))).toEqual([])
  expect(await faults(tab)).toEqual([])
})

test('[H98] on a phone a finger goes through time, and everything to be touched is large enough', async () => {
  const { aino, place, page, history } = await aGrownPage(phone)
  await named(aino, place, page)
  const tab = await aino.newPage()
  await tab.goto(`${history}?view=replay`)
  await past(tab).getByText(third).waitFor()
  expect(await smallTargets(tab)).toEqual([])
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(390)
  const { x, y } = await spotOf(tab, 0.2)
  await tab.touchscreen.tap(x, y)
  await past(tab).getByText(second).waitFor({ state: 'detached' })
  expect(await valueOf(tab)).toBeLessThanOrEqual(page.sittings[0] ?? 0)
  // Dragging goes through time and leaves the page where it is.
  const session = await aino.newCDPSession(tab)
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) => {
    const spot = await spotOf(tab, share)
    const touchPoints = type === 'touchEnd' ? [] : [spot]
    await session.send('Input.dispatchTouchEvent', { type, touchPoints })
  }
  await touch('touchStart', 0.2)
  for (let share = 0.22; share < 0.99; share += 0.03) await touch('touchMove', share)
  await touch('touchEnd', 0.99)
  await past(tab).getByText(second).waitFor()
  expect(await valueOf(tab)).toBeGreaterThan(page.sittings[1] ?? 0)
  // Right after a finger that slid, browsers take a tap for the end of the sliding.
  for (const mark of page.sittings.slice(0, 2).toReversed()) {
    await expect
      .poll(async () => {
        const at = await valueOf(tab)
        if (at > mark) await tab.getByRole('button', { name: 'Previous mark' }).tap()
        return at
      })
      .toBe(mark)
  }
  await past(tab).getByText(second).waitFor({ state: 'detached' })
  await tab.getByRole('button', { name: 'Next mark' }).tap()
  await past(tab).getByText(second).waitFor()
  expect(await faults(tab)).toEqual([])
})

test('[H99] a history that can’t be fetched says so and is fetched when asked again', async () => {
  const { aino, history } = await aGrownPage()
  const tab = await aino.newPage()
  await tab.route('**/history', (route) =>
    route.request().resourceType() === 'fetch' ? route.abort() : route.continue(),
  )
  await tab.goto(`${history}?view=replay`)
  await tab
    .getByRole('heading', { name: 'Not connected' })
    .or(tab.locator('.history-note h1'))
    .waitFor()
  expect(await faults(tab)).toEqual([])
  await tab.unroute('**/history')
  await tab.getByRole('button', { name: 'Try again' }).click()
  await past(tab).getByText(third).waitFor()

  // What comes spoilt is no history: nothing is shown that might be wrong.
  await tab.route('**/history', (route) =>
    route.request().resourceType() === 'fetch'
      ? route.fulfill({ body: 'no history', contentType: 'application/octet-stream' })
      : route.continue(),
  )
  await tab.reload()
  await tab.getByText('The history could not be opened').waitFor()
})
