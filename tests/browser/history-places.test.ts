import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { newId, scaleId } from '#contract/ids.ts'
import { startApp } from '../support/app.ts'
import { scalesBlock } from '../support/blocks.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { ask, foundedBy, opens } from './organisation.ts'
import { emptyPage, fills, line } from './page-of-blocks.ts'

afterEach(expectCleanPages)

const scrolled = (tab: Page) =>
  tab.locator('.history-text').evaluate((text) => Math.round(text.scrollTop))
const inSight = (tab: Page, words: string) =>
  tab.locator('.history-text').evaluate((text, wanted) => {
    const all = [...text.querySelectorAll('ins')]
    const mark = all.find(({ textContent }) => textContent.includes(wanted))
    const [own, around] = [mark?.getBoundingClientRect(), text.getBoundingClientRect()]
    return own !== undefined && own.top >= around.top && own.bottom <= around.bottom
  }, words)

/** A long page of which only the end changed since it got a name; and the address of its history. */
async function changedAtItsEnd() {
  const app = await startApp()
  const aino = await computer()
  const place = await emptyPage(aino, await foundedBy(aino, app.url, app.setupToken))
  const [page] = place.pages
  const tab = await opens(aino, place)
  const scale = newId(scaleId)
  await fills(tab, [
    scalesBlock([scale]),
    ...Array.from({ length: 60 }, (_, n) => line(`Line ${n}.`)),
    line('The end'),
  ])
  await untilSaveStateIs(tab, 'Saved')
  const { seq } = (await ask(aino, app.url, 'POST', `/api/pages/${page}/versions`, {
    name: 'Before',
    note: '',
  })) as { seq: number }
  await tab.locator('[role=textbox] > p').last().click()
  await tab.keyboard.press('End')
  await tab.keyboard.type(' has changed')
  await untilSaveStateIs(tab, 'Saved')
  return { aino, app, place, tab, history: `${app.url}/pages/${page}/history`, since: seq }
}

test('[H135] [H136] what changed opens at the first change, is gone through by key from anywhere, and going back comes back to the place', async () => {
  const { app, history: address, since, tab } = await changedAtItsEnd()
  await tab.goto(`${address}?view=changes&from=${since}`)
  await tab.locator('.changed-page').waitFor()
  await expect.poll(() => inSight(tab, 'has changed')).toBe(true)
  const place = await scrolled(tab)
  expect(place).toBeGreaterThan(500)

  // Wherever the focus is: on a button, on the line of time, nowhere; not where one chooses.
  const current = tab.locator('.change-item[aria-current=true]')
  await tab.getByLabel('Order').focus()
  await tab.keyboard.press('n')
  expect(await current.count()).toBe(0)
  for (const focus of [
    () => tab.getByRole('slider', { name: 'Moment', exact: true }).focus(),
    () => tab.locator('.history-back').focus(),
    () => tab.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()),
  ]) {
    await focus()
    await tab.keyboard.press('n')
    await current.waitFor()
    await tab.reload()
    await tab.locator('.changed-page').waitFor()
  }

  // One reads on, looks elsewhere, and is where one was on coming back.
  await tab.locator('.history-text').evaluate((text) => text.scrollTo(0, 200))
  await expect.poll(() => tab.evaluate(() => (history.state as { top?: number }).top)).toBe(200)
  await tab.getByRole('link', { name: 'Who wrote this' }).click()
  await tab.locator('.written-page').waitFor()
  expect(await scrolled(tab)).toBe(0)
  await tab.goBack()
  await tab.locator('.changed-page').waitFor()
  await expect.poll(() => scrolled(tab)).toBe(200)
  await tab.locator('.history-back').click()
  await tab.locator('[role=textbox]').waitFor()
  await tab.goBack()
  await tab.locator('.changed-page').waitFor()
  await expect.poll(() => scrolled(tab)).toBe(200)
  expect(app.reported).toEqual([])
}, 120_000)

test('[H135] [H137] keys are not spoken of where there are none; answers to scales are said to be today’s', async () => {
  const { aino, app, history: address, tab } = await changedAtItsEnd()
  for (const view of ['written', 'replay', 'changes']) {
    await tab.goto(`${address}?view=${view}`)
    await tab.getByText('The answers are those of today').first().waitFor()
  }
  const hint = (one: Page) => one.getByText('n and p go to the next')
  await tab.goto(`${address}?view=written`)
  await hint(tab).waitFor()
  const small = await phone()
  await small.addCookies(await aino.cookies())
  const touched = await small.newPage()
  await touched.goto(`${address}?view=written`)
  await touched.getByText('Choose a passage in the text.').waitFor()
  expect(await hint(touched).isVisible()).toBe(false)
  // On the page itself they are what they are.
  await tab.goto(address.replace(/\/history$/, ''))
  await tab.locator('[role=textbox]').waitFor()
  expect(await tab.getByText('The answers are those of today').count()).toBe(0)
  expect(app.reported).toEqual([])
}, 120_000)
