/**
 * Real browsers for the tests: Chromium, with everything that a page must never do listened for.
 * Contexts are as strangers to each other as two people's computers.
 */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'

const executablePath = process.env['TALKOOT_CHROMIUM'] ?? '/usr/bin/chromium'
const launch = { executablePath, args: ['--no-sandbox'] }

/** What a page did that none of ours may do: faults, and what the content policy stopped. */
const wrong: string[] = []
let browser: Browser | null = null

beforeAll(async () => {
  browser = await chromium.launch(launch)
})

afterAll(async () => {
  await browser?.close()
})

/** A computer of its own: desktop unless told otherwise. Gone with the test. */
export async function computer(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  if (browser === null) throw new Error('Chromium is not running')
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    ...options,
  })
  onTestFinished(() => context.close())
  await watch(context)
  return context
}

/** A phone. */
export function phone(): Promise<BrowserContext> {
  return computer({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
}

/** A computer that can be switched off: what it keeps is in a folder. */
export async function computerIn(
  folder: string,
  options: BrowserContextOptions & { readonly args?: readonly string[] } = {},
): Promise<BrowserContext> {
  const { args = [], ...others } = options
  const context = await chromium.launchPersistentContext(folder, {
    ...launch,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    ...others,
    args: [...launch.args, ...args],
  })
  await watch(context)
  return context
}

async function watch(context: BrowserContext): Promise<void> {
  wrong.length = 0
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`POLICY ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  context.on('page', (page) => {
    page.on('pageerror', (error) => wrong.push(`${error.name}: ${error.message}`))
    page.on('console', (message) => {
      if (/POLICY|Content Security Policy|not accept|inline style/i.test(message.text())) {
        wrong.push(message.text())
      }
    })
  })
}

/** No page of this test threw, and none did what the content policy forbids. */
export function expectCleanPages(): void {
  expect(wrong).toEqual([])
}

/** Waits until the page says exactly this about saving: "Saved" is no part of "Not saved". */
export async function untilSaveStateIs(page: Page, words: string | RegExp): Promise<void> {
  const hasText = typeof words === 'string' ? new RegExp(`^\\s*${words}\\s*$`) : words
  await page.locator('.save').filter({ hasText }).waitFor()
}
