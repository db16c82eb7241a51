/** Passages of a page as browsers name them, and what stands there. */
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import type { Spot, YjsId } from '#contract/threads.ts'

interface Letter {
  readonly id: YjsId
  readonly unit: string
}

/** Every UTF-16 unit of the page, in order. */
export function lettersOf(doc: Y.Doc): readonly Letter[] {
  const letters: Letter[] = []
  for (const type of doc.getXmlFragment(pageRoot).createTreeWalker(() => true)) {
    if (!(type instanceof Y.XmlText)) continue
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue
      const { client, clock } = item.id
      for (const [i, unit] of item.content.str.split('').entries()) {
        letters.push({ id: { client, clock: clock + i }, unit })
      }
    }
  }
  return letters
}

/** Where words stand first. */
export function spotOf(doc: Y.Doc, words: string): Spot {
  const letters = lettersOf(doc)
  const from = letters
    .map(({ unit }) => unit)
    .join('')
    .indexOf(words)
  const [first, last] = [letters[from], letters[from + words.length - 1]]
  if (!first || !last) throw new Error(`There is no “${words}”.`)
  return { first: first.id, last: last.id }
}

/** What stands at a spot; null where an end of it does not stand on the page. */
export function wordsAt(doc: Y.Doc, { first, last }: Spot): string | null {
  const letters = lettersOf(doc)
  const [from, to] = [first, last].map((end) =>
    letters.findIndex(({ id }) => id.client === end.client && id.clock === end.clock),
  )
  if (from === undefined || to === undefined || from < 0 || to < 0) return null
  return letters
    .slice(from, to + 1)
    .map(({ unit }) => unit)
    .join('')
}

/** The text that words stand in, unformatted, and where in it they begin. */
export function lineWith(doc: Y.Doc, words: string): { line: Y.XmlText; index: number } {
  for (const line of doc.getXmlFragment(pageRoot).createTreeWalker(() => true)) {
    const index = line instanceof Y.XmlText ? line.toJSON().indexOf(words) : -1
    if (line instanceof Y.XmlText && index >= 0) return { line, index }
  }
  throw new Error(`There is no “${words}”.`)
}
