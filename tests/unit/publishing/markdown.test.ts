/** Booklets as Markdown: what each piece becomes, and that no text becomes anything but text. */
import { describe, expect, test } from 'vitest'
import { fileId, newId, pageId } from '#contract/ids.ts'
import { markdownOf } from '../../../server/publishing/markdown/booklet-markdown.ts'
import type { Piece, Runs } from '../../../server/publishing/piece.ts'
import { bookletWith, cell, line } from '../../support/booklets.ts'

const page = newId(pageId)
const nowhere = () => null
const written = (...pieces: Piece[]) => markdownOf(bookletWith(pieces), nowhere, nowhere)

describe('[P230] pieces as Markdown', () => {
  test('headings, words with their looks, lists within lists', () => {
    const marked: Runs = [
      { text: 'bold ', marks: ['bold'], to: null },
      { text: 'a`b', marks: ['code'], to: null },
      { text: ' and ', marks: [], to: null },
      { text: 'far', marks: ['italic'], to: { href: 'https://example.org/a>c' } },
    ]
    const text = written(
      { kind: 'heading', level: 3, text: line('Who\nanswers') },
      { kind: 'paragraph', text: marked },
      {
        kind: 'list',
        start: 3,
        items: [
          [
            { kind: 'paragraph', text: line('three') },
            { kind: 'list', start: null, items: [[{ kind: 'paragraph', text: line('inner') }]] },
          ],
          [{ kind: 'paragraph', text: line('four') }],
        ],
      },
    )
    expect(text).toContain('### Who answers\n')
    expect(text).toContain('**bold** ``a`b`` and [*far*](<https://example.org/a%3Ec>)')
    expect(text).toContain('3. three\n   \n   - inner\n4. four')
  })

  test('tables keep their columns, tasks their state, code its fence', () => {
    const text = written(
      {
        kind: 'table',
        caption: 'Goals',
        rows: [
          [cell('Goal', 'column'), cell('Owner', 'column')],
          [{ ...cell('a | b\nc'), colspan: 2 }],
        ],
      },
      {
        kind: 'tasks',
        items: [
          {
            done: true,
            owner: 'Aino',
            due: '31 March 2027',
            content: [{ kind: 'paragraph', text: line('Write') }],
          },
        ],
      },
      { kind: 'code', text: '```\nx', language: 'ts' },
    )
    expect(text).toContain('**Goals**\n\n| Goal | Owner |\n| --- | --- |\n| a \\| b<br>c |  |')
    expect(text).toContain('- [x] Write (Owner: Aino, Due: 31 March 2027)')
    expect(text).toContain('````ts\n```\nx\n````')
  })

  test('pictures and files have addresses where there are any', () => {
    const file = newId(fileId)
    const pieces: Piece[] = [
      { kind: 'image', file, page, alt: 'A map', width: 10, height: 10, caption: line('Here') },
      { kind: 'file', file, page, name: 'plan.pdf', size: 3 },
    ]
    const address = (of: string, one: string) => `https://wiki.example/${of}/${one}`
    const text = markdownOf(bookletWith(pieces), nowhere, address)
    expect(text).toContain(`![A map](<https://wiki.example/${page}/${file}>)\n\nHere`)
    expect(text).toContain(`[plan.pdf](<https://wiki.example/${page}/${file}>)`)
    expect(written(...pieces)).toMatch(/\nA map\n\nHere\n\nplan\.pdf\n/)
  })
})

test('[P231] no text becomes markup: signs, HTML, addresses that are not safe', () => {
  const hostile = [
    '# not a heading',
    '- not a list',
    '1. nor this',
    '> no quote',
    '<script>alert(1)</script>',
    '![x](javascript:alert(1))',
    '[x](https://evil.example)',
    '**not bold** _not_ ~~struck~~ `code`',
    '&lt;b&gt;',
    '| a | b |',
    '---',
    '=====',
    '\u0000\u0007bell',
  ]
  const pieces = hostile.map((text): Piece => ({ kind: 'paragraph', text: line(text) }))
  const link: Piece = {
    kind: 'paragraph',
    text: [{ text: 'go', marks: [], to: { href: 'javascript:alert(1)' } }],
  }
  const own: Piece = {
    kind: 'paragraph',
    text: [{ text: 'own', marks: [], to: { href: '/pages/x' } }],
  }
  const lines = written(...pieces, link, own)
    .split('\n')
    .slice(4)
  expect(lines.filter((one) => /^\s{0,3}(#|>|[-+*] |\d+[.)] |---$|===+$|\|)/.test(one))).toEqual([
    // Between the text and the line that says where it comes from.
    '---',
  ])
  const all = lines.join('\n')
  expect(all).not.toMatch(/(?<!\\)<script|(?<!\\)\]\(|(?<!\\)`code|&lt;/)
  expect(all).not.toMatch(/javascript:alert\(1\)>|\/pages\/x|\p{Cc}(?<!\n)/u)
  expect(all).toContain('\ngo\n')
})
