import { expect, test } from 'vitest'
import { fileId, newId, pageId, personId } from '#contract/ids.ts'
import { filler } from '../../../server/history/redact.ts'
import { canonicalJson, sumOf } from '../../../server/publishing/editions/canonical.ts'
import { overlaid } from '../../../server/publishing/editions/overlaid.ts'
import { pageSlugs } from '../../../server/publishing/editions/page-slugs.ts'
import {
  markOf,
  type NamePlace,
  unmarked,
  withMarkedMentions,
} from '../../../server/publishing/editions/person-marks.ts'
import { piecesWithout } from '../../../server/publishing/editions/without-words.ts'
import type { Piece, Run } from '../../../server/publishing/piece.ts'
import { ownNames } from '../../../server/publishing/site/site.ts'
import { random, type Random } from '../../support/random.ts'
import { seeds } from '../../support/seeds.ts'

const letters = [...'aÅäöÆø日б😀0-_ .:/\\\u0000\u202eZ']

function anyText({ int, pick }: Random, most: number): string {
  return Array.from({ length: int(most) }, () => pick(letters)).join('')
}

test('[P314] names of files are letters, digits and hyphens, each its own and none of ours', () => {
  const titles = ['Index', 'Ääni & øl', '日本', '../../x', 'CON', 'Rules', 'rules', '', 'ääni øl']
  expect(pageSlugs(titles)).toEqual([
    ...['index-2', 'aani-ol', 'page', 'x', 'con-page', 'rules-2', 'rules-3', 'page-2', 'aani-ol-2'],
  ])
  for (const seed of seeds(20)) {
    const from = random(seed)
    const slugs = pageSlugs(Array.from({ length: 200 }, () => anyText(from, 80)))
    expect([seed, new Set(slugs).size]).toEqual([seed, 200])
    for (const slug of slugs) {
      expect([seed, slug]).toEqual([seed, expect.stringMatching(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)])
      expect(slug.length).toBeLessThanOrEqual(64)
      expect([seed, ...ownNames]).not.toContain(slug)
    }
  }
})

test('[P520] a long name is cut after a whole word, or within the one that is too long', () => {
  const [words, one] = pageSlugs([
    'Varhaiskasvatuksen asiakasmaksupäätösviestinnän toimintaperiaatteet ja vuosikello',
    `${'pitkäyhdyssana'.repeat(6)} ja vuosikello`,
  ])
  expect(words).toBe('varhaiskasvatuksen-asiakasmaksupaatosviestinnan')
  expect(one).toMatch(/^(?:pitkayhdyssana)+[a-z]+$/)
  expect(one).toHaveLength(60)
})

/** Any JSON, as deep as that. */
function anyValue(from: Random, depth: number): unknown {
  const { int, next } = from
  const kind = int(depth > 0 ? 6 : 4)
  if (kind === 0) return null
  if (kind === 1) return next() < 0.5
  if (kind === 2) return int(1_000) / 8
  if (kind === 3) return anyText(from, 8)
  const parts = Array.from({ length: int(5) }, () => anyValue(from, depth - 1))
  if (kind === 4) return parts
  return Object.fromEntries(parts.map((part) => [anyText(from, 4), part]))
}

/** The same with the parts of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, part]) => [name, shuffled(part)]),
  )
}

test('[P315] the same content has one text and one sum', () => {
  expect(canonicalJson({ b: [1, null, { d: 'ä', c: undefined }], a: '"' })).toBe(
    '{"a":"\\"","b":[1,null,{"d":"ä"}]}',
  )
  for (const seed of seeds(200)) {
    const value = anyValue(random(seed), 4)
    const text = canonicalJson(value)
    expect([seed, JSON.parse(text)]).toEqual([seed, value])
    expect([seed, sumOf(shuffled(value))]).toEqual([seed, sumOf(value)])
    expect([seed, sumOf(JSON.parse(text))]).toEqual([seed, sumOf(value)])
    expect([seed, sumOf([value])]).not.toEqual([seed, sumOf(value)])
  }
})

const run = (text: string, more: Partial<Run> = {}): Run => ({ text, marks: [], to: null, ...more })

test('[P316] words go from every text of a piece and keep their length', () => {
  const words = ['secret plan']
  const gone = filler.repeat(11)
  const split = [run('Our sec'), run('ret ', { marks: ['bold'] }), run('plan B')]
  const link = run('a link', { to: { href: 'https://example.org/?q=secret%20plan' } })
  const file = newId(fileId)
  const page = newId(pageId)
  const pieces: readonly Piece[] = [
    { kind: 'paragraph', text: split },
    { kind: 'paragraph', text: [link, run('stays', { to: { href: 'https://example.org/' } })] },
    { kind: 'code', text: 'let secret plan', language: 'paragraph' },
    {
      kind: 'list',
      start: null,
      items: [[{ kind: 'heading', level: 2, text: [run('secret plan')] }]],
    },
    {
      ...{ kind: 'image', file, page, alt: 'The secret plan', width: 1, height: 1 },
      caption: [run('Fine')],
    },
  ]
  expect(piecesWithout(pieces, words)).toEqual([
    {
      kind: 'paragraph',
      text: [
        run(`Our ${filler.repeat(3)}`),
        run(filler.repeat(4), { marks: ['bold'] }),
        run(`${filler.repeat(4)} B`),
      ],
    },
    {
      kind: 'paragraph',
      text: [{ ...link, to: null }, pieces[1]?.kind === 'paragraph' && pieces[1].text[1]],
    },
    { kind: 'code', text: `let ${gone}`, language: 'paragraph' },
    { kind: 'list', start: null, items: [[{ kind: 'heading', level: 2, text: [run(gone)] }]] },
    { ...pieces[4], alt: `The ${gone}` },
  ])
  expect(piecesWithout(pieces, ['paragraph', 'heading', 'image'])).toEqual(pieces)
})

test('[P316] what the history has filler for is filler in what was frozen, and nothing else is', () => {
  const frozen = [run('Typed wrng once'), run('Other words'), run('short')]
  const now = [run(`Typed ${filler.repeat(4)} once`), run('Changed text'), run('shirt')]
  expect(overlaid(frozen, now)).toEqual([now[0], frozen[1], frozen[2]])
  expect(overlaid(frozen, [now[0]])).toEqual(frozen)
  expect(overlaid(frozen, null)).toEqual(frozen)
})

test('[P311] a mark becomes a name, a unit or nobody, and only names are noted', () => {
  const [named, other] = [newId(personId), newId(personId)]
  const mention = { type: 'personMention', attrs: { person: named, label: 'An old name' } }
  const mentions = { published: new Set<string>(), otherPage: 'another page' }
  const marked = withMarkedMentions({ type: 'paragraph', content: [mention] }, mentions)
  expect(marked.content?.[0]?.attrs?.['label']).toBe(markOf(named))
  const places: NamePlace[] = []
  const tell = (person: string) =>
    person === named ? { text: 'Aino', isName: true } : { text: 'Library', isName: false }
  const value = { a: [`${markOf(named)}, ${markOf(other)}`, 'Aino'] }
  expect(unmarked(value, tell, places, ['pages'])).toEqual({ a: ['Aino, Library', 'Aino'] })
  expect(places).toEqual([{ person: named, name: 'Aino', at: ['pages', 'a', 0], from: 0 }])
})
