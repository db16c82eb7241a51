import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { spotOf } from '../support/spots.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { answers, begins, ends } from './discussed.ts'
import { foundedLongAgo, grown } from './grown-page.ts'
import { ask, joins, opens, password } from './organisation.ts'
import { smallTargets } from './touch.ts'

afterEach(expectCleanPages)

const slider = (tab: Page) => tab.getByRole('slider', { name: 'Moment' })
const valueOf = async (tab: Page) => Number(await slider(tab).getAttribute('aria-valuenow'))

/** A page of six weeks, talked about after its first and second sitting, and today. */
async function aDiscussedPage() {
  const [aino, bo] = await Promise.all([computer(), computer()])
  const { app, place, backBy } = await foundedLongAgo(aino)
  await joins(aino, bo, app.url, 'Bo Berg')
  const path = `/api/pages/${place.pages[0]}/threads`
  let about = ''
  const page = await grown(app, aino, place, 0, async (daysAgo, doc) => {
    if (daysAgo === 42) {
      backBy(41)
      const body = { text: 'Who asks about roads?', spot: spotOf(doc, 'roads') }
      about = ((await ask(aino, place.url, 'POST', path, body)) as { id: string }).id
      backBy(40)
      await answers(bo, place, 0, { id: about, seq: 0, comments: [] }, 'Those who live by them.')
    } else if (daysAgo === 28) {
      backBy(27)
      const spot = spotOf(doc, 'the same working day')
      await ask(bo, place.url, 'POST', path, { spot, proposal: 'within a day' })
      await ends(
        aino,
        place,
        0,
        { id: about, seq: 0, comments: [] },
        {
          fate: 'adopted-changed',
          reason: 'It says who asks.',
        },
      )
    }
  })
  backBy(0)
  await begins(bo, place, 0, 'It reads well now.')
  return { app, aino, bo, place, page, about }
}

test('[M144] in a page’s history what was said stands at its moment: on the line of time, in the list, in the replay', async () => {
  const { aino, place, page, about } = await aDiscussedPage()
  const [end1 = 0, end2 = 0] = page.sittings
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/pages/${place.pages[0]}/history?view=replay`)
  const list = tab.locator('.said-line')
  const heads = () => tab.locator('.said-line strong').allTextContents()
  await expect
    .poll(heads)
    .toEqual([
      'Bo Berg began a conversation',
      'Aino Koskinen closed a conversation: Adopted with changes',
      'Bo Berg proposed other words',
      'Bo Berg answered',
      'Aino Koskinen began a conversation',
    ])
  await list.nth(2).getByText('within a day').waitFor()
  expect(await tab.locator('.said-mark').count()).toBeGreaterThanOrEqual(3)
  expect(await faults(tab)).toEqual([])

  // Each leads to its moment; what came later is not said yet there.
  await list.nth(4).getByRole('button').press('Enter')
  await expect.poll(() => valueOf(tab)).toBe(end1)
  await expect.poll(heads).toEqual(['Bo Berg answered', 'Aino Koskinen began a conversation'])
  expect(await list.nth(1).getAttribute('aria-current')).toBe('true')
  const open = list.nth(1).getByRole('link', { name: /^Open the conversation/ })
  expect(await open.getAttribute('href')).toBe(`/pages/${place.pages[0]}?thread=${about}`)
  await slider(tab).focus()
  await tab.keyboard.press('Home')
  await tab.getByText('Nothing had been said by then.').waitFor()
  await tab.keyboard.press('PageDown')
  await expect.poll(() => valueOf(tab)).toBe(end1)
  await tab.keyboard.press('PageDown')
  await expect.poll(() => valueOf(tab)).toBe(end2)
  await expect.poll(() => list.count()).toBe(4)

  // It can be left out, and comes again.
  const all = tab.getByRole('button', { name: '4 comments' })
  await all.press('Enter')
  await expect.poll(() => list.count()).toBe(0)
  expect(await tab.locator('.said-mark').count()).toBe(0)
  expect(await all.getAttribute('aria-pressed')).toBe('false')
  await all.press('Enter')
  await expect.poll(() => list.count()).toBe(4)

  // Played from the beginning, each shows when its moment comes.
  await tab.emulateMedia({ reducedMotion: 'reduce' })
  await tab.keyboard.press('Tab')
  await slider(tab).focus()
  await tab.keyboard.press('Home')
  await tab.getByText('Nothing had been said by then.').waitFor()
  await tab.getByRole('button', { name: 'Play' }).click()
  const seen = new Set<number>()
  await expect
    .poll(
      async () => {
        seen.add(await list.count())
        return [await valueOf(tab), await list.count()]
      },
      { timeout: 60_000, interval: 100 },
    )
    .toEqual([page.head, 5])
  expect([...seen]).toEqual(expect.arrayContaining([0, 2, 5]))
})

test('[M145] what was said of a passage that is gone leads to the moment at which it was last there', async () => {
  const { aino, place, about } = await aDiscussedPage()
  const writer = await opens(aino, place)
  const line = writer.locator('[role=textbox] p').filter({ hasText: 'library hours' })
  await line.click({ clickCount: 3 })
  await writer.keyboard.press('Backspace')
  await line.waitFor({ state: 'detached' })
  const path = `/api/pages/${place.pages[0]}/threads`
  const lastThere = async () => {
    const { threads } = (await ask(aino, place.url, 'GET', path)) as {
      threads: { id: string; anchor: { lastThere: number | null } | null }[]
    }
    return threads.find(({ id }) => id === about)?.anchor?.lastThere ?? null
  }
  await expect.poll(lastThere, { timeout: 20_000, interval: 500 }).not.toBe(null)
  const tab = await aino.newPage()
  await tab.goto(`${place.url}/pages/${place.pages[0]}/history?view=replay`)
  await tab.getByRole('link', { name: 'Where its passage stood last' }).first().click()
  await tab.waitForURL(`**/history?view=replay&at=${await lastThere()}`)
  await tab.locator('.page-text.past').getByText('library hours').waitFor()
})

test('[M146] on a phone what was said last by a moment stands under the page, the rest where one unfolds it', async () => {
  const { app, place, page } = await aDiscussedPage()
  const small = await phone()
  await ask(small, app.url, 'POST', '/api/session', { email: 'bo@example.org', password })
  const tab = await small.newPage()
  const at = page.sittings[0]
  await tab.goto(`${app.url}/pages/${place.pages[0]}/history?view=replay&at=${at}`)
  await tab.locator('.said-now').getByText('Those who live by them.').waitFor()
  await tab.getByRole('button', { name: 'Named moments' }).tap()
  await tab.locator('.said-line').getByText('Who asks about roads?').waitFor()
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await smallTargets(tab)).toEqual([])
  expect(await faults(tab)).toEqual([])
})
