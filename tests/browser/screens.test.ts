import { createServer } from 'node:net'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { faults } from './axe.ts'
import { computer, expectCleanPages, phone, untilSaveStateIs } from './chromium.ts'
import { smallTargets } from './touch.ts'
import { ask, foundedBy, joins, opens, sees, textOnServer, types } from './organisation.ts'

afterEach(expectCleanPages)

test('[W15] axe finds nothing on any screen, light and dark', async () => {
  const app = await startApp()
  const [aino, bo] = await Promise.all([computer(), computer()])
  const tab = await aino.newPage()
  const clean = async (screen: string, ...without: string[]) =>
    expect(await faults(tab, without), screen).toEqual([])

  await tab.goto(`${app.url}/setup`)
  await tab.getByText('has not been set up yet').waitFor()
  await clean('not set up')
  await tab.goto(`${app.url}/setup#token=x`)
  await tab.reload()
  await tab.getByLabel('Name of the organisation').waitFor()
  await clean('set-up')

  const place = await foundedBy(aino, app.url, app.setupToken)
  await joins(aino, bo, app.url, 'Bo Berg')
  await tab.goto(`${app.url}/sign-in`)
  await tab.getByLabel('E-mail').waitFor()
  await clean('sign in')
  await tab.goto(app.url)
  await tab.locator('main .contents a').waitFor()
  await clean('home')
  await tab.getByRole('button', { name: 'Make a strategy' }).click()
  await clean('make a strategy')
  await tab.keyboard.press('Escape')
  await tab.goto(`${app.url}/strategies/${place.strategy}`)
  await tab.getByText('1 person has a role by name').waitFor()
  await clean('strategy')

  const other = await opens(bo, place)
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox]').waitFor()
  await types(other, 0, 'Bo writes.')
  await tab.locator('.caret-label').waitFor()
  await tab.locator('[role=textbox] td').first().click()
  await clean('page')
  await tab.locator('.avatars').click()
  await clean('who is here')
  await tab.keyboard.press('Control+k')
  await tab.goto(`${app.url}/nowhere`)
  await tab.getByText('There is nothing here').waitFor()
  await clean('not found')

  await tab.setViewportSize({ width: 390, height: 844 })
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox]').waitFor()
  // A wide table scrolls with the caret, which axe does not know.
  await clean('page on a phone', 'scrollable-region-focusable')
  await tab.getByRole('button', { name: 'Open the list of pages' }).click()
  await clean('drawer on a phone', 'scrollable-region-focusable')
  await other.setViewportSize({ width: 390, height: 844 })
  await ask(aino, app.url, 'PATCH', `/api/strategies/${place.strategy}`, { everyone: 'reader' })
  await other.locator('[role=textbox]').waitFor({ state: 'detached' })
  expect(await faults(other)).toEqual([])
})

test('[W16] everything can be done with the keyboard alone', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  await tab.goto(app.url)
  await tab.locator('main .contents a').waitFor()
  const reach = async (name: string) => {
    for (let steps = 0; steps < 60; steps += 1) {
      await tab.keyboard.press('Tab')
      const focused = await tab.evaluate(() => {
        const at = document.activeElement
        return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
      })
      if (focused.includes(name)) return
    }
    throw new Error(`Tab never reached ${name}`)
  }

  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  expect(await tab.evaluate(() => document.activeElement?.id)).toBe('content')
  await reach('Communication strategy')
  await tab.keyboard.press('Enter')
  await tab.locator('main .contents.numbered a').first().waitFor()
  await reach('Customers')
  await tab.keyboard.press('Enter')
  await tab.locator('[role=textbox]').waitFor()
  await untilSaveStateIs(tab, 'Saved')

  // Into the text, to its end, a heading by its keys, bold from the toolbar, back by Escape.
  await reach('Text of the page')
  // The editor takes a moment to see where the browser has put the caret: in the title nothing can
  // be bold.
  await expect
    .poll(async () => {
      await tab.keyboard.press('Control+End')
      return await tab.getByRole('button', { name: 'Bold' }).getAttribute('aria-disabled')
    })
    .toBeNull()
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Control+Alt+2')
  await tab.keyboard.type('Made by keys')
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Alt+F10')
  await tab.keyboard.press('ArrowRight')
  expect(await tab.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Bold')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('bold words ')
  await tab.keyboard.press('Control+k')
  await tab.getByRole('dialog').waitFor()
  await tab.keyboard.type('javascript:alert(1)')
  await tab.keyboard.press('Enter')
  await tab.getByText('This address can’t be used').waitFor()
  await tab.keyboard.press('Control+a')
  await tab.keyboard.type('example.org')
  await tab.keyboard.press('Enter')
  await tab.locator('.page-text a[href="https://example.org"]').waitFor()
  expect(await tab.locator('.page-text h2').allTextContents()).toContain('Made by keys')
  expect(await tab.locator('.page-text strong').last().textContent()).toContain('bold words')
  await untilSaveStateIs(tab, 'Saved')
  expect(await textOnServer(aino, place)).toContain('Made by keys')
})

