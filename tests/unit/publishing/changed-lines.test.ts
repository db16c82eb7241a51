/** Pieces as the lines of which it is told how they changed. */
import { describe, expect, test } from 'vitest'
import { fileId, newId, pageId } from '#contract/ids.ts'
import { type Language, languages } from '#contract/records.ts'
import { linesOf } from '../../../server/publishing/changes/lines.ts'
import type { Piece, Runs } from '../../../server/publishing/piece.ts'

const runs = (text: string): Runs => [{ text, marks: [], to: null }]
const line = (text: string): Piece => ({ kind: 'paragraph', text: runs(text) })

describe('lines', () => {
  const cell = (text: string) => ({
    head: null,
    colspan: 1,
    rowspan: 1,
    align: null,
    content: text === '' ? [] : [line(text)],
  })
  const [page, file] = [newId(pageId), newId(fileId)]
  const all: readonly Piece[] = [
    { kind: 'heading', level: 2, text: runs('Rules') },
    { kind: 'callout', tone: 'important', content: [line('Read  this'), line('and that')] },
    { kind: 'details', summary: [], content: [line('inside')] },
    {
      kind: 'tasks',
      items: [{ done: false, owner: 'Aino', due: '1 May', content: [line('Do it')] }],
    },
    { kind: 'tasks', items: [{ done: true, owner: null, due: null, content: [line('Did it')] }] },
    { kind: 'table', caption: null, rows: [[cell('a'), cell(''), cell('c')]] },
    {
      kind: 'rule',
      stance: 'dont',
      text: runs('Never guess'),
      why: runs('It is wrong'),
      example: [],
      ask: [],
    },
    {
      kind: 'flow',
      steps: [
        {
          asks: true,
          title: runs('Is it true?'),
          action: runs('Thank'),
          who: runs('Shift'),
          owner: 'Aino',
          within: '2 h',
          ends: true,
        },
      ],
    },
    { kind: 'code', text: 'a\n  b\n', language: null },
    { kind: 'image', file, page, alt: 'Map', width: null, height: null, caption: runs('Here') },
    { kind: 'image', file, page, alt: '', width: null, height: null, caption: [] },
    { kind: 'file', file, page, name: 'plan.pdf', size: 1 },
    { kind: 'divider' },
    { kind: 'quote', content: [line('said')] },
    { kind: 'question', text: runs('Secret question?'), aside: false },
    { kind: 'internal', content: [line('Secret')] },
  ]
  const texts = (language: Language) => linesOf(all, language).map(({ text }) => text)

  test('[P384] every piece becomes lines; questions and what is internal none', () => {
    expect(texts('en')).toEqual([
      'Rules',
      'Important: Read this',
      'and that',
      'More',
      'inside',
      'To do: Do it · Owner: Aino · Due: 1 May',
      'Done: Did it',
      'a · c',
      'Don’t: Never guess',
      'Why: It is wrong',
      '1. Is it true? · If yes: Thank · stop here · Shift · Owner: Aino · 2 h',
      'a',
      '  b',
      'Picture: Map · Here',
      'Attached file: plan.pdf',
      'said',
    ])
  })

  test('[P384] in the words of each language', () => {
    const labels = (language: Language) =>
      texts(language).flatMap((text) => /^[^\d:]+(?=: )/.exec(text)?.[0] ?? [])
    expect(languages.map(labels)).toMatchInlineSnapshot(`
      [
        [
          "Important",
          "To do",
          "Done",
          "Don’t",
          "Why",
          "Picture",
          "Attached file",
        ],
        [
          "Tärkeää",
          "Tekemättä",
          "Tehty",
          "Älä",
          "Miksi",
          "Kuva",
          "Liitetiedosto",
        ],
        [
          "Viktig",
          "Ikke utført",
          "Utført",
          "Ikke",
          "Hvorfor",
          "Bilde",
          "Vedlagt fil",
        ],
        [
          "Viktigt",
          "Inte klar",
          "Klar",
          "Gör inte",
          "Varför",
          "Bild",
          "Bifogad fil",
        ],
      ]
    `)
  })
})
