import { ExternalHyperlink, type IRunOptions, type ParagraphChild, TextRun } from 'docx'
import { isSafeHref } from '#contract/href.ts'
import type { PageId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import type { Run, Runs } from '../piece.ts'
import type { Ready } from '../readable-pictures.ts'
import type { Words } from '../words/shape.ts'

/** What a Word file is made with, beside the pieces themselves. */
export interface DocxAround {
  readonly words: Words
  readonly language: Language
  /** An absolute address, or null: the name stands there as text. */
  readonly pageAddress: (page: PageId) => string | null
  readonly pictures: ReadonlyMap<string, Ready>
  /** Another numbering for every list, so that each begins anew. */
  readonly numbering: (start: number) => string
}

/** Words in the page's language; a line break stays one. */
export function docxOfRuns(
  runs: Runs,
  around: DocxAround,
  look: Pick<IRunOptions, 'bold' | 'italics' | 'color'> = {},
): ParagraphChild[] {
  return runs
    .map((run) => {
      const href = addressOf(run.to, around)
      const children = textRuns(run, around, {
        ...look,
        ...(href !== null && { style: 'Hyperlink' }),
      })
      return href === null ? children : [new ExternalHyperlink({ link: href, children })]
    })
    .flat()
}

/** A text without marks. */
export function docxOfWords(
  text: string,
  around: DocxAround,
  look: Pick<IRunOptions, 'bold' | 'italics' | 'color'> = {},
): ParagraphChild[] {
  return textRuns({ text, marks: [], to: null }, around, look)
}

function textRuns({ marks, text }: Run, { language }: DocxAround, look: IRunOptions): TextRun[] {
  return inXml(text)
    .split('\n')
    .map(
      (line, at) =>
        new TextRun({
          ...look,
          text: line,
          ...(at > 0 && { break: 1 }),
          language: { value: languageTags[language] },
          ...(marks.includes('bold') && { bold: true }),
          ...(marks.includes('italic') && { italics: true }),
          ...(marks.includes('underline') && { underline: {} }),
          ...(marks.includes('strike') && { strike: true }),
          ...(marks.includes('code') && { font: 'Courier New' }),
        }),
    )
}

/** Languages as Word names them. */
export const languageTags: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fi: 'fi-FI',
  nb: 'nb-NO',
  sv: 'sv-SE',
}

/** Characters that XML does not allow are left out. */
export function inXml(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
}

function addressOf(to: Run['to'], { pageAddress }: DocxAround): string | null {
  if (to === null) return null
  const href = 'page' in to ? pageAddress(to.page) : to.href
  // A path of this installation leads nowhere from anywhere else.
  return isSafeHref(href) && !href.startsWith('/') && !href.startsWith('#') ? href : null
}
