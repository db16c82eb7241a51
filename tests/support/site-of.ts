/** An edition for tests of what it looks like as a site. */
import type { KeptFile } from '#contract/editions.ts'
import { fileId, newId, pageId, personId, strategyId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import type {
  EditionContent,
  EditionPage,
} from '../../server/publishing/editions/edition-content.ts'
import type { Piece } from '../../server/publishing/piece.ts'
import type { Served, SiteOf } from '../../server/publishing/site/site.ts'
import { cell, line } from './booklets.ts'

export const everythingServed: Served = {
  search: true,
  feedbackDays: 5,
  confirmation: true,
  feeds: true,
  pdf: true,
  takenAlong: false,
}
export const nothingServed: Served = {
  search: false,
  feedbackDays: null,
  confirmation: false,
  feeds: false,
  pdf: false,
  takenAlong: true,
}

/** A page of an edition; what is not said of it is as on most pages. */
export function editionPage(own: Partial<EditionPage> & { readonly slug: string }): EditionPage {
  return {
    page: newId(pageId),
    parent: null,
    title: own.slug,
    language: 'en',
    basedOn: null,
    seq: 7,
    ownerRole: 'Head of communications',
    owner: null,
    reviewOn: '2027-06-01',
    pieces: [{ kind: 'paragraph', text: line(`Text of ${own.slug}.`) }],
    ...own,
  }
}

/** An edition of these pages. */
export function editionOf(
  pages: readonly [EditionPage, ...EditionPage[]],
  own: Partial<EditionContent> = {},
): EditionContent {
  return {
    format: 1,
    strategy: newId(strategyId),
    name: 'Communication strategy 2027',
    language: 'en',
    organisation: 'Björkköping',
    number: '1.1',
    validFrom: '2026-12-01',
    approvedOn: '2026-11-24',
    changeNote: 'Answers are given on the same working day.',
    approvers: [{ role: 'Management group', name: null, on: '2026-11-24', despite: '' }],
    findings: [],
    pages,
    files: [],
    story: {
      from: '2026-09-01',
      to: '2026-11-20',
      weeks: [
        { monday: '2026-08-31', sittings: 4, people: null },
        { monday: '2026-09-07', sittings: 0, people: 0 },
        { monday: '2026-09-14', sittings: 19, people: 11 },
      ],
      people: 14,
      units: [{ name: 'Schools', people: 8 }],
      pages: pages.map(({ page }) => ({
        page,
        people: null,
        comments: 6,
        proposals: 2,
        open: 1,
        versions: [{ name: 'After the first workshop', on: '2026-10-02' }],
      })),
      fates: { answered: 2, adopted: 3, 'adopted-changed': 1, merged: 0, parked: 1, declined: 1 },
      reasons: [
        { page: pages[0].page, fate: 'declined', on: '2026-10-05', reason: 'It costs too much.' },
      ],
      contributors: [],
    },
    ...own,
  }
}

/** The edition as its site is asked for: current, served whole, read on its first day. */
export function siteOf(content: EditionContent, own: Partial<SiteOf> = {}): SiteOf {
  return {
    content,
    sha256: 'a'.repeat(64),
    redactedOn: [],
    previous: null,
    editions: [
      {
        number: content.number,
        on: '2026-11-25',
        validFrom: content.validFrom,
        state: 'current',
        changeNote: content.changeNote,
        href: 'index.html',
      },
      {
        number: '1.0',
        on: '2026-03-01',
        validFrom: '2026-03-01',
        state: 'superseded',
        changeNote: '',
        href: '../1.0/',
      },
    ],
    standing: { is: 'current' },
    names: new Map(),
    files: new Map(),
    served: everythingServed,
    address: 'https://wiki.example/published/comms/1.1/',
    canonical: 'https://wiki.example/published/comms/',
    today: '2026-12-01',
    ...own,
  }
}

/** What a file of a site says. */
export const said = (file: { readonly bytes: Uint8Array } | undefined): string =>
  file === undefined ? '' : Buffer.from(file.bytes).toString('utf8')

const picture = newId(fileId)
const handout = newId(fileId)
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
)
const kept = (file: typeof picture, type: KeptFile['type'], name: string): KeptFile => ({
  ...{ file, kept: newId(fileId), type, name, size: onePixel.length, sha256: 'b'.repeat(64) },
})

