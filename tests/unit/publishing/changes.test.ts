/** What changed between two editions: lines of pages, and words of lines. */
import { describe, expect, test } from 'vitest'
import type { ChangedText, PageChange } from '#contract/editions.ts'
import { fileId, newId, type PageId, pageId } from '#contract/ids.ts'
import { type Language, languages } from '#contract/records.ts'
import { changesBetween } from '../../../server/publishing/changes/changes.ts'
import { keptBetween } from '../../../server/publishing/changes/kept.ts'
import { linesOf } from '../../../server/publishing/changes/lines.ts'
import {
  comparing,
  shareKept,
  wordsBetween,
} from '../../../server/publishing/changes/words-between.ts'
import { wordPlaces } from '../../../server/publishing/changes/word-places.ts'
import type { EditionPage } from '../../../server/publishing/editions/edition-content.ts'
import type { Piece, Runs } from '../../../server/publishing/piece.ts'
import { times } from '../../support/counts.ts'
import { random, type Random } from '../../support/random.ts'
import { seeds } from '../../support/seeds.ts'

const runs = (text: string): Runs => (text === '' ? [] : [{ text, marks: [], to: null }])
const line = (text: string): Piece => ({ kind: 'paragraph', text: runs(text) })
const heading = (text: string, level: 2 | 3 | 4 = 2): Piece => ({
  kind: 'heading',
  level,
  text: runs(text),
})

function editionPage(page: PageId, pieces: readonly Piece[], title = 'Rules'): EditionPage {
  return {
    page,
    slug: 'rules',
    parent: null,
    title,
    language: 'en',
    basedOn: null,
    seq: 1,
    ownerRole: '',
    owner: null,
    reviewOn: null,
    pieces,
  }
}

/** What is told of one page that became another. */
function told(before: readonly Piece[], after: readonly Piece[]): PageChange['blocks'] {
  const page = newId(pageId)
  const [change] = changesBetween([editionPage(page, before)], [editionPage(page, after)])
  return change?.blocks ?? []
}

/** `kept [-gone-] {+new+}` */
const shown = (text: ChangedText) =>
  text
    .map((part) => {
      if (part.how === 'same') return part.text
      return part.how === 'added' ? `{+${part.text}+}` : `[-${part.text}-]`
    })
    .join('')

const words = (before: string, after: string, language: Language = 'en') =>
  wordsBetween(before, after, { ...comparing(language), looks: { left: 1_000_000 } })
const sideOf = (text: ChangedText, side: 'added' | 'removed') =>
  text
    .filter(({ how }) => how === 'same' || how === side)
    .map((part) => part.text)
    .join('')

