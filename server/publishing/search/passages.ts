/** An edition as what can be found in it: titles, headings, rules and the texts between. */
import { unreachable } from '#contract/asserts.ts'
import type { Language } from '#contract/records.ts'
import type { EditionContent, EditionPage } from '../editions/edition-content.ts'
import { headingIdsOf } from '../html/pieces-html.ts'
import type { Piece, Runs } from '../piece.ts'
import { pageNames } from '../site/file-names.ts'
import { textIds } from '../site/text-page.ts'
import { plain } from '../texts.ts'
import { wordsOf } from '../words/words.ts'

/** From what is told first to what is told last. */
export const passageKinds = ['title', 'heading', 'rule', 'text'] as const
export type PassageKind = (typeof passageKinds)[number]

/** Something that can be found, and shown as one result. */
export interface Passage {
  readonly kind: PassageKind
  /** Name of the page's file without `.html`. */
  readonly file: string
  readonly title: string
  readonly language: Language
  /** The heading it stands under; empty = none. */
  readonly heading: string
  /** That heading's id on its page; null = none. */
  readonly id: string | null
  /** What is searched, and shown around what was found. */
  readonly text: string
}

/** Everything of the edition's pages that its readers can see as text, in their order. */
export function passagesOf({ pages }: Pick<EditionContent, 'pages'>): Passage[] {
  const names = pageNames(pages)
  return pages.flatMap((page) => ofPage(page, names.get(page.page) ?? 'index'))
}

function ofPage({ language, pieces, title }: EditionPage, file: string): Passage[] {
  const found: Passage[] = []
  const on = { file, title, language }
  const ids = headingIdsOf(pieces, {
    ...{ language, words: wordsOf[language], idPrefix: textIds, headingsFrom: 2 },
    ...{ picture: () => null, fileHref: () => null, pageHref: () => null },
  })
  let heading = ''
  let id: string | null = null
  let texts: string[] = []
  const add = (kind: PassageKind, text: string) =>
    void found.push({ ...on, kind, heading, id, text: text.replace(/\s+/g, ' ').trim() })
  const endText = () => {
    const text = texts.filter((one) => one.trim() !== '').join(' ')
    if (text !== '') add('text', text)
    texts = []
  }
  add('title', title)
  for (const piece of pieces) {
    if (piece.kind === 'heading') {
      endText()
      heading = plain(piece.text).trim()
      id = ids.get(piece) ?? null
      if (heading !== '') add('heading', heading)
    } else if (piece.kind === 'rule') {
      endText()
      const parts = textsOf(piece).filter((part) => part.trim() !== '')
      add('rule', parts.join(' · '))
    } else texts.push(...textsOf(piece))
  }
  endText()
  return found.filter(({ text }) => text !== '')
}

function textsOf(piece: Piece): string[] {
  const line = (runs: Runs) => plain(runs)
  const inner = (some: readonly (readonly Piece[])[]) => some.flat().flatMap(textsOf)
  switch (piece.kind) {
    case 'heading':
    case 'paragraph':
      return [line(piece.text)]
    // Never in an edition. Should one get there, it is not found either.
    case 'question':
    case 'internal':
    case 'divider':
      return []
    case 'list':
      return inner(piece.items)
    case 'tasks':
      return inner(piece.items.map(({ content }) => content))
    case 'quote':
    case 'callout':
      return inner([piece.content])
    case 'details':
      return [line(piece.summary), ...inner([piece.content])]
    case 'code':
      return [piece.text]
    case 'table':
      return [
        piece.caption ?? '',
        ...inner(piece.rows.flatMap((row) => row.map(({ content }) => content))),
      ]
    case 'image':
      return [piece.alt, line(piece.caption)]
    case 'file':
      return [piece.name]
    case 'rule':
      return [piece.text, piece.why, piece.example, piece.ask].map(line)
    case 'flow':
      return piece.steps.flatMap(({ action, title, who, within }) => [
        ...[title, action, who].map(line),
        within ?? '',
      ])
    default:
      return unreachable(piece)
  }
}
