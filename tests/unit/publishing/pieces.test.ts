/** What becomes of a page's nodes when they are taken out of Talkoot. */
import type { JSONContent } from '@tiptap/core'
import { describe, expect, test } from 'vitest'
import { fileId, newId, pageId, personId } from '#contract/ids.ts'
import { languages } from '#contract/records.ts'
import type { Piece } from '../../../server/publishing/piece.ts'
import { piecesOf } from '../../../server/publishing/pieces-of.ts'
import { node } from '../../support/blocks.ts'

const owner = newId(personId)
const made = (extent: 'clean' | 'whole', ...blocks: JSONContent[]): readonly Piece[] =>
  piecesOf(node('doc', null, node('title', null, 'Goals'), ...blocks), {
    language: 'en',
    extent,
    nameOf: (person) => (person === owner ? 'Aino Aalto' : null),
  })
const said = (pieces: readonly Piece[]) => JSON.stringify(pieces)
const line = (text: string, attrs: JSONContent['attrs'] | null = null) =>
  node('paragraph', attrs, text)

describe('what is for those who write', () => {
  const blocks = [
    node('question', { required: true }, 'Who are our customers?'),
    line('Everybody who lives here.'),
    node('question', { notRelevant: true }, 'Who are our competitors?'),
    line('A municipality has none.'),
    node('heading', { level: 2 }, 'Next'),
    line('The number of the shift is 040 1234.', { internal: true }),
    node('callout', { tone: 'tip', internal: true }, line('Secret tip')),
    node(
      'bulletList',
      null,
      node('listItem', null, node('question', null, 'In a list?'), line('Yes.')),
    ),
    node('guidelines', null, line('Unknown block')),
  ]

  test('[P260] questions, reasons against them and internal parts are left out of what is clean', () => {
    const text = said(made('clean', ...blocks))
    for (const kept of ['Everybody who lives here.', 'Next', 'Yes.']) expect(text).toContain(kept)
    const left = ['customers', 'competitors', 'has none', '040', 'Secret', 'In a list', 'Unknown']
    for (const gone of left) expect(text).not.toContain(gone)
  })

  test('[P260] and marked in what is whole', () => {
    const pieces = made('whole', ...blocks)
    expect(pieces.map(({ kind }) => kind)).toEqual([
      ...['question', 'paragraph', 'question', 'paragraph', 'heading'],
      ...['internal', 'internal', 'list'],
    ])
    expect(said(pieces)).toContain('has none')
    expect(said(pieces)).not.toContain('Unknown')
  })
})

describe('rows of a table that nobody has filled in', () => {
  const cell = (text: string, type = 'tableCell') => ({
    type,
    content: [{ type: 'paragraph', ...(text !== '' && { content: [{ type: 'text', text }] }) }],
  })
  const row = (...cells: JSONContent[]) => ({ type: 'tableRow', content: cells })
  const head = row(cell('Group', 'tableHeader'), cell('How many', 'tableHeader'))
  const full = row(cell('Families'), cell(''))
  const empty = row(cell(''), cell(' '))
  const rowsOf = (pieces: readonly Piece[]) =>
    pieces.flatMap((piece) => (piece.kind === 'table' ? piece.rows.length : []))

  test('[P269] are left out of what is clean, and with them a table that holds nothing else', () => {
    const table = (...content: JSONContent[]) => ({ type: 'table', content })
    expect(rowsOf(made('clean', table(head, empty, full, empty)))).toEqual([2])
    expect(rowsOf(made('clean', table(head, empty, empty)))).toEqual([])
    expect(rowsOf(made('clean', table(head)))).toEqual([1])
    expect(rowsOf(made('whole', table(head, empty, full, empty)))).toEqual([4])
    // A cell that reaches over rows would reach over another one.
    const tall = { ...cell('Both'), attrs: { rowspan: 2 } }
    expect(rowsOf(made('clean', table(row(tall, cell('')), row(cell('')))))).toEqual([2])
  })
})

