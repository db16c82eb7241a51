/** Booklets for the tests of HTML: one with every kind of piece, all with the same text. */
import { fileId, pageId } from '#contract/ids.ts'
import type { Booklet, Piece, Pictures, Runs } from '../../../server/publishing/piece.ts'

export const page = pageId.parse('p'.repeat(20))
export const otherPage = pageId.parse('q'.repeat(20))
export const file = fileId.parse('f'.repeat(20))
const lost = fileId.parse('g'.repeat(20))

export const run = (text: string): Runs => [{ text, marks: [], to: null }]
export const line = (text: string): Piece => ({ kind: 'paragraph', text: run(text) })

const cell = (text: string, head: 'column' | 'row' | null) => ({
  head,
  colspan: 1,
  rowspan: 1,
  align: null,
  content: [line(text)],
})

/** Every kind of piece, with the text wherever text may be. */
export function everyPiece(text: string): Piece[] {
  const words = run(text)
  const link: Runs = [{ text, marks: ['bold', 'code'], to: { href: text } }]
  const step = { title: words, action: words, who: words, owner: text, within: text }
  return [
    { kind: 'heading', level: 2, text: words },
    { kind: 'paragraph', text: link },
    { kind: 'heading', level: 3, text: words },
    { kind: 'question', text: words, aside: true },
    { kind: 'internal', content: [line(text)] },
    { kind: 'list', start: null, items: [[line(text)], [line(text)]] },
    { kind: 'list', start: 4, items: [[line(text)]] },
    {
      kind: 'tasks',
      items: [
        { done: true, owner: text, due: text, content: [line(text)] },
        { done: false, owner: null, due: null, content: [line(text)] },
      ],
    },
    { kind: 'quote', content: [line(text)] },
    { kind: 'code', text, language: text },
    { kind: 'divider' },
    {
      kind: 'table',
      caption: text,
      rows: [
        [cell(text, 'column'), cell(text, 'column'), cell(text, 'column')],
        [cell(text, 'row'), cell(text, null), cell(text, null)],
      ],
    },
    ...(['note', 'tip', 'important', 'warning'] as const).map((tone): Piece => ({
      kind: 'callout',
      tone,
      content: [line(text)],
    })),
    { kind: 'details', summary: words, content: [line(text)] },
    { kind: 'image', file, page, alt: text, width: 40, height: 30, caption: words },
    { kind: 'image', file: lost, page, alt: text, width: null, height: null, caption: words },
    { kind: 'file', file, page, name: text, size: 1_400_000 },
    { kind: 'rule', stance: 'do', text: words, why: words, example: words, ask: words },
    { kind: 'rule', stance: 'dont', text: words, why: words, example: words, ask: words },
    {
      kind: 'flow',
      steps: [
        { ...step, asks: true, ends: true },
        { ...step, asks: true, ends: false },
        { ...step, asks: false, ends: true },
      ],
    },
  ]
}

/** Two chapters, of which the second is in Finnish, with the text in every place. */
export function bookletWith(text: string, pieces: readonly Piece[] = everyPiece(text)): Booklet {
  const facts = [{ label: text, value: text }]
  return {
    title: text,
    language: 'en',
    organisation: text,
    strategy: null,
    made: text,
    chapters: [
      { page, title: text, language: 'en', facts, pieces },
      { page: otherPage, title: text, language: 'fi', facts, pieces: [line(text)] },
    ],
  }
}

/** One point, green. */
export const pictures: Pictures = new Map([
  [
    file,
    {
      type: 'image/png',
      bytes: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAEBwIAqDDoSwAAAABJRU5ErkJggg==',
        'base64',
      ),
    },
  ],
])
