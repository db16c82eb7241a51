/** Empty pages, for browsers to write in with what stands over the text. */
import type { Editor } from '@tiptap/core'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { contentIn, opensPage, type PlainNode } from './blocks-page.ts'
import { ask, type Place } from './organisation.ts'

/** Adds an empty page to the strategy. Gives its id. */
export async function emptyPage(
  computer: BrowserContext,
  place: Place,
  title: string,
  language = 'en',
): Promise<string> {
  const path = `/api/strategies/${place.strategy}/pages`
  const made = (await ask(computer, place.url, 'POST', path, { title, language })) as { id: string }
  return made.id
}

/** Opens a page and puts the caret into its first paragraph. */
export async function begins(computer: BrowserContext, place: Place, id: string): Promise<Page> {
  const tab = await opensPage(computer, place, id)
  await tab.locator('[role=textbox] > p:not(.question)').first().click()
  // The browser tells the editor of its selection a moment later.
  await tab.waitForFunction(() => {
    const text = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    return text?.editor?.state.selection.$head.parent.type.name === 'paragraph'
  })
  return tab
}

/** Types lines, each ended by Enter but the last. */
export async function typesLines(tab: Page, ...lines: readonly string[]): Promise<void> {
  for (const [n, line] of lines.entries()) {
    if (n > 0) await tab.keyboard.press('Enter')
    await tab.keyboard.type(line)
  }
}

/** The blocks of the page in short: `paragraph(One)`, `bulletList(listItem(paragraph(a)))`. */
export async function shape(tab: Page): Promise<string[]> {
  const { content = [] } = await contentIn(tab)
  return content.slice(1).map(short)
}

function short({ type, attrs, content = [], text }: PlainNode): string {
  if (text !== undefined) return text
  const level = type === 'heading' ? String(attrs?.['level']) : ''
  return `${type}${level}(${content.map(short).join('')})`
}

/** What the list over the text offers; those that have these words. */
export function offered(tab: Page, words = ''): Locator {
  return tab.locator('.suggest').getByRole('option').filter({ hasText: words })
}
