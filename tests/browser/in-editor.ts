/** Writing through the editor's own transactions, faster than any keyboard. */
import type { Editor } from '@tiptap/core'
import type { Page } from 'playwright-core'

/**
 * Puts words `<name><from>;` to `<name><to - 1>;` into the page, each with a transaction of its
 * own: at the start or the end of a paragraph, so that no two of them melt into one, and every
 * tenth time a character is typed and taken back. Resolves when the last is dispatched.
 */
export async function writesWords(tab: Page, name: string, from: number, to: number) {
  await tab.evaluate(
    ({ name, from, to }) => {
      const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
      const view = place?.editor?.view
      if (view === undefined) throw new Error('There is no editor')
      for (let n = from; n < to; n += 1) {
        const paragraphs: number[] = []
        view.state.doc.forEach((node, offset) => {
          if (node.type.name === 'paragraph') paragraphs.push(offset)
        })
        const start = paragraphs[(n * 7) % paragraphs.length] ?? 0
        const end = start + (view.state.doc.nodeAt(start)?.content.size ?? 0)
        const at = n % 3 === 0 ? end + 1 : start + 1
        view.dispatch(view.state.tr.insertText(`${name}${n};`, at))
        if (n % 10 === 0) {
          view.dispatch(view.state.tr.insertText('x', at))
          view.dispatch(view.state.tr.delete(at, at + 1))
        }
      }
    },
    { name, from, to },
  )
}

/** How often each word `<name><number>;` stands in the text. */
export function countOfWords(text: string, name: string): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const [, number] of text.matchAll(new RegExp(`${name}(\\d+);`, 'g'))) {
    counts.set(Number(number), (counts.get(Number(number)) ?? 0) + 1)
  }
  return counts
}

/** The numbers below `count` whose word is not in the text exactly once, and words beyond them. */
export function faultyWords(text: string, name: string, count: number): number[] {
  const counts = countOfWords(text, name)
  const numbers = new Set([...Array(count).keys(), ...counts.keys()])
  return [...numbers].filter((n) => n >= count || counts.get(n) !== 1)
}
