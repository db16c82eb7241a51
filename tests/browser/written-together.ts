/** A page that two people wrote, split, moved and deleted on, for the tests of its history. */
import type { Editor, JSONContent } from '@tiptap/core'
import type { BrowserContext, Page } from 'playwright-core'
import { untilSaveStateIs } from './chromium.ts'
import { ask, opens, type Place } from './organisation.ts'
import { emptyPage, fills, line } from './page-of-blocks.ts'

export const heading = (text: string, level = 2): JSONContent => ({
  ...line(text),
  type: 'heading',
  attrs: { level },
})

const cell = (text: string): JSONContent => ({ type: 'tableCell', content: [line(text)] })
const row = (...texts: string[]): JSONContent => ({ type: 'tableRow', content: texts.map(cell) })

const before: readonly JSONContent[] = [
  heading('When we speak for the town'),
  line('Anyone who knows the matter answers soon under their own name.'),
  line('Employees must not comment on decisions without permission from their supervisor.'),
  heading('When someone is unhappy with us'),
  line('People who feel heard also read the answer. We never remove criticism from our pages.'),
  line('Thank them before you explain.'),
  {
    type: 'table',
    content: [row('Question', 'Who answers'), row('Buses', 'Traffic'), row('Schools', 'Education')],
  },
]

/** Selects these words in the tab's editor, or puts the caret behind them. */
async function at(tab: Page, words: string, how: 'on' | 'behind'): Promise<void> {
  await tab.evaluate(
    ([text, wanted]) => {
      const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
      const editor = place?.editor
      if (editor === undefined) throw new Error('There is no editor')
      let from = -1
      editor.state.doc.descendants((node, pos) => {
        const index = node.isTextblock ? node.textContent.indexOf(text) : -1
        if (index >= 0) from = pos + 1 + index
      })
      if (from < 0) throw new Error(`No "${text}"`)
      const to = from + text.length
      editor.view.focus()
      editor.commands.setTextSelection(wanted === 'on' ? { from, to } : to)
    },
    [words, how] as const,
  )
}

/** Takes the block or row with these words out of the tab's page; gives it for putting it back. */
async function without(tab: Page, words: string, type: string, before?: string): Promise<void> {
  await tab.evaluate(
    ([text, name, other]) => {
      const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
      const editor = place?.editor
      if (editor === undefined) throw new Error('There is no editor')
      const find = (wanted: string) => {
        let found = { from: -1, to: -1 }
        editor.state.doc.descendants((node, pos) => {
          if (node.type.name === name && node.textContent.includes(wanted)) {
            found = { from: pos, to: pos + node.nodeSize }
          }
        })
        return found
      }
      const { from, to } = find(text)
      const moved = editor.state.doc.slice(from, to).content
      const { tr } = editor.state
      tr.delete(from, to)
      if (other !== undefined) tr.insert(tr.mapping.map(find(other).from), moved)
      editor.view.dispatch(tr)
    },
    [words, type, before] as const,
  )
}

export interface WrittenTogether {
  readonly place: Place
  /** The address of the page's history, without a place in it. */
  readonly history: string
  /** The moment before Bo came, which has a name. */
  readonly since: number
}

/** Aino writes a page and names the moment; then both write, split, move, delete and format. */
export async function writtenTogether(
  aino: BrowserContext,
  bo: BrowserContext,
  founded: Place,
): Promise<WrittenTogether> {
  const { url } = founded
  const place = await emptyPage(aino, founded)
  const [page] = place.pages
  const mine = await opens(aino, place)
  await fills(mine, before)
  await untilSaveStateIs(mine, 'Saved')
  const version = (await ask(aino, url, 'POST', `/api/pages/${page}/versions`, {
    name: 'After workshop 1',
    note: 'The first round, all units.',
  })) as { seq: number }
  const theirs = await opens(bo, place)
  await at(mine, 'soon', 'on')
  await mine.keyboard.type('today')
  await at(theirs, 'read the answer.', 'behind')
  await theirs.keyboard.press('Enter')
  await at(theirs, 'their own name', 'behind')
  await theirs.keyboard.type(' and says where they work')
  await without(theirs, 'Employees must not', 'paragraph')
  await without(theirs, 'Schools', 'tableRow')
  await without(mine, 'Thank them', 'paragraph', 'People who feel heard')
  await at(mine, 'never', 'on')
  await mine.keyboard.press('Control+b')
  await untilSaveStateIs(mine, 'Saved')
  await untilSaveStateIs(theirs, 'Saved')
  await Promise.all([mine.close(), theirs.close()])
  return { place, history: `${url}/pages/${page}/history`, since: version.seq }
}
