import { afterEach, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { computer, expectCleanPages, phone } from './chromium.ts'
import { ask, foundedBy, joins, opens, password } from './organisation.ts'

afterEach(expectCleanPages)

test('[W28] people are listed by name as the language orders them', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  for (const [n, name] of ['Östen Ek', 'Åsa Ek', 'Zoe Ek', 'bo Ek', 'Ärla Ek'].entries()) {
    const given = { name, email: `p${n}@example.org`, password }
    const { id } = (await ask(aino, app.url, 'POST', '/api/people', given)) as { id: string }
    const path = `/api/strategies/${place.strategy}/members/${id}`
    await ask(aino, app.url, 'PUT', path, { role: 'reader' })
  }
  const tab = await aino.newPage()
  await tab.goto(`${app.url}/strategies/${place.strategy}/people`)
  const names = async () => {
    const all = await tab.locator('.roster .who > span:first-child').allTextContents()
    return all.map((name) => name.replace(/ (?:Ek|Koskinen).*/, '')).join(' ')
  }
  await expect.poll(names).toBe('Aino Ärla Åsa bo Östen Zoe')
  await tab.locator('.account').click()
  await tab.locator('.account-panel select').first().selectOption('fi')
  await expect.poll(names).toBe('Aino bo Zoe Åsa Ärla Östen')
})

test('[W29] labels cover nothing, words at the head of a table stay whole, nothing is too wide', async () => {
  const app = await startApp()
  const [aino, bo, carla] = await Promise.all([computer({ locale: 'fi-FI' }), computer(), phone()])
  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await joins(aino, carla, app.url, 'Carla Lund')
  const title =
    'Vuorovaikutusperiaatteet: pyhäpäiväpäivystysjärjestelyt ja saavutettavuuskysymykset'
  await ask(aino, app.url, 'PATCH', `/api/pages/${place.pages[0]}`, { title })
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, {
    name: 'Kuntalaisvuorovaikutussuunnittelutyöryhmän viestintästrategia',
  })
  const tab = await opens(aino, place)
  const other = await opens(bo, place)
  await other.locator('.page-text > h1').click()
  await other.keyboard.press('Control+Home')
  await other.keyboard.press('End')
  await other.keyboard.press('ArrowRight')
  await tab.locator('h1 .caret-label').waitFor()
  // The caret comes with the first key, and to the second line with the last.
  await expect
    .poll(() => tab.evaluate(labelAboveItsLine), { timeout: 5_000 })
    .toBeLessThanOrEqual(0)

  const small = await carla.newPage()
  for (const each of [tab, small]) {
    await each.goto(`${app.url}/pages/${place.pages[0]}`)
    await each.locator('[role=textbox] th').first().waitFor()
    expect(await each.evaluate(brokenHeaders)).toEqual([])
  }
  for (const path of [
    '',
    `/strategies/${place.strategy}`,
    `/strategies/${place.strategy}/people`,
    ...place.pages.map((id) => `/pages/${id}`),
  ]) {
    await small.goto(app.url + path)
    await small.locator('main h1').waitFor()
    await small.evaluate(() => document.fonts.ready.then(() => undefined))
    expect(await widthOf(small), path).toBe(390)
  }
})

/** In the page: how far the label rises above the line that its caret stands in, pixels. */
function labelAboveItsLine(): number {
  const label = document.querySelector('h1 .caret-label')?.getBoundingClientRect()
  const caret = document.querySelector('h1 .caret')?.getBoundingClientRect()
  const title = document.querySelector('.page-text > h1')
  if (label === undefined || caret === undefined || title === null) throw new Error('No caret')
  const height = Number.parseFloat(getComputedStyle(title).lineHeight)
  const { top } = title.getBoundingClientRect()
  const line = Math.floor((caret.top + caret.height / 2 - top) / height)
  if (line === 0) throw new Error('The caret is in the first line, which has none above')
  return top + line * height - label.top
}

/** In the page: the words in the heads of tables that stand on two lines. */
function brokenHeaders(): string[] {
  const broken: string[] = []
  for (const paragraph of document.querySelectorAll('.page-text th p')) {
    const text = paragraph.firstChild
    for (const { 0: word, index } of text?.textContent?.matchAll(/\S+/g) ?? []) {
      const range = document.createRange()
      range.setStart(text as Text, index)
      range.setEnd(text as Text, index + word.length)
      if (range.getClientRects().length > 1) broken.push(word)
    }
  }
  return broken
}

function widthOf(tab: Page): Promise<number> {
  return tab.evaluate(() => document.documentElement.scrollWidth)
}
