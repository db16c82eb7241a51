/** Pages with blocks of rows, for browsers to write in. */
import type { Editor } from '@tiptap/core'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { ask, type Place } from './organisation.ts'

/** Adds a page from a template; it is the strategy's last. */
export async function addPage(
  computer: BrowserContext,
  place: Place,
  template: string,
): Promise<string> {
  const path = `/api/strategies/${place.strategy}/pages`
  const made = (await ask(computer, place.url, 'POST', path, { template })) as { id: string }
  return made.id
}

/** Opens a page for writing. */
export async function opensPage(computer: BrowserContext, place: Place, id: string): Promise<Page> {
  const tab = await computer.newPage()
  await tab.goto(`${place.url}/pages/${id}`)
  await tab.locator('[role=textbox]').waitFor()
  return tab
}

/** A node of a page as JSON. */
export interface PlainNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly PlainNode[]
  readonly text?: string
}

/** What this tab's editor holds. */
export function contentIn(tab: Page): Promise<PlainNode> {
  return tab.evaluate(() => {
    const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    return place?.editor?.getJSON() as PlainNode
  })
}

/** The page on the server now. */
export async function contentOnServer(
  computer: BrowserContext,
  place: Place,
  id: string,
): Promise<PlainNode> {
  const path = `/api/pages/${id}/content`
  const answer = (await ask(computer, place.url, 'GET', path)) as { content: PlainNode }
  return answer.content
}

/** Pastes into the editor as the browser would hand it over. */
export function pastes(tab: Page, kind: 'html' | 'text', what: string): Promise<void> {
  return tab.evaluate(
    ([kind, what]) => {
      const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
      const view = place?.editor?.view
      if (kind === 'html') view?.pasteHTML(what)
      else view?.pasteText(what)
    },
    [kind, what] as const,
  )
}

/** The blocks of that name on the page. */
export function blocksOf(page: PlainNode, type: string): readonly PlainNode[] {
  return (page.content ?? []).filter((block) => block.type === type)
}

/** The words of each field of each row of a block, '' where there are none. */
export function wordsIn(block: PlainNode | undefined): string[][] {
  return (block?.content ?? []).map((row) => (row.content ?? []).map(wordsOf))
}

function wordsOf(node: PlainNode): string {
  if (node.type === 'hardBreak') return '\n'
  return node.text ?? (node.content ?? []).map(wordsOf).join('')
}

/** Puts the caret into the n-th field of that name (from 0; negative: from the last), at its end. */
export async function goesInto(tab: Page, field: string, n: number): Promise<void> {
  const fields = tab.locator(`[data-field=${field}]`)
  await fields.first().waitFor()
  const place = n < 0 ? (await fields.count()) + n : n
  // The browser tells the editor of its selection a moment later, and parts of the block may still
  // be coming and push the field from under the pointer.
  await expect
    .poll(async () => {
      await fields.nth(place).click()
      await tab.keyboard.press('End')
      return tab.evaluate(isAtEndOf, { field, place })
    })
    .toBe(true)
}

/** In the page: is the caret at the end of that field, for the editor too? */
function isAtEndOf({ field, place }: { field: string; place: number }): boolean {
  const text = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
  const view = text?.editor?.view
  if (view === undefined) return false
  const { selection } = view.state
  const { node } = view.domAtPos(selection.head)
  const inside = node instanceof Element ? node : node.parentElement
  const wanted = document.querySelectorAll(`[data-field=${field}]`)[place]
  return (
    inside?.closest('[data-field]') === wanted &&
    selection.empty &&
    selection.$head.parentOffset === selection.$head.parent.content.size
  )
}
