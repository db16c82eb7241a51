import { afterEach, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { ReadWiki } from '../support/read-wiki.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages } from './chromium.ts'

afterEach(expectCleanPages)

/** No sideways scrolling on the narrowest screens. */
async function fits(tab: Page) {
  await tab.setViewportSize({ width: 320, height: 640 })
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await tab.setViewportSize({ width: 1_280, height: 800 })
}

test('[P423] one writes with JavaScript off and by keys alone, and finds what became of it', async () => {
  const read = await ReadWiki.begin({}, { clock: Date.now })
  await read.publish()
  const plain = await (await computer({ javaScriptEnabled: false })).newPage()
  const address = `${read.told.app.url}/published/our-strategy/`
  await plain.goto(`${address}tone.html`)
  await plain.getByRole('link', { name: 'Give feedback' }).press('Enter')
  await plain.waitForURL(/feedback/)
  const about = plain.getByLabel('What is it about?')
  expect(await about.inputValue()).toBe('tone')
  // Nobody who goes by keys comes across the trap.
  await plain.getByLabel('What would you like to say?').focus()
  const order: string[] = []
  for (let n = 0; n < 4; n += 1) {
    order.push(
      await plain
        .locator(':focus')
        .getAttribute('id')
        .then((id) => id ?? 'send'),
    )
    await plain.keyboard.press('Tab')
  }
  expect(order).toEqual(['reader-text', 'reader-page', 'reader-name', 'send'])
  expect(await plain.getByRole('textbox').count()).toBe(2)

  // It takes longer than a program does.
  await plain.getByLabel('What would you like to say?').fill('Could we answer at weekends?')
  await plain.getByLabel('Your name (optional)').fill('Berit')
  await expect
    .poll(
      async () => {
        if (!/feedback$|feedback\?/.test(plain.url())) return plain.url()
        await plain.getByRole('button', { name: 'Send feedback' }).press('Enter')
        await plain.waitForLoadState()
        return plain.url()
      },
      { timeout: 20_000, interval: 500 },
    )
    .toMatch(/\/feedback\/[\w-]{22}$/)
  const kept = plain.url()
  expect(await plain.getByText('Thank you. It has arrived.').isVisible()).toBe(true)
  const [one] = await read.feedback()
  await read.wiki.aino.browser.does('answerFeedback', {
    params: { id: read.wiki.strategy, feedback: one?.id ?? '' },
    body: { fate: 'adopted', reason: 'From next month on' },
  })
  await plain.goto(kept)
  expect(await plain.getByText('From next month on').isVisible()).toBe(true)
  await plain.getByRole('link', { name: 'Our strategy', exact: true }).press('Enter')
  await plain.waitForURL(/index\.html|\/1\.0\/$/)

  const tab = await (await computer()).newPage()
  for (const [path, title] of [
    ['feedback', 'Give feedback'],
    [new URL(kept).pathname.split('our-strategy/')[1] ?? '', 'Your feedback'],
    ['read', 'Confirm that you have read this'],
  ] as const) {
    await tab.goto(address + path)
    expect(await tab.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    await fits(tab)
    expect([path, await faults(tab)]).toEqual([path, []])
  }
})

test('[P423] what is wrong is named beside its field, which has the focus, and nothing is lost', async () => {
  const read = await ReadWiki.begin({}, { clock: Date.now })
  await read.publish()
  const tab = await (await computer({ javaScriptEnabled: false })).newPage()
  await tab.goto(`${read.told.app.url}/published/our-strategy/feedback`)
  await tab.getByLabel('Your name (optional)').fill('Berit')
  // Spaces are something to a browser.
  await tab.getByLabel('What would you like to say?').fill('  ')
  await tab.getByLabel('Your name (optional)').press('Enter')
  const field = tab.getByLabel('What would you like to say?')
  await tab.getByText('Write what you would like to say.').waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  const by = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
  const said = await Promise.all(by.map((id) => tab.locator(`#${id}`).textContent()))
  expect(said).toContain('Write what you would like to say.')
  expect(await tab.locator(':focus').getAttribute('id')).toBe('reader-text')
  expect(await tab.getByLabel('Your name (optional)').inputValue()).toBe('Berit')
  expect(await tab.title()).toMatch(/^Not sent yet/)
})

test('[P423] one signs in, confirms to have read it, and is back where one was', async () => {
  const read = await ReadWiki.begin({}, { clock: Date.now })
  await read.publish()
  await read.wiki.person('Berit', 'reader')
  const tab = await (await computer()).newPage()
  await tab.goto(`${read.told.app.url}/published/our-strategy/read`)
  await tab.getByRole('link', { name: 'Sign in to confirm' }).press('Enter')
  await tab.getByLabel('E-mail').fill('berit@example.org')
  await tab.getByLabel('Password', { exact: true }).fill('a long enough password')
  await tab.keyboard.press('Enter')
  await tab.waitForURL(/\/published\/our-strategy\/read$/)
  await fits(tab)
  expect(await faults(tab)).toEqual([])
  await tab.getByRole('button', { name: 'I have read edition 1.0' }).press('Enter')
  await tab.getByText('that you have read edition 1.0').waitFor()
  expect(await faults(tab)).toEqual([])
})
