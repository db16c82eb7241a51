/** Finding something in an edition, and coming in by a link with a password. */
import { afterEach, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startApp } from '../support/app.ts'
import { node, writeBlocks } from '../support/blocks.ts'
import { memoryStorage } from '../support/memory-storage.ts'
import { publication, published } from '../support/published-wiki.ts'
import { Wiki } from '../support/wiki.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'

afterEach(expectCleanPages)

/** No sideways scrolling on the narrowest screens. */
async function fits(tab: Page) {
  await tab.setViewportSize({ width: 320, height: 640 })
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await tab.setViewportSize({ width: 1_280, height: 800 })
}

test('[P375] one searches and types a password by keys alone, without scripts, on any screen', async () => {
  const app = await startApp({ storage: memoryStorage() })
  const wiki = await Wiki.begin(app)
  const page = await wiki.page('Opening hours')
  await writeBlocks(wiki, page, [
    node('heading', { level: 2 }, 'On weekdays'),
    node('paragraph', null, 'Readers find the hours of each library without asking.'),
  ])
  const { link } = await publication(wiki, {
    reach: 'link',
    newLink: true,
    password: 'open sesame',
  })
  await published(wiki, [page])
  const plain = await (await computer({ javaScriptEnabled: false })).newPage()
  await plain.goto(`${app.url}${link}`)
  await plain.keyboard.press('Tab')
  await plain.keyboard.type('open sesame')
  await plain.keyboard.press('Enter')
  await plain.waitForURL(/\/published\/viestinta\/$/)
  await plain.getByRole('searchbox').first().press('ControlOrMeta+A')
  await plain.keyboard.type('libraries')
  await plain.keyboard.press('Enter')
  await plain.waitForURL(/search\?q=libraries$/)
  expect(await plain.getByRole('status').textContent()).toBe('One place was found for “libraries”.')
  expect(await plain.locator('mark').allTextContents()).toEqual(['library'])
  await plain.getByRole('link', { name: 'Opening hours · On weekdays' }).press('Enter')
  await plain.waitForURL(/opening-hours\.html#/)
  expect(await plain.locator(':target').textContent()).toBe('On weekdays')

  const tab = await (await computer()).newPage()
  await tab.goto(`${app.url}${link}`)
  expect(await faults(tab)).toEqual([])
  await fits(tab)
  await tab.getByLabel('Password').fill('open sesame')
  await tab.getByRole('button', { name: 'Open' }).click()
  await tab.waitForURL(/\/published\/viestinta\/$/)
  for (const asked of ['hour', 'unheard-of', '']) {
    await tab.goto(`${app.url}/published/viestinta/search?q=${asked}`)
    expect(await faults(tab)).toEqual([])
    await fits(tab)
  }
})
