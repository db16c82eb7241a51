// @vitest-environment happy-dom
import { type ChainedCommands, Editor, type JSONContent } from '@tiptap/core'
import { expect, test } from 'vitest'
import { newId, threadId } from '#contract/ids.ts'
import { pageExtensions } from '#contract/page-schema.ts'
import { drawnMarks, marksOf, setMarks } from '../../client/editor/marks/drawn-marks.ts'
import { decorationsOf, drawnPlaces, redrawn } from '../../client/editor/marks/mark-decorations.ts'
import type { Mark } from '../../client/net/marked-text.ts'
import { node } from '../support/blocks.ts'

const p = (...content: string[]) => node('paragraph', null, ...content)

class Marked {
  readonly editor: Editor
  constructor(blocks: readonly JSONContent[]) {
    this.editor = new Editor({
      element: document.createElement('div'),
      injectCSS: false,
      extensions: [...pageExtensions, drawnMarks],
      content: { type: 'doc', content: [node('title', null, 'Plan'), ...blocks] },
    })
  }

  at(words: string): { from: number; to: number } {
    let found = -1
    this.editor.state.doc.descendants(({ text = '' }, at) => {
      if (text.includes(words)) found = at + text.indexOf(words)
    })
    return { from: found, to: found + words.length }
  }

  /** Draws a mark on each of these words, and nothing else. */
  draw(...all: string[]): void {
    const { state, view } = this.editor
    const placed = all.map((words) => {
      const id = { client: 1, clock: 1 }
      const mark: Mark = {
        thread: newId(threadId),
        kind: 'text',
        look: 'open',
        proposed: null,
        first: id,
        last: id,
      }
      return { ...this.at(words), mark }
    })
    const next = redrawn(marksOf(state), state.doc, decorationsOf(state.doc, placed, null))
    view.dispatch(setMarks(state.tr, next))
  }

  /** The words that are marked, as they stand in the browser and as the editor knows them. */
  get words(): { shown: (string | null)[]; known: string[] } {
    const { dom, state } = this.editor.view
    return {
      shown: [...dom.querySelectorAll('.commented')].map(({ textContent }) => textContent),
      known: [...drawnPlaces(marksOf(state)).values()].map(({ from, to }) =>
        state.doc.textBetween(from, to),
      ),
    }
  }
}

const words = ['first', 'second', 'third']
const three = ['one first', 'two second', 'one third']
const wrapped: [
  what: string,
  blocks: JSONContent[],
  change: (chain: ChainedCommands) => boolean,
][] = [
  [
    'paragraphs are quoted',
    three.map((text) => p(text)),
    (chain) => chain.wrapIn('blockquote').run(),
  ],
  [
    'quoted paragraphs are taken out',
    [node('blockquote', null, ...three.map((text) => p(text)))],
    (chain) => chain.lift('blockquote').run(),
  ],
  [
    'paragraphs become a list',
    three.map((text) => p(text)),
    (chain) => chain.toggleBulletList().run(),
  ],
]

test.each(wrapped)(
  '[M94] marks stay with their words, and go when they should, when %s',
  (...each) => {
    const [, blocks, change] = each
    const marked = new Marked(blocks)
    marked.draw(...words)
    const before = marked.editor.state.doc
    const selected = { from: marked.at('one first').from, to: marked.at('third').to }
    expect(change(marked.editor.chain().setTextSelection(selected))).toBe(true)
    expect(marked.editor.state.doc.eq(before)).toBe(false)
    expect(marked.words).toEqual({ shown: words, known: words })
    marked.draw('third')
    expect(marked.words).toEqual({ shown: ['third'], known: ['third'] })
  },
)