describe('pages', () => {
  const [one, two, three, four] = [
    newId(pageId),
    newId(pageId),
    newId(pageId),
    newId(pageId),
  ] as const

  test('[P380] pages are new, gone, changed or the same by their ids, in the order of now', () => {
    const before = [
      editionPage(one, [line('We answer.')], 'Answers'),
      editionPage(two, [line('We ask.')], 'Questions'),
      editionPage(three, [line('We listen.')], 'Ears'),
    ]
    const after = [
      editionPage(four, [line('We speak.')], 'Voice'),
      editionPage(three, [line('We listen.')], 'Ears'),
      editionPage(one, [line('We answer.')], 'Good answers'),
    ]
    expect(changesBetween(before, after)).toEqual([
      { page: four, title: 'Voice', language: 'en', how: 'new', blocks: [] },
      { page: three, title: 'Ears', language: 'en', how: 'same', blocks: [] },
      {
        page: one,
        title: 'Good answers',
        language: 'en',
        how: 'changed',
        blocks: [
          {
            how: 'changed',
            under: '',
            text: [
              { how: 'removed', text: 'Answers' },
              { how: 'added', text: 'Good answers' },
            ],
          },
        ],
      },
      { page: two, title: 'Questions', language: 'en', how: 'removed', blocks: [] },
    ])
  })

  test('[P380] nothing before, nothing after, and nothing on a page', () => {
    expect(changesBetween([], [])).toEqual([])
    const empty = editionPage(one, [], '')
    expect(changesBetween([], [empty]).map(({ how }) => how)).toEqual(['new'])
    expect(changesBetween([empty], [])).toMatchObject([{ how: 'removed', blocks: [] }])
    expect(changesBetween([empty], [empty])).toMatchObject([{ how: 'same', blocks: [] }])
    const named = editionPage(one, [], 'Named')
    expect(changesBetween([empty], [named])).toMatchObject([
      { how: 'changed', blocks: [{ text: [{ how: 'added', text: 'Named' }] }] },
    ])
  })

  test('[P380] each change stands under its heading, by the level of headings', () => {
    const head = [heading('Service'), line('We are here.'), heading('Hours', 3)]
    const blocks = told(
      [...head, line('Open from 9 to 4.'), heading('Places'), line('The library.')],
      [...head, line('Open from 8 to 4.'), heading('Sites'), line('The library.'), line('Online.')],
    )
    expect(blocks.map((block) => [block.how, block.under, shown(block.text)])).toEqual([
      ['changed', 'Hours', 'Open from [-9-]{+8+} to 4.'],
      ['removed', '', '[-Places-]'],
      ['added', '', '{+Sites+}'],
      ['added', 'Sites', '{+Online.+}'],
    ])
  })

  test('[P380] rows of a table with a name stand under it', () => {
    const cellOf = (text: string) => ({
      ...{ head: null, colspan: 1, rowspan: 1, align: null },
      content: [line(text)],
    })
    const table = (...rows: string[][]): Piece => ({
      kind: 'table',
      caption: 'Goals',
      rows: rows.map((row) => row.map(cellOf)),
    })
    const blocks = told(
      [heading('Aims'), table(['Goal', 'Deadline'], ['Answers', '1 May'])],
      [heading('Aims'), table(['Goal', 'Deadline'], ['Answers', '2 May']), line('So far.')],
    )
    expect(blocks.map(({ text, under }) => [under, shown(text)])).toEqual([
      ['Goals', 'Answers · [-1-]{+2+} May'],
      ['Aims', '{+So far.+}'],
    ])
  })

  test('[P380] a step, item or row that comes in between is the only one that is new', () => {
    const step = (title: string) => ({
      asks: false,
      title: runs(title),
      action: [],
      who: runs('Shift'),
      owner: null,
      within: 'within 2 hours',
      ends: false,
    })
    const flow = (...titles: string[]): Piece => ({ kind: 'flow', steps: titles.map(step) })
    const list = (...items: string[]): Piece => ({
      kind: 'list',
      start: 1,
      items: items.map((item) => [line(item)]),
    })
    const blocks = told(
      [flow('Found', 'Seen'), list('Listen', 'Answer')],
      [flow('Found', 'Saved', 'Seen'), list('Look', 'Listen', 'Answer')],
    )
    expect(blocks.map(({ text }) => shown(text))).toEqual([
      '{+2. Saved · Shift · within 2 hours+}',
      '{+• Look+}',
    ])
  })

  test('[P380] another address of a link is told, and words that are struck through went', () => {
    const linked = (...links: string[]): Piece => ({
      kind: 'paragraph',
      text: links.map((href, at) => ({ text: `form ${at}`, marks: [], to: { href } })),
    })
    const [a, b] = ['https://example.org/a', 'https://example.org/b'] as const
    expect(told([linked(a)], [linked(a)])).toEqual([])
    expect(told([linked(a)], [linked(b)]).map(({ how, text }) => [how, shown(text)])).toEqual([
      ['changed', 'form 0 (https://example.org/[-a-]{+b+})'],
    ])
    expect(told([line('form 0')], [linked(b)]).map(({ text }) => shown(text))).toEqual([
      `form 0{+ (${b})+}`,
    ])
    const struck: Piece = {
      kind: 'paragraph',
      text: [
        { text: 'We answer by day', marks: [], to: null },
        { text: ' and by night', marks: ['strike', 'bold'], to: null },
      ],
    }
    expect(
      told([line('We answer by day and by night')], [struck]).map(({ text }) => shown(text)),
    ).toEqual(['We answer by day[- and by night-]'])
  })

  test('[P380] another picture or file of the same name went and came', () => {
    const [page, old, now] = [newId(pageId), newId(fileId), newId(fileId)]
    const picture = (file: typeof old): Piece => ({
      kind: 'image',
      file,
      page,
      alt: 'A map',
      width: null,
      height: null,
      caption: [],
    })
    expect(told([picture(old)], [picture(now)]).map(({ text }) => shown(text))).toEqual([
      '[-Picture: A map-]',
      '{+Picture: A map+}',
    ])
    expect(told([picture(old)], [picture(old)])).toEqual([])
  })
})

