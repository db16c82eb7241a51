import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { commentId, newId, pageId, personId, threadId } from '#contract/ids.ts'
import { languages } from '#contract/records.ts'
import { asCsv } from '../../server/comments/export-csv.ts'
import { asMarkdown } from '../../server/comments/export-markdown.ts'
import type { Exported } from '../../server/comments/exported.ts'
import { passageWithout, textWithout } from '../../server/history/taken-words.ts'
import { payloads } from '../support/attacks/html.ts'

const by = newId(personId)
const at = '2027-03-31T10:15:00.000Z'

function exported(texts: readonly string[], over: Partial<Exported> = {}): Exported {
  return {
    title: 'Our tone',
    language: 'en',
    named: {
      people: [{ id: by, name: 'Aino', unit: 'Forestry', guest: false, manager: true }],
      units: [],
    },
    threads: texts.map((text) => ({
      ...{ id: newId(threadId), page: newId(pageId), revision: 1, seq: 1, reopened: [] },
      anchor: {
        ...{ first: { client: 1, clock: 1 }, last: { client: 1, clock: 1 }, kind: 'text' },
        ...{ quote: text, seq: 1, lastThere: null },
      } as const,
      proposal: { from: text, to: text },
      ending: { fate: 'declined', reason: text, by, at, into: null, seq: null } as const,
      comments: [
        {
          ...{ id: newId(commentId), by, at, text, deletedAt: null, hidden: null },
          ...{ reactions: [], editedAt: null, before: [] },
        },
      ],
    })),
    ...over,
  }
}

const hostile = [
  ...payloads.map(({ html }) => html),
  '# not a heading',
  '=====',
  '- - -',
  '1. one',
  '[x](javascript:alert(1))',
  '![x](https://example.org/track.png)',
  '```\ncode\n```',
  '| a | b |\n|---|---|',
  '> quoted',
  '    indented',
  '<!-- hidden',
  '&lt;script&gt;',
  '[x]: https://example.org',
  '\\*',
  'a  \nb\r\nc\u2028d',
]

/** A line without the signs that we write ourselves. */
const withoutOurs = (line: string): string =>
  line
    .replace(/^(# |## \d+\. |> ?)/, '')
    .replace(/^\*\*(Declined|(Current|Proposed) text:|Aino \(Forestry, manager\))\*\*/, '')

describe('Markdown', () => {
  test('[M13] what was said is text: every sign that could be more is escaped', () => {
    for (const text of hostile) {
      const written = asMarkdown(exported([text]))
      for (const line of written.split('\n')) {
        const said = withoutOurs(line)
        const signs = said.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/\\$/, '')
        const plain = expect.not.stringMatching(/[<>[\]`*_|~#&\\]/)
        expect([text, line, signs]).toEqual([text, line, plain])
        const begins = expect.not.stringMatching(/^( {4}|\t|[-+=:]|\d+[.)])/)
        expect([text, said]).toEqual([text, begins])
      }
    }
  })

  test('[M20] it says who, when, what and what became of it', () => {
    expect(asMarkdown(exported(['One line\nand another\n\nA paragraph']))).toBe(
      [
        '# Our tone – Discussion',
        '## 1. Passage',
        '> One line\\\n> and another\n>\n> A paragraph',
        '**Current text:** One line and another A paragraph',
        '**Proposed text:** One line and another A paragraph',
        '**Aino (Forestry, manager)**, Mar 31, 2027, 10:15 AM UTC',
        'One line\\\nand another\n\nA paragraph',
        '**Declined** – One line and another A paragraph – Aino (Forestry, manager), Mar 31, 2027, 10:15 AM UTC',
        '',
      ]
        .join('\n\n')
        .replace(/\n\n$/, '\n'),
    )
  })

  test.for(languages)('[M20] in %s', (language) => {
    const words = asMarkdown(exported(['x'], { language }))
    expect(words).not.toContain('undefined')
    expect(words.includes('Declined')).toBe(language === 'en')
  })
})

describe('tables', () => {
  const rowsOf = (text: string): string[][] => parse(text, { bom: true, record_delimiter: '\r\n' })

  test('[M13] what was said comes back from a cell as it was', () => {
    for (const text of hostile) {
      const [heads, cells, ...rest] = rowsOf(asCsv(exported([text])))
      expect(rest).toEqual([])
      expect(cells).toHaveLength(heads?.length ?? 0)
      expect([text, cells?.[5]?.replace(/^'/, '')]).toEqual([text, text])
    }
  })

  test('[M13] nothing that was said is a formula', () => {
    const formulas = [
      '=HYPERLINK("https://example.org")',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      ' =1',
      '\n=1',
      '＝1',
      '=cmd|" /C calc"!A0',
    ]
    for (const text of formulas) {
      const people = [{ id: by, name: text, unit: text, guest: false, manager: false }]
      const named = { people, units: [] }
      for (const row of rowsOf(asCsv(exported([text], { named }))).slice(1)) {
        const ours = new Set(['1', 'Declined', '2027-03-31 10:15:00'])
        const said = row.filter((cell) => !ours.has(cell))
        expect(said).toHaveLength(8)
        expect(said).toEqual(said.map(() => `'${text}`))
      }
    }
  })
})

describe('words that are taken out', () => {
  const words = ['secret words', 'ab', 'another one']

  test('[M19] filler of their length stands there', () => {
    expect(textWithout('The secret words, secret words!', words)).toBe(
      'The ████████████, ████████████!',
    )
    expect(textWithout('ab is too short', words)).toBe('ab is too short')
  })

  test('[M19] a passage may begin or end within them, or be a part', () => {
    expect(passageWithout('cret wor', words)).toBe('████████')
    expect(passageWithout('words and more', words)).toBe('█████ and more')
    expect(passageWithout('We keep secr…', words)).toBe('We keep ████…')
    expect(passageWithout('words, not secr', words)).toBe('█████, not ████')
    expect(passageWithout('wo and se', words)).toBe('wo and se')
    expect(passageWithout('one line\nthe secret words\nr one', words)).toBe(
      'one line\nthe ████████████\n█████',
    )
    expect(passageWithout('', words)).toBe('')
  })
})
