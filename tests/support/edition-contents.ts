/** Editions to be drawn, searched and taken along, without the way that leads to them. */
import { fileId, newId, pageId, personId, strategyId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import type {
  EditionContent,
  EditionPage,
} from '../../server/publishing/editions/edition-content.ts'
import type { Piece, Runs } from '../../server/publishing/piece.ts'

export const runs = (text: string): Runs => (text === '' ? [] : [{ text, marks: [], to: null }])
export const paragraph = (text: string): Piece => ({ kind: 'paragraph', text: runs(text) })
export const heading = (text: string, level: 2 | 3 | 4 = 2): Piece => ({
  kind: 'heading',
  level,
  text: runs(text),
})
export const rule = (text: string, why = ''): Piece => ({
  kind: 'rule',
  stance: 'do',
  text: runs(text),
  why: runs(why),
  example: [],
  ask: [],
})

export function editionPage(
  slug: string,
  title: string,
  pieces: readonly Piece[],
  more: Partial<EditionPage> = {},
): EditionPage {
  return {
    page: newId(pageId),
    slug,
    parent: null,
    title,
    language: 'en',
    basedOn: null,
    seq: 12,
    ownerRole: 'Head of communications',
    owner: null,
    reviewOn: '2027-11-01',
    pieces,
    ...more,
  }
}

/** A step of a flow that is done by somebody. */
const step = (title: string, action: string) => ({
  asks: true,
  title: runs(title),
  action: runs(action),
  who: runs('Whoever is on duty'),
  owner: null,
  within: 'within 2 hours',
  ends: false,
})

/** Pages in three languages, with rules, a flow, a table, a picture and a file. */
export function editionContent(more: Partial<EditionContent> = {}): EditionContent {
  const [picture, attached] = [newId(fileId), newId(fileId)]
  const first = editionPage('goals', 'Goals', [
    paragraph('Everybody in the house answers within a day.'),
    heading('What we aim at'),
    paragraph('Readers find the opening hours without asking.'),
    {
      kind: 'table',
      caption: 'Goals',
      rows: [
        [cellOf('Goal', 'column'), cellOf('By when', 'column')],
        [cellOf('Shorter waiting'), cellOf('Next spring')],
      ],
    },
  ])
  const pages: [EditionPage, ...EditionPage[]] = [
    first,
    editionPage('rules-of-conversation', 'Rules of conversation', [
      rule('Answer a question on the same day', 'Silence is an answer, too.'),
      rule('Correct mistakes openly'),
      { kind: 'flow', steps: [step('Is it urgent', 'Call the duty phone')] },
    ]),
    editionPage(
      'tavoitteet',
      'Viestinnän tavoitteet',
      [
        heading('Kirjastoissa'),
        paragraph('Kirjastojen aukioloajat löytyvät kysymättä. Työntekijöiden äänet kuuluvat.'),
      ],
      { language: 'fi', basedOn: { page: first.page, behind: true } },
    ),
    editionPage('maal', 'Mål for kommunikasjon', [paragraph('Innbyggerne finner svarene selv.')], {
      language: 'nb',
    }),
    editionPage('files-and-pictures', 'Files and pictures', [
      {
        kind: 'image',
        file: picture,
        page: first.page,
        alt: 'A reading room',
        width: 2,
        height: 2,
        caption: runs('The room in spring'),
      },
      { kind: 'file', file: attached, page: first.page, name: 'Plan.odt', size: 4 },
    ]),
  ]
  const language: Language = 'en'
  return {
    format: 1,
    strategy: newId(strategyId),
    name: 'Social media strategy',
    language,
    organisation: 'Karelia',
    number: '1.0',
    validFrom: '2026-12-01',
    approvedOn: '2026-11-20',
    changeNote: 'The first one.',
    approvers: [
      { role: 'Management group', name: null, on: '2026-11-20', despite: '' },
      { role: 'Head of service', name: 'Aino', on: '2026-11-19', despite: 'It cannot wait.' },
    ],
    findings: [],
    pages,
    files: [],
    story: {
      from: '2026-09-01',
      to: '2026-11-15',
      weeks: [{ monday: '2026-08-31', sittings: 3, people: null }],
      people: 7,
      units: [{ name: 'Library', people: 5 }],
      pages: pages.map(({ page }) => ({
        page,
        people: 7,
        comments: 2,
        proposals: 1,
        open: 0,
        versions: [],
      })),
      fates: {
        answered: 1,
        adopted: 1,
        'adopted-changed': 0,
        merged: 0,
        parked: 0,
        declined: 0,
      },
      reasons: [],
      contributors: [newId(personId)],
    },
    ...more,
  }
}

function cellOf(text: string, head: 'column' | null = null) {
  return { head, colspan: 1, rowspan: 1, align: null, content: [paragraph(text)] } as const
}
