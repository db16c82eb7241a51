/** A booklet as Markdown. */
import type { Booklet, Chapter } from '../piece.ts'
import { madeNote, wordsOf } from '../words/words.ts'
import { markdownOfPieces } from './pieces-markdown.ts'
import { literal, type MarkdownAround } from './runs-markdown.ts'

/** Addresses are absolute; null = there is none, and the name stands there as text. */
export function markdownOf(
  booklet: Booklet,
  pageAddress: MarkdownAround['pageAddress'],
  fileAddress: MarkdownAround['fileAddress'],
): string {
  const { chapters, language, made, organisation, strategy, title } = booklet
  const several = chapters.length > 1
  const above = [organisation, strategy].filter((name) => name !== null).join(' · ')
  const parts = [
    ...(several ? [`# ${heading(title)}`] : []),
    ...chapters.map((chapter) => {
      const around = { words: wordsOf[chapter.language], pageAddress, fileAddress }
      return markdownOfChapter(chapter, around, several ? 1 : 0)
    }),
    `---\n\n*${literal(above)}*  \n*${literal(madeNote(language, made))}*`,
  ]
  return `${parts.join('\n\n')}\n`
}

function markdownOfChapter(
  { facts, pieces, title }: Chapter,
  around: MarkdownAround,
  down: number,
): string {
  const list = facts.map(({ label, value }) => `- ${literal(label)}: ${literal(value)}`)
  const parts = [
    `${'#'.repeat(1 + down)} ${heading(title)}`,
    list.join('\n'),
    markdownOfPieces(pieces, around, down),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

const heading = (text: string) => literal(text.replace(/\s+/g, ' '))
