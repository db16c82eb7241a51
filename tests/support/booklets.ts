/** Booklets for tests of what they become. */
import { newId, pageId } from '#contract/ids.ts'
import type { Booklet, Cell, Piece, Runs } from '../../server/publishing/piece.ts'

/** Words without marks. */
export const line = (text: string): Runs => [{ text, marks: [], to: null }]

export const cell = (text: string, head: Cell['head'] = null): Cell => ({
  head,
  colspan: 1,
  rowspan: 1,
  align: null,
  content: [{ kind: 'paragraph', text: line(text) }],
})

/** A page of its own, or one for each list of pieces. */
export function bookletWith(...chapters: readonly (readonly Piece[])[]): Booklet {
  return {
    title: 'Goals & means',
    language: 'en',
    organisation: 'Björkköping',
    strategy: chapters.length > 1 ? null : 'Strategy 2027',
    made: '23 November 2026',
    chapters: chapters.map((pieces, at) => ({
      page: newId(pageId),
      title: chapters.length > 1 ? `Page ${at + 1}` : 'Goals & means',
      language: at === 1 ? 'fi' : 'en',
      facts: [{ label: 'Owner', value: 'Aino <Aalto>' }],
      pieces,
    })),
  }
}