describe('words', () => {
  test.each([
    ['We answer in two days.', 'We answer in one day.', 'We answer in [-two days-]{+one day+}.'],
    ['We answer.', 'We always answer.', 'We {+always +}answer.'],
    ['We always answer.', 'We answer.', 'We [-always -]answer.'],
    ['the colour of it', 'the color of it', 'the [-colour-]{+color+} of it'],
    ['', 'New', '{+New+}'],
    ['Old', '', '[-Old-]'],
    ['same', 'same', 'same'],
    ['a  b', 'a b', 'a [- -]b'],
    ['Vastaamme 24 tunnissa.', 'Vastaamme 4 tunnissa.', 'Vastaamme [-24-]{+4+} tunnissa.'],
    ['Hei 👩‍👩‍👧‍👦!', 'Hei 👩‍👩‍👧!', 'Hei [-👩‍👩‍👧‍👦-]{+👩‍👩‍👧+}!'],
    ['نحن نجيب خلال يومين', 'نحن نجيب خلال يوم', 'نحن نجيب خلال [-يومين-]{+يوم+}'],
    ['Ja, vi svarar.', 'Nej, vi svarar inte.', '[-Ja-]{+Nej+}, vi svarar{+ inte+}.'],
  ])('[P382] %s → %s', (before, after, expected) => {
    expect(shown(words(before, after))).toBe(expected)
  })

  test('[P382] changes beside each other are one, so that sentences can be read', () => {
    expect(shown(words('quick and calm answers', 'slow and angry answers'))).toBe(
      '[-quick and calm-]{+slow and angry+} answers',
    )
  })

  test('[P382] a line of which little stays went, and another came', () => {
    const [was, is] = ['We answer every question in public.', 'Nobody is named without consent.']
    expect(told([line(was)], [line(is)]).map(({ how }) => how)).toEqual(['removed', 'added'])
    const blocks = told(
      [line(was), line('Ask the shift if you are unsure about it.')],
      [line(is), line('Ask your own chief if you are unsure about it.')],
    )
    expect(blocks.map(({ how, text }) => [how, shown(text)])).toEqual([
      ['removed', `[-${was}-]`],
      ['added', `{+${is}+}`],
      ['changed', 'Ask [-the shift-]{+your own chief+} if you are unsure about it.'],
    ])
  })

  test('[P382] long compounds and cases of Finnish stay whole', () => {
    const text = shown(
      words(
        'Sosiaalisen median vastuuhenkilöt vastaavat asiakaspalautteeseen EU:n ohjeiden mukaan.',
        'Sosiaalisen median vastuuhenkilö vastaa asiakaspalautteisiin EU:n ohjeiden mukaan.',
        'fi',
      ),
    )
    expect(text).toBe(
      'Sosiaalisen median [-vastuuhenkilöt vastaavat asiakaspalautteeseen-]{+vastuuhenkilö vastaa asiakaspalautteisiin+} EU:n ohjeiden mukaan.',
    )
  })
})

