/** A booklet as the template draws it. */
import type { Booklet, Chapter } from '../piece.ts'
import { filled, wordsOf } from '../words/words.ts'
import { blocksOf } from './blocks-of.ts'
import { breakable, shortened } from './clean-text.ts'
import type { ReadablePictures, Sheet, SheetChapter } from './sheet.ts'

/** Everything of the booklet, in the order it is read. */
export function sheetOf(booklet: Booklet, pictures: ReadablePictures): Sheet {
  const words = wordsOf[booklet.language]
  const several = booklet.chapters.length > 1
  const title = shortened(booklet.title, 400).trim() || words.untitled
  const { edition } = booklet
  const made = edition?.foot ?? filled(words.madeAt, { day: booklet.made })
  const names = new Map(booklet.chapters.map(({ page }, place) => [page, `chapter-${place}`]))
  const above = [booklet.organisation, booklet.strategy ?? '', title]
  const front = [
    booklet.organisation,
    several ? '' : (booklet.strategy ?? ''),
    ...(edition?.front ?? [made, words.workingCopy]),
  ]

  const chapterOf = (chapter: Chapter, place: number): SheetChapter => {
    const { language, facts } = chapter
    return {
      name: `chapter-${place}`,
      title: breakable(shortened(chapter.title, 400).trim() || wordsOf[language].untitled),
      language,
      facts: facts.map(({ label, value }) => ({ label, value: breakable(value) })),
      blocks: blocksOf(chapter, { names, pictures, under: several ? 2 : 1 }),
    }
  }

  return {
    name: title,
    title: breakable(title),
    organisation: booklet.organisation.trim() === '' ? [] : [booklet.organisation],
    language: booklet.language,
    several,
    header: breakable(
      above
        .filter((part) => part.trim() !== '')
        .map((part) => shortened(part, 60))
        .join(' · '),
    ),
    made: breakable(made),
    page: words.page,
    contents: words.contents,
    front: front.filter((part) => part.trim() !== '').map((part) => breakable(part)),
    chapters: booklet.chapters.map(chapterOf),
  }
}
