/** A booklet as a Word file (Office Open XML): real headings, lists, tables and page numbers. */
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TableOfContents,
  TextRun,
} from 'docx'
import type { PageId } from '#contract/ids.ts'
import type { Booklet, Chapter, Pictures } from '../piece.ts'
import { readablePictures } from '../readable-pictures.ts'
import { madeNote, wordsOf } from '../words/words.ts'
import { docxOfPieces } from './pieces-docx.ts'
import { type DocxAround, docxOfWords, inXml, languageTags } from './runs-docx.ts'

const bullets = ['•', '◦', '▪']

/** `pageAddress` is absolute; null = the page's name stands there as text. */
export async function docxOf(
  booklet: Booklet,
  pictures: Pictures,
  pageAddress: (page: PageId) => string | null,
): Promise<Uint8Array> {
  const { chapters, language, made, organisation, strategy, title } = booklet
  const ready = await readablePictures(pictures)
  const starts: number[] = []
  const shared = {
    pageAddress,
    pictures: new Map(ready.map((one) => [one.file, one])),
    numbering: (start: number) => `numbers-${starts.push(start)}`,
  }
  const several = chapters.length > 1
  const around: DocxAround = { ...shared, language, words: wordsOf[language] }
  const above = [organisation, strategy].filter((name) => name !== null).join(' · ')
  const front = [
    new Paragraph({ children: docxOfWords(above, around, { color: '525A56' }) }),
    ...(several
      ? [
          new Paragraph({ heading: HeadingLevel.TITLE, children: docxOfWords(title, around) }),
          new TableOfContents(around.words.contents, { hyperlink: true, headingStyleRange: '1-2' }),
        ]
      : []),
  ]
  const children = chapters.flatMap((chapter) => {
    const of: DocxAround = {
      ...shared,
      language: chapter.language,
      words: wordsOf[chapter.language],
    }
    return chapterOf(chapter, of, several)
  })
  const document = new Document({
    title: inXml(title),
    creator: inXml(organisation),
    description: inXml(madeNote(language, made)),
    styles: {
      default: {
        document: {
          run: { font: 'Georgia', size: 22, language: { value: languageTags[language] } },
          paragraph: { spacing: { after: 120, line: 288 } },
        },
      },
      paragraphStyles: [
        { id: 'Quote', name: 'Quote', basedOn: 'Normal', run: { italics: true, color: '525A56' } },
        { id: 'Caption', name: 'caption', basedOn: 'Normal', run: { color: '525A56', size: 19 } },
        {
          id: 'Code',
          name: 'Code',
          basedOn: 'Normal',
          run: { font: 'Courier New', size: 19 },
          paragraph: { spacing: { after: 0 } },
        },
      ],
    },
    numbering: {
      config: [
        { reference: 'bullets', levels: levelsOf(LevelFormat.BULLET, 1) },
        ...starts.map((start, at) => ({
          reference: `numbers-${at + 1}`,
          levels: levelsOf(LevelFormat.DECIMAL, start),
        })),
      ],
    },
    sections: [
      { footers: { default: footerOf(booklet, around) }, children: [...front, ...children] },
    ],
  })
  return Packer.toBuffer(document)
}

function chapterOf(
  { facts, pieces, title }: Chapter,
  around: DocxAround,
  several: boolean,
): (Paragraph | Table)[] {
  return [
    new Paragraph({
      heading: several ? HeadingLevel.HEADING_1 : HeadingLevel.TITLE,
      pageBreakBefore: several,
      children: docxOfWords(title, around),
    }),
    ...facts.map(
      ({ label, value }) =>
        new Paragraph({
          spacing: { after: 0 },
          children: [
            ...docxOfWords(`${label}: `, around, { color: '525A56' }),
            ...docxOfWords(value, around, { bold: true }),
          ],
        }),
    ),
    ...docxOfPieces(pieces, around),
  ]
}

function footerOf({ language, made }: Booklet, around: DocxAround): Footer {
  const note = docxOfWords(madeNote(language, made), around, { color: '525A56' })
  const page = new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })
  return new Footer({
    children: [
      new Paragraph({ children: note }),
      new Paragraph({ alignment: AlignmentType.RIGHT, children: [page] }),
    ],
  })
}

function levelsOf(format: (typeof LevelFormat)[keyof typeof LevelFormat], start: number) {
  return Array.from({ length: 9 }, (_, level) => ({
    level,
    format,
    text:
      format === LevelFormat.BULLET ? (bullets[level % bullets.length] ?? '•') : `%${level + 1}.`,
    start: level === 0 ? start : 1,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 720 * (level + 1), hanging: 360 } } },
  }))
}