const alphabet = [
  ...['a', 'b', 'answer', 'sosiaalinen', 'EU:n', '24', '7.5', ' ', ' ', ' ', '  ', '\n', '\t'],
  ...[
    '.',
    ',',
    '–',
    '’',
    '👍🏽',
    '👩‍👩‍👧',
    '\ud83d',
    '\udc4d',
    'نحن',
    '漢字',
    'ก็',
    'é',
    '\u200b',
    '\u00a0',
  ],
]
const anyText = (given: Random, most: number) =>
  Array.from({ length: given.int(most) }, () => given.pick(alphabet)).join('')
function edited(given: Random, text: string): string {
  let made = text
  for (let left = given.int(5); left > 0; left--) {
    const [at, length] = [given.int(made.length + 1), given.int(12)]
    made = made.slice(0, at) + anyText(given, 4) + made.slice(at + length)
  }
  return made
}

test('[P381] what stayed and went is the text before, what stayed and came the text after', () => {
  for (const seed of seeds(times(2000))) {
    const given = random(seed)
    const before = anyText(given, 60)
    const after = given.chance(0.7) ? edited(given, before) : anyText(given, 60)
    const text = words(before, after, given.pick(languages))
    expect(sideOf(text, 'removed')).toBe(before)
    expect(sideOf(text, 'added')).toBe(after)
    for (const [at, part] of text.entries()) {
      expect(part.text).not.toBe('')
      expect(part.how === text[at - 1]?.how).toBe(false)
    }
    expect(shareKept(words(before, before))).toBe(1)
  }
})

test('[P382] words are parted by the rules of their language', () => {
  for (const seed of seeds(times(1000))) {
    const given = random(seed)
    const signs = ['.', ',', ':', ';', '"', '(', ')', '!', '?', "'", '’', '-', '_', '1', 'Å', 'ž']
    const pieces = Array.from({ length: given.int(40) }, () =>
      given.pick(given.chance(0.4) ? signs : alphabet),
    )
    const text = pieces.join('')
    for (const language of languages) {
      const { segments } = comparing(language)
      const expected = [...segments.segment(text)]
        .filter(({ segment }) => segment.trim() !== '')
        .map(({ index, segment }) => ({ text: segment, at: index }))
      expect(wordPlaces(text, segments), JSON.stringify(text)).toEqual(expected)
    }
  }
})

test('[P381] lines that are told as gone and new make one page the other', () => {
  for (const seed of seeds(times(300))) {
    const given = random(seed)
    const texts = (most: number) =>
      Array.from({ length: given.int(most) }, () => anyText(given, 12))
    const old = texts(30)
    const now = old.flatMap((text) => {
      if (given.chance(0.2)) return texts(3)
      return given.chance(0.2) ? [edited(given, text), ...texts(2)] : [text]
    })
    const [before, after] = [old.map(line), now.map(line)]
    const blocks = told(before, after)
    const lines = (pieces: readonly Piece[]) => linesOf(pieces, 'en').map(({ text }) => text)
    // What is left of both pages without what is told is the same, in the same order.
    const left = (all: readonly string[], side: 'added' | 'removed') => {
      const rest = [...all]
      for (const { how, text } of blocks) {
        if (how !== side && how !== 'changed') continue
        const at = rest.indexOf(sideOf(text, side))
        expect(at).toBeGreaterThanOrEqual(0)
        rest.splice(at, 1)
      }
      return rest.toSorted()
    }
    expect(left(lines(before), 'removed')).toEqual(left(lines(after), 'added'))
  }
})

test('[P381] no more of a list is told as changed than has to be', () => {
  for (const seed of seeds(times(300))) {
    const given = random(seed)
    const list = () => Array.from({ length: given.int(14) }, () => given.pick(['a', 'b', 'c', 'd']))
    const [before, after] = [list(), list()]
    const pairs = keptBetween(before, after, { left: 100_000 })
    for (const [at, [one, other]] of pairs.entries()) {
      expect(before[one]).toBe(after[other])
      const [lastOne, lastOther] = pairs[at - 1] ?? [-1, -1]
      expect(one > lastOne && other > lastOther).toBe(true)
    }
    expect(pairs.length).toBe(mostInCommon(before, after))
  }
})

