/** Booklets: pages as they are now, put together for one reader. */
import type { JSONContent } from '@tiptap/core'
import type { FileId, PageId, PersonId } from '#contract/ids.ts'
import type { Language, Page } from '#contract/records.ts'
import type { Booklet, Chapter, Piece } from './piece.ts'
import type { Making } from './piece-making.ts'
import { piecesOf } from './pieces-of.ts'
import { words as asRuns } from './texts.ts'
import { wordsOf } from './words/words.ts'

/** A page with its text. */
export interface WrittenPage {
  readonly page: Page
  readonly content: JSONContent
}

/** What a booklet is made of. */
export interface BookletOf {
  readonly organisation: string
  /** Null for a single page, which gives the booklet its title. */
  readonly strategy: { readonly name: string; readonly language: Language } | null
  /** At least one, of one strategy of this name. */
  readonly pages: readonly [WrittenPage, ...WrittenPage[]]
  readonly strategyName: string
  readonly extent: Making['extent']
  readonly nameOf: Making['nameOf']
  /** Milliseconds since 1970. */
  readonly now: number
}

export function bookletOf(given: BookletOf): Booklet {
  const { extent, nameOf, now, organisation, pages, strategy, strategyName } = given
  const [first] = pages
  const language = strategy?.language ?? first.page.language
  const words = wordsOf[language]
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    title: strategy?.name ?? (titleOf(first.page) || words.untitled),
    language,
    organisation,
    strategy: strategy === null ? strategyName : null,
    made: day.format(now),
    chapters: pages.map((one) => chapterOf(one, { extent, nameOf })),
  }
}

/** The pictures that a booklet shows, with the pages that they belong to. */
export function picturesIn(booklet: Booklet): ReadonlyMap<FileId, PageId> {
  const found = new Map<FileId, PageId>()
  const walk = (pieces: readonly Piece[]): void => {
    for (const piece of pieces) {
      if (piece.kind === 'image') found.set(piece.file, piece.page)
      for (const part of partsOf(piece)) walk(part)
    }
  }
  for (const { pieces } of booklet.chapters) walk(pieces)
  return found
}

/** What stands within a piece. */
export function partsOf(piece: Piece): readonly (readonly Piece[])[] {
  switch (piece.kind) {
    case 'internal':
    case 'quote':
    case 'callout':
    case 'details':
      return [piece.content]
    case 'list':
      return piece.items
    case 'tasks':
      return piece.items.map(({ content }) => content)
    case 'table':
      return piece.rows.flatMap((row) => row.map(({ content }) => content))
    case 'heading':
    case 'paragraph':
    case 'question':
    case 'code':
    case 'divider':
    case 'image':
    case 'file':
    case 'rule':
    case 'flow':
      return []
  }
}

function titleOf({ title }: Page): string {
  return title.trim()
}

function chapterOf(
  { content, page }: WrittenPage,
  { extent, nameOf }: Pick<BookletOf, 'extent' | 'nameOf'>,
): Chapter {
  const { keyQuestion, language } = page
  const words = wordsOf[language]
  const pieces = piecesOf(content, { language, extent, nameOf })
  const asked: Piece[] =
    extent === 'whole' && keyQuestion !== undefined && keyQuestion !== ''
      ? [{ kind: 'question', text: asRuns(keyQuestion), aside: false }]
      : []
  return {
    page: page.id,
    title: titleOf(page) || words.untitled,
    language,
    facts: factsOf(page, nameOf),
    pieces: [...asked, ...pieces],
  }
}

function factsOf(
  { deputy, language, owner, reviewOn, status }: Page,
  nameOf: (person: PersonId) => string | null,
): Chapter['facts'] {
  const words = wordsOf[language]
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const facts: [string, string | null][] = [
    [words.status, words[`status_${status}`]],
    [words.owner, owner && nameOf(owner)],
    [words.deputy, deputy && nameOf(deputy)],
    [words.nextReview, reviewOn && day.format(new Date(`${reviewOn}T00:00:00Z`))],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}
