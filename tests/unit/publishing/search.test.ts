import { expect, test } from 'vitest'
import { type Passage, passagesOf } from '../../../server/publishing/search/passages.ts'
import { createSearchIndex, mostResults } from '../../../server/publishing/search/search-index.ts'
import { snippetOf } from '../../../server/publishing/search/snippet.ts'
import type { Forms } from '../../../server/publishing/search/stems.ts'
import { renderSite } from '../../../server/publishing/site/render-site.ts'
import {
  editionContent,
  editionPage,
  heading,
  paragraph,
  rule,
} from '../../support/edition-contents.ts'
import { editionOf, siteOf } from '../../support/site-of.ts'

const index = createSearchIndex(editionContent())
const found = (query: string) => index.search(query).map(({ passage }) => passage.file)
const marked = (query: string) =>
  index
    .search(query)
    .flatMap(({ snippet }) => snippet.flatMap((part) => (part.marked ? [part.text] : [])))

test('[P362] words are found in any of their forms, in the language of their page', () => {
  expect(found('aukioloaika')).toEqual(['tavoitteet'])
  expect(marked('aukioloaika')).toEqual(['aukioloajat'])
  expect(found('kirjasto')).toContain('tavoitteet')
  expect(found('kirjastoihin')).toContain('tavoitteet')
  expect(found('reader')).toEqual(['goals'])
  expect(found('innbygger')).toEqual(['maal'])
})

test('[P362] in Finnish also where the end of the dictionary’s form is another one', () => {
  const inflected = {
    asiakas: 'asiakkaiden',
    asukas: 'asukkaille',
    ihminen: 'ihmiset',
    kysymys: 'kysymyksiin',
    kunta: 'kunnan',
    palaute: 'palautteeseen',
    vastaus: 'vastauksen',
    viestintä: 'viestinnästä',
    yhteys: 'yhteydet',
  }
  const pages = Object.values(inflected).map((word) =>
    editionPage(word, 'Sivu', [paragraph(`Tämä kertoo: ${word} ensin.`)]),
  )
  const [first, ...rest] = pages.map((page) => ({ ...page, language: 'fi' as const }))
  if (first === undefined) throw new Error('there are pages')
  const own = createSearchIndex({ pages: [first, ...rest] })
  for (const [word, other] of Object.entries(inflected)) {
    const texts = own.search(word).map(({ passage }) => passage.text)
    expect(texts, word).toEqual([`Tämä kertoo: ${other} ensin.`])
    expect(
      own.search(other).map(({ passage }) => passage.file),
      other,
    ).toHaveLength(1)
  }
})

test('[P362] words are found without diacritics, and by how the last one begins', () => {
  expect(found('aanet')).toEqual(['tavoitteet'])
  expect(found('tyontekijoiden')).toEqual(['tavoitteet'])
  expect(found('duty pho')).toEqual(['rules-of-conversation'])
  expect(found('pho duty')).not.toContain('goals')
  expect(found('ÖPENING HOURS')).toEqual(['goals'])
})

test('[P362] titles come before headings, rules and texts; all words before some', () => {
  const pages = [
    editionPage('text', 'A', [paragraph('Here the harbour is in a text.')]),
    editionPage('rule', 'B', [rule('Keep the harbour open')]),
    editionPage('heading', 'C', [heading('The harbour'), paragraph('Nothing of it here.')]),
    editionPage('title', 'The harbour', [paragraph('Of ships.')]),
    editionPage('both', 'D', [paragraph('A harbour and a lighthouse.')]),
  ] as const
  const own = createSearchIndex({ pages: [...pages] })
  const slugs = (query: string) => own.search(query).map(({ passage }) => passage.file)
  expect(slugs('harbour')).toEqual(['title', 'heading', 'rule', 'text', 'both'])
  expect(slugs('harbour lighthouse')).toEqual(['both'])
  expect(slugs('harbour unheard')).toHaveLength(5)
})

test('[P362] never more than thirty results, and none for what is no word', () => {
  const pages = Array.from({ length: 60 }, (_, place) =>
    editionPage(`page-${place}`, `Page ${place}`, [paragraph(`common ${'text '.repeat(200)}`)]),
  )
  const [first, ...rest] = pages
  if (first === undefined) throw new Error('there are pages')
  const own = createSearchIndex({ pages: [first, ...rest] })
  const results = own.search('common')
  expect(results).toHaveLength(mostResults)
  for (const { snippet } of results) {
    const text = snippet.map((part) => part.text).join('')
    expect(text.length).toBeLessThan(240)
    expect(text).toMatch(/ …$/)
  }
  for (const query of ['', '   ', '!?&', '\u0000', '\ud800', '%', 'constructor', '__proto__']) {
    expect(own.search(query)).toEqual([])
  }
  expect(own.search('x '.repeat(50_000))).toEqual([])
})

test('[P362] what was found is marked where it stands, also in a long text', () => {
  const text = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`
  const own = createSearchIndex({ pages: [editionPage('a', 'A', [paragraph(text)])] })
  const [result] = own.search('needle')
  const snippet = result?.snippet ?? []
  expect(snippet.find((part) => part.marked)?.text).toBe('needle')
  expect(snippet[0]?.text).toBe('… ')
  expect(text.replace(/\s+/g, ' ')).toContain(
    snippet
      .map((part) => part.text)
      .join('')
      .replace(/^… | …$/g, ''),
  )
})

test('[P487] however long a passage is, each of its words is looked at once, and none behind what is shown', () => {
  const looked: string[] = []
  const asked = {
    closeness({ word }: Forms) {
      looked.push(word)
      return word === 'asked' ? 1 : 0
    },
  }
  const few = 'some words that come again and again '
  const of = (text: string): Passage => ({
    ...{ kind: 'text', file: 'a', title: 'A', language: 'en', heading: '', id: null, text },
  })
  const marked = snippetOf(of(`${few.repeat(5_000)} asked ${'more '.repeat(5_000)}`), [asked])
  expect(marked.filter((part) => part.marked)).toEqual([{ text: 'asked', marked: true }])
  expect(looked.toSorted()).toEqual([
    'again',
    'and',
    'asked',
    'come',
    'more',
    'some',
    'that',
    'words',
  ])
  looked.length = 0
  snippetOf(of(`asked ${Array.from({ length: 5_000 }, (_, at) => `w${at}`).join(' ')}`), [asked])
  expect(looked.length).toBeLessThan(100)
})

test('[P503] each passage has the id that its page gives to the heading above it', () => {
  const twice = [
    paragraph('First words.'),
    heading('Ääni & sävy'),
    paragraph('Second words.'),
    // Counted with the others, wherever it stands.
    { kind: 'quote', content: [heading('Ääni, sävy')] } as const,
    heading('Ääni – sävy'),
    rule('Third words.'),
    heading('?'),
    heading(''),
    paragraph('Fourth words.'),
  ]
  const page = editionPage('sound', 'Sound', twice)
  const file = renderSite(siteOf(editionOf([page]))).get('sound.html')
  const html = Buffer.from(file?.bytes ?? []).toString()
  const passages = passagesOf({ pages: [page] })
  const ids = passages.map(({ id }) => id)
  expect(ids).toContain('t-ääni-sävy-3')
  for (const id of ids) if (id !== null) expect(html).toContain(`id="${id}"`)
})
