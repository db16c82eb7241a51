/** People at browsers on a page that is talked about. */
import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { DiscussedPage } from '../support/discussed-page.ts'
import type { Member } from '../support/wiki.ts'

/** Signs a person in on a computer. */
export async function sitsAt(
  computer: BrowserContext,
  { browser }: Pick<Member, 'browser'>,
): Promise<void> {
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

/** A field of a card by its name. */
export function fieldIn(card: Locator, name: string): Locator {
  return card.getByLabel(name)
}

/** Selects words of the text, wherever in it they stand together. */
export async function selects(tab: Page, words: string): Promise<void> {
  await tab.locator('.page-text').getByText(words).first().waitFor()
  // What a reader needs to select words by comes with the first sign of life.
  await tab.mouse.move(400, 300)
  await tab.mouse.move(420, 320)
  await tab.locator('.page-text[contenteditable=true], .page-text [data-run]').first().waitFor()
  await tab.evaluate((sought) => {
    const text = document.querySelector<HTMLElement>('.page-text')
    if (text === null) throw new Error('there is no text')
    if (text.isContentEditable) text.focus()
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    const nodes: Text[] = []
    let all = ''
    for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
      nodes.push(node)
      all += node.data
    }
    const from = all.indexOf(sought)
    const place = (at: number, end: boolean): [Text, number] => {
      let before = 0
      for (const node of nodes) {
        const within = at - before
        if (within < node.data.length || (end && within === node.data.length)) return [node, within]
        before += node.data.length
      }
      throw new Error('the words are not there')
    }
    const range = document.createRange()
    range.setStart(...place(from, false))
    range.setEnd(...place(from + sought.length, true))
    const selection = getSelection()
    selection?.removeAllRanges()
    selection?.addRange(range)
  }, words)
  // Whoever draws the text is told of it in the next frames.
  await tab.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
}