/** The length of the longest common subsequence, by the book. */
function mostInCommon(before: readonly string[], after: readonly string[]): number {
  const table = before.map(() => after.map(() => 0))
  const at = (one: number, other: number) => table[one]?.[other] ?? 0
  before.forEach((key, one) => {
    after.forEach((otherKey, other) => {
      const row = table[one]
      if (row === undefined) return
      row[other] =
        key === otherKey
          ? at(one - 1, other - 1) + 1
          : Math.max(at(one - 1, other), at(one, other - 1))
    })
  })
  return at(before.length - 1, after.length - 1)
}

describe('bounds', () => {
  const sentence = (given: Random) =>
    Array.from({ length: 12 }, () => `${given.pick(alphabet.slice(0, 7))}${given.int(500)}`).join(
      ' ',
    )

  test('[P383] twenty pages of four hundred lines are compared', () => {
    const given = random(383)
    const pages = Array.from({ length: 20 }, () => ({
      id: newId(pageId),
      lines: Array.from({ length: 400 }, () => sentence(given)),
    }))
    const after = pages.map(({ id, lines }) =>
      editionPage(
        id,
        lines.flatMap((text) => {
          if (given.chance(0.1)) return []
          if (given.chance(0.1)) return [line(text), line(sentence(given))]
          return [line(given.chance(0.1) ? text.replace(/ \S+/, ' other') : text)]
        }),
      ),
    )
    const before = pages.map(({ id, lines }) => editionPage(id, lines.map(line)))
    expect(changesBetween(before, after).every(({ how }) => how === 'changed')).toBe(true)
  })

  test.each([100, 4_000, 19_000])(
    '[P383] twenty pages of 20 kB are compared where all lines of %i letters are others',
    (length) => {
      const given = random(386)
      const known = Array.from(
        { length: 500 },
        () => `${given.pick(['sana', 'ord', 'word'])}${'abcdefghij'.slice(given.int(10))}`,
      )
      const long = () => {
        let text = ''
        while (text.length < length)
          text += `${given.pick(known)}${given.pick([' ', ' ', ', ', '. '])}`
        return line(text)
      }
      const ids = Array.from({ length: 20 }, () => newId(pageId))
      const [before, after] = [0, 1].map(() =>
        ids.map((id) => editionPage(id, Array.from({ length: 20_000 / length }, long))),
      )
      const changes = changesBetween(before ?? [], after ?? [])
      expect(changes.map(({ how }) => how)).toEqual(ids.map(() => 'changed'))
    },
  )

  const many = 10_000
  test.each<[string, (given: Random, side: number) => string]>([
    ['two lines over and over', (given) => given.pick(['a', 'b'])],
    ['lines that are all others', (given, side) => `${side} ${sentence(given)}`],
    [
      'lines that are nearly the same',
      (given, side) => `We answer ${given.int(50)} in ${side} days`,
    ],
    ['lines in another order', (given) => `${given.int(many)}`],
  ])('[P383] a page of 10,000 lines is told of in the time of a test: %s', (_, make) => {
    const given = random(384)
    const side = (at: number) => Array.from({ length: many }, () => line(make(given, at)))
    const [before, after] = [side(0), side(1)]
    const blocks = told(before, after)
    expect(blocks.some(({ how }) => how !== 'added')).toBe(true)
    expect(blocks.some(({ how }) => how !== 'removed')).toBe(true)
  })

  test('[P383] so is a line of a million signs, and one of ten thousand words', () => {
    const given = random(385)
    const long = (size: number) =>
      Array.from({ length: size }, () => given.pick(['a', 'b', 'c'])).join(' ')
    for (const size of [500_000, 9_000]) {
      const [before, after] = [long(size), long(size)]
      const text = words(before, after)
      expect(sideOf(text, 'removed') === before && sideOf(text, 'added') === after).toBe(true)
    }
  })
})