test('[P261] only what the page schema allows gets through: addresses, attributes, files', () => {
  const linked = (href: unknown): JSONContent => ({
    type: 'text',
    text: 'a link',
    marks: [{ type: 'link', attrs: { href } }, { type: 'blink' }, { type: 'bold' }],
  })
  const page = newId(pageId)
  const pieces = made(
    'clean',
    node('paragraph', null, linked('javascript:alert(1)')),
    node('paragraph', null, linked('https://example.org/')),
    node('paragraph', null, linked(`/pages/${page}`)),
    node('heading', { level: 9 }, 'Level nine'),
    node('image', { file: 'https://evil.example/x.png', page, alt: 'x' }),
    node('image', { file: newId(fileId), page, alt: 'A map', width: -5 }),
    node('codeBlock', { language: '\u0000' }, 'let a = 1'),
  )
  expect(pieces.map((piece) => (piece.kind === 'paragraph' ? piece.text[0] : piece.kind))).toEqual([
    { text: 'a link', marks: ['bold'], to: null },
    { text: 'a link', marks: ['bold'], to: { href: 'https://example.org/' } },
    { text: 'a link', marks: ['bold'], to: { page } },
    'heading',
    'image',
    'code',
  ])
  expect(pieces[3]).toMatchObject({ level: 2 })
  expect(pieces[4]).toMatchObject({ alt: 'A map', width: null })
  expect(pieces[5]).toMatchObject({ language: null })
})

test('[P262] goals become a table with names, days and words, without columns that say nothing', () => {
  const goal = (attrs: JSONContent['attrs'], name: string) =>
    node(
      'goal',
      attrs,
      name === '' ? node('goalName') : node('goalName', null, name),
      node('goalServes'),
    )
  const [table] = made(
    'clean',
    node(
      'goalTable',
      null,
      goal({ owner, deadline: '2027-03-31', side: 'outside', term: 'near' }, 'Answer within a day'),
      goal({ owner: newId(personId) }, 'Listen first'),
      goal({}, ''),
    ),
  )
  if (table?.kind !== 'table') throw new Error('no table')
  const texts = table.rows.map((row) =>
    row.map(({ content: [only] }) => (only?.kind === 'paragraph' ? only.text[0]?.text : '')),
  )
  expect(table.caption).toBe('Goals')
  expect(texts).toEqual([
    ['Goal', 'What kind', 'Owner', 'Deadline'],
    ['Answer within a day', 'Outside, Near, within 12 months', 'Aino Aalto', 'March 31, 2027'],
    ['Listen first', '', 'Somebody', ''],
  ])
  expect(table.rows[0]?.every(({ head }) => head === 'column')).toBe(true)
  expect(table.rows[1]?.map(({ head }) => head)).toEqual(['row', null, null, null])
})

test('[P262] a flow says its times in the words of the language', () => {
  const step = (attrs: JSONContent['attrs'], title: string) =>
    node('flowStep', attrs, node('stepTitle', null, title), node('stepAction'), node('stepWho'))
  const content = node(
    'doc',
    null,
    node('title'),
    node(
      'flow',
      null,
      step({ kind: 'ask', within: 120, clock: 'service' }, 'Is it angry?'),
      step({ kind: 'do', within: 60, clock: 'always', then: 'end', owner }, 'Answer'),
    ),
  )
  const nameOf = () => 'Aino'
  const within = languages.map((language) => {
    const [flow] = piecesOf(content, { language, extent: 'clean', nameOf })
    return flow?.kind === 'flow' ? flow.steps.map((one) => one.within) : []
  })
  expect(within).toEqual([
    ['within 2 hours of service time', 'within 1 hour'],
    ['2 tunnin kuluessa palveluaikana', '1 tunnin kuluessa'],
    ['innen 2 timer i åpningstiden', 'innen 1 time'],
    ['inom 2 timmar under öppettid', 'inom 1 timme'],
  ])
})
