/** Pages with blocks for the tests of blocks. */
import type { Editor, JSONContent } from '@tiptap/core'
import type { BrowserContext, Page } from 'playwright-core'
import { ask, type Place } from './organisation.ts'

/** Adds an empty page to the strategy; it becomes the place's only one. */
export async function emptyPage(computer: BrowserContext, place: Place): Promise<Place> {
  const path = `/api/strategies/${place.strategy}/pages`
  const page = (await ask(computer, place.url, 'POST', path, { title: 'Blocks' })) as { id: string }
  return { ...place, pages: [page.id] }
}

/** Puts blocks into the page through the tab's own editor, in the place of its text. */
export async function fills(tab: Page, blocks: readonly JSONContent[]): Promise<void> {
  await tab.evaluate((content) => {
    const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    const editor = place?.editor
    if (editor === undefined) throw new Error('There is no editor')
    const { doc } = editor.state
    const from = doc.firstChild?.nodeSize ?? 0
    editor.commands.insertContentAt({ from, to: doc.content.size }, content)
  }, blocks as JSONContent[])
}

/** The page's nodes as the tab's editor has them, without the title and what is not chosen. */
export async function nodes(tab: Page): Promise<JSONContent[]> {
  const content = await tab.evaluate(() => {
    const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    return place?.editor?.getJSON().content ?? []
  })
  return content.slice(1).map(chosen)
}

function chosen({ attrs, content, ...node }: JSONContent): JSONContent {
  const kept = Object.entries(attrs ?? {}).filter(([, value]) => value !== null)
  return {
    ...node,
    ...(kept.length > 0 && { attrs: Object.fromEntries(kept) }),
    ...(content && { content: content.map(chosen) }),
  }
}

/** A paragraph. */
export const line = (text = ''): JSONContent => ({
  type: 'paragraph',
  ...(text !== '' && { content: [{ type: 'text', text }] }),
})

/** The page on the server now, without the title. */
export async function nodesOnServer(computer: BrowserContext, place: Place) {
  const path = `/api/pages/${place.pages[0]}/content`
  const { content } = (await ask(computer, place.url, 'GET', path)) as { content: JSONContent }
  return (content.content ?? []).slice(1).map(chosen)
}