/** Everything that can hold words, each with these. */
export const everyPiece = (text: string): Piece[] => [
  { kind: 'heading', level: 2, text: line(text) },
  { kind: 'paragraph', text: [{ text, marks: ['bold', 'code'], to: { href: text } }] },
  { kind: 'quote', content: [{ kind: 'paragraph', text: line(text) }] },
  { kind: 'list', start: 1, items: [[{ kind: 'paragraph', text: line(text) }]] },
  { kind: 'code', text, language: text },
  { kind: 'heading', level: 3, text: line(text) },
  { kind: 'table', caption: text, rows: [[cell(text, 'column')], [cell(text)]] },
  { kind: 'callout', tone: 'tip', content: [{ kind: 'paragraph', text: line(text) }] },
  { kind: 'details', summary: line(text), content: [{ kind: 'paragraph', text: line(text) }] },
  {
    ...{ kind: 'image', file: picture, page: newId(pageId), alt: text, width: 40, height: 30 },
    caption: line(text),
  },
  { kind: 'file', file: handout, page: newId(pageId), name: text, size: 1200 },
  { kind: 'rule', stance: 'do', text: line(text), why: line(text), example: [], ask: line(text) },
  {
    kind: 'flow',
    steps: [
      {
        ...{ asks: true, title: line(text), action: line(text), who: line(text) },
        ...{ owner: text, within: text, ends: false },
      },
    ],
  },
  { kind: 'tasks', items: [{ done: false, owner: text, due: text, content: [] }] },
]

/** An edition in which everything that people write says this, with all that a site can show. */
export function wordySite(text: string, language: Language = 'en'): SiteOf {
  const person = newId(personId)
  const first = editionPage({
    slug: 'first',
    title: text,
    language,
    ownerRole: text,
    owner: person,
    reviewOn: '2026-10-01',
    pieces: everyPiece(text),
  })
  const second = editionPage({
    slug: 'second',
    title: text,
    language: language === 'sv' ? 'fi' : 'sv',
    parent: first.page,
    basedOn: { page: first.page, behind: true },
    pieces: everyPiece(text),
  })
  const third = editionPage({ slug: 'third', title: text, language, parent: first.page })
  const content = editionOf([first, second, third], {
    ...{ name: text, organisation: text, changeNote: text, language },
    approvers: [{ role: text, name: text, on: '2026-11-24', despite: text }],
    findings: [{ kind: 'open-comments', page: first.page, count: 2 }],
    files: [kept(picture, 'image/png', text), kept(handout, 'application/octet-stream', text)],
  })
  const story = {
    ...content.story,
    units: [{ name: text, people: 8 }],
    pages: content.story.pages.map((page) => ({
      ...page,
      versions: [{ name: text, on: '2026-10-02' }],
    })),
    reasons: [{ page: first.page, fate: 'declined', on: '2026-10-05', reason: text }],
    contributors: [person],
  } as const
  const previous = editionOf(
    [{ ...first, pieces: [{ kind: 'paragraph', text: line(`Before: ${text}`) }] }],
    { ...{ name: text, number: '1.0' } },
  )
  return siteOf(
    { ...content, story },
    {
      ...{ previous, redactedOn: ['2026-12-03'] },
      names: new Map([[person, text]]),
      files: new Map([
        [picture, { type: 'image/png', name: text, bytes: onePixel }],
        [handout, { type: 'text/html', name: text, bytes: onePixel }],
      ]),
      editions: siteOf(content).editions.map((one) => ({ ...one, changeNote: text })),
    },
  )
}