test('[W17] the interface speaks four languages, and the choice stays', async () => {
  const app = await startApp()
  const aino = await computer({ locale: 'fi-FI' })
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place)
  await untilSaveStateIs(tab, 'Tallennettu')
  await tab.locator('.account').click()
  for (const [language, saved] of [
    ['sv', 'Sparat'],
    ['nb', 'Lagret'],
    ['en', 'Saved'],
    ['sv', 'Sparat'],
  ] as const) {
    await tab.locator('.account-panel select').first().selectOption(language)
    await untilSaveStateIs(tab, saved)
    expect(await tab.evaluate(() => document.documentElement.lang)).toBe(language)
  }
  await tab.reload()
  await untilSaveStateIs(tab, 'Sparat')
})

test('[W18] a page is there after few requests and little data', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  // What the server finds out about new pages is told to everybody, once: before this begins.
  await expect
    .poll(async () => {
      const path = `/api/strategies/${place.strategy}/pages`
      const { pages } = (await ask(aino, app.url, 'GET', path)) as {
        pages: { progress: unknown }[]
      }
      return pages.every(({ progress }) => progress !== null)
    })
    .toBe(true)
  const tab = await aino.newPage()
  const session = await aino.newCDPSession(tab)
  await session.send('Network.enable')
  let bytes = 0
  let requests = 0
  const underway = new Set<string>()
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    underway.delete(requestId)
    bytes += encodedDataLength
  })
  session.on('Network.requestWillBeSent', ({ requestId }) => {
    underway.add(requestId)
    requests += 1
  })
  session.on('Network.webSocketCreated', () => (requests += 1))
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await tab.locator('[role=textbox]').waitFor()
  await untilSaveStateIs(tab, 'Saved')
  // The service worker's own fetching of the shell comes later and is not counted.
  expect(requests).toBeLessThanOrEqual(15)
  // The text is there before the font it is to be set in.
  await tab.evaluate(() => document.fonts.ready.then(() => undefined))
  await expect.poll(() => underway.size).toBe(0)
  expect(bytes).toBeLessThan(400_000)
})

/** What a tab asks the server for; what its service worker fetches is not the page's. */
function askedBy(tab: Page): string[] {
  const asked: string[] = []
  tab.on('request', (request) => {
    if (request.serviceWorker() === null) asked.push(new URL(request.url()).pathname)
  })
  return asked
}

test('[W263] what is over the text leaves the network to the first words, and comes then', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  const asked = askedBy(tab)
  const layers = () => asked.filter((path) => /\/assets\/layer-/.test(path))
  const text = tab.locator('[role=textbox]')
  await tab.clock.install({ time: 0 })
  await tab.clock.pauseAt(1_000)
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await expect
    .poll(async () => {
      await tab.clock.runFor(20)
      return await text.count()
    })
    .toBe(1)
  await text.focus()
  await tab.keyboard.press('Control+End')
  await tab.keyboard.type('Words and words')
  await sees(tab, 'Words and words')
  await tab.clock.runFor(1_500)
  expect(layers()).toEqual([])
  await tab.clock.runFor(600)
  await expect.poll(layers).toHaveLength(1)
})

test('[W240] what is over the text comes in one file when a sign asks for it', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await aino.newPage()
  const asked = askedBy(tab)
  await tab.goto(`${app.url}/pages/${place.pages[0]}`)
  await untilSaveStateIs(tab, 'Saved')
  const isOfLayer = (path: string) => /\/assets\/(?:layer|en)-.*\.(?:js|css)$/.test(path)
  const before = asked.filter(isOfLayer)
  await tab.locator('[role=textbox]').focus()
  await tab.keyboard.press('Control+End')
  await tab.keyboard.press('Enter')
  await tab.keyboard.type('/')
  await tab.locator('.suggest [role=option]').first().waitFor()
  expect(before.filter((path) => path.includes('layer'))).toEqual([])
  expect(asked.filter(isOfLayer).slice(before.length)).toEqual([
    expect.stringMatching(/\/layer-.*\.js$/),
  ])
})

test('[W19] it works under a path prefix', async () => {
  const port = await freePort()
  const publicUrl = new URL(`http://127.0.0.1:${port}/wiki`)
  const app = await startApp({ config: { port, publicUrl, basePath: '/wiki' } })
  const aino = await computer()
  const url = `${app.url}/wiki`
  const place = await foundedBy(aino, url, app.setupToken)
  const tab = await aino.newPage()
  await tab.goto(`${url}/`)
  await tab.locator('main .contents a').click()
  await tab.locator('main .contents.numbered a').first().click()
  await tab.locator('[role=textbox]').waitFor()
  await types(tab, 0, 'Under a prefix.')
  await untilSaveStateIs(tab, 'Saved')
  expect(tab.url()).toBe(`${url}/pages/${place.pages[0]}`)
  await tab.reload()
  await sees(tab, 'Under a prefix.')
})

test('[W20] on a phone everything to be touched is large enough', async () => {
  const app = await startApp()
  const aino = await phone()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place)
  await sees(tab, 'Customers')
  expect(await smallTargets(tab)).toEqual([])
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('No port'))
      })
    })
  })
}
