/** People at browsers on a page that is talked about. */
import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { DiscussedPage } from '../support/discussed-page.ts'
import type { Member } from '../support/wiki.ts'

/** Signs a person in on a computer. */
export async function sitsAt(computer: BrowserContext, { browser }: Member): Promise<void> {
  const cookies = [browser.cookie, browser.device].flatMap((pair) => {
    if (pair === null) return []
    const at = pair.indexOf('=')
    return [{ name: pair.slice(0, at), value: pair.slice(at + 1), url: browser.app.url }]
  })
  await computer.addCookies(cookies)
}

/** Opens the page that is talked about, at a thread when one is named. */
export async function opensTalk(
  computer: BrowserContext,
  talk: DiscussedPage,
  who: Member,
  thread?: string,
): Promise<Page> {
  await sitsAt(computer, who)
  const tab = await computer.newPage()
  const at = thread === undefined ? '' : `?thread=${thread}`
  await tab.goto(`${talk.app.url}/pages/${talk.page}${at}`)
  await tab.locator('.page-text > h1').waitFor()
  return tab
}

/** The card of the thread that says, or is about, these words. */
export function card(tab: Page, words: string): Locator {
  return tab.locator('article.thread').filter({ hasText: words })
}
