/** How pages were made, told from who wrote when and what was said beside them. */
import { describe, expect, test } from 'vitest'
import {
  commentId,
  newId,
  type PageId,
  pageId,
  type PersonId,
  personId,
  talkootAuthor,
  threadId,
  unknownAuthor,
  versionId,
} from '#contract/ids.ts'
import type { Version } from '#contract/records.ts'
import type { Fate, Thread } from '#contract/threads.ts'
import { type StoryOf, storyOf, type StoryPage } from '../../../server/publishing/story/story-of.ts'

const minute = 60_000
const at = (text: string) => Date.parse(`${text}Z`)
const people = (count: number) => Array.from({ length: count }, () => newId(personId))
const frozenAt = at('2027-04-01T12:00')

interface Said {
  readonly by: PersonId
  readonly at?: string
  readonly fate?: Fate
  readonly reason?: string
  readonly endedAt?: string
  readonly proposal?: Thread['proposal']
  readonly deleted?: boolean
}

function said(page: PageId, given: Said): Thread {
  const { by, fate, reason = '', proposal = null, deleted = false } = given
  const when = given.at ?? '2027-03-10T09:00:00Z'
  const comment = {
    id: newId(commentId),
    by,
    at: when,
    text: deleted ? '' : 'CANARY what was said',
    edits: [{ at: when, before: 'CANARY what was said before' }],
    deletedAt: deleted ? when : null,
    hidden: null,
    reactions: [],
  }
  return {
    id: newId(threadId),
    page,
    anchor: null,
    proposal,
    seq: 1,
    comments: [comment],
    ending:
      fate === undefined
        ? null
        : { fate, reason, by, at: given.endedAt ?? '2027-03-20T09:00:00Z', into: null, seq: null },
    reopened: [],
  }
}

function part(page: PageId, given: Partial<StoryPage> = {}): StoryPage {
  return { page, seq: 10, entries: [], threads: [], versions: [], shows: () => true, ...given }
}

function story(pages: readonly StoryPage[], given: Partial<StoryOf> = {}) {
  return storyOf({ pages, unitOf: () => null, reasons: true, frozenAt, ...given })
}

const wrote = (author: PersonId, when: string, kind: 'edit' | 'template' = 'edit') => ({
  author,
  at: at(when),
  kind,
})

describe('the time of writing', () => {
  const [aino = talkootAuthor, bo = talkootAuthor] = people(2)

  test('[P385] weeks go from Monday to Monday, quiet ones too', () => {
    const told = story([
      part(newId(pageId), {
        entries: [
          // Template and repair are nobody’s writing.
          wrote(aino, '2027-02-01T09:00', 'template'),
          wrote(talkootAuthor, '2027-02-02T09:00'),
          wrote(unknownAuthor, '2027-02-03T09:00'),
          wrote(aino, '2027-03-07T23:50'),
          wrote(aino, '2027-03-08T00:10'),
          wrote(bo, '2027-03-28T23:59'),
        ],
      }),
    ])
    expect([told.from, told.to]).toEqual(['2027-03-07', '2027-03-28'])
    expect(told.weeks).toEqual([
      { monday: '2027-03-01', sittings: 1, people: null },
      { monday: '2027-03-08', sittings: 0, people: 0 },
      { monday: '2027-03-15', sittings: 0, people: 0 },
      { monday: '2027-03-22', sittings: 1, people: null },
    ])
    expect(told.contributors).toEqual([aino, bo].toSorted())
  })

  test('[P385] half an hour without writing ends a sitting; each page and person has their own', () => {
    const begun = at('2027-03-10T09:00')
    const every = (author: PersonId, ...minutes: number[]) =>
      minutes.map((after) => ({ author, at: begun + after * minute, kind: 'edit' as const }))
    const sittings = (...entries: StoryPage['entries'][number][][]) =>
      story(entries.map((all) => part(newId(pageId), { entries: all }))).weeks.map(
        (week) => week.sittings,
      )
    expect(sittings(every(aino, 0, 30, 60))).toEqual([1])
    expect(sittings(every(aino, 0, 30, 61))).toEqual([2])
    expect(sittings([...every(aino, 0), ...every(bo, 20), ...every(aino, 40)])).toEqual([3])
    expect(sittings(every(aino, 0), every(aino, 1))).toEqual([2])
    // A clock that was put back.
    expect(sittings(every(aino, 0, 20, -200, 40))).toEqual([1])
  })

  test('[P385] of pages that nobody wrote on there is the day of freezing', () => {
    const told = story([part(newId(pageId))])
    expect(told).toMatchObject({ from: '2027-04-01', to: '2027-04-01', people: 0, units: [] })
    expect(told.weeks).toEqual([{ monday: '2027-03-29', sittings: 0, people: 0 }])
    expect(story([])).toMatchObject({ pages: [], contributors: [], people: 0 })
  })

  test('[P385] named moments up to the one that is published, the oldest first', () => {
    const page = newId(pageId)
    const version = (seq: number, name: string, why: Version['why'] = 'named'): Version => ({
      id: newId(versionId),
      page,
      seq,
      name,
      note: 'CANARY note',
      why,
      createdAt: `2027-03-${10 + seq}T10:00:00Z`,
      createdBy: aino,
    })
    const versions = [
      version(9, 'For the board'),
      version(2, 'First draft'),
      version(3, '', 'before-restore'),
      version(11, 'Later'),
    ]
    expect(story([part(page, { versions })]).pages[0]?.versions).toEqual([
      { name: 'First draft', on: '2027-03-12' },
      { name: 'For the board', on: '2027-03-19' },
    ])
  })
})

describe('what was said', () => {
  const page = newId(pageId)
  const [aino = talkootAuthor, bo = talkootAuthor] = people(2)
  const proposal = { from: 'CANARY from', to: 'CANARY to' }
  const threads = [
    said(page, { by: aino }),
    said(page, { by: aino, fate: 'answered', reason: 'It was a question.' }),
    said(page, {
      by: bo,
      proposal,
      fate: 'adopted',
      reason: `  @{person:${aino}} is right.`,
      endedAt: '2027-03-15T09:00:00Z',
    }),
    said(page, { by: bo, proposal }),
    said(page, { by: bo, deleted: true }),
    said(page, { by: bo, at: '2027-04-02T09:00:00Z' }),
    said(page, { by: bo, fate: 'declined', endedAt: '2027-04-02T09:00:00Z' }),
  ]

  test('[P387] is counted as it was when it was frozen; what came of it adds up', () => {
    const told = story([part(page, { threads })])
    expect(told.pages).toMatchObject([{ comments: 3, proposals: 2, open: 3 }])
    expect(told.fates).toEqual({
      answered: 1,
      adopted: 1,
      'adopted-changed': 0,
      merged: 0,
      parked: 0,
      declined: 0,
    })
    expect(told.contributors).toEqual([aino, bo].toSorted())
  })

  test('[P387] reasons stand there without whom they mention; no comment ever does', () => {
    const told = story([part(page, { threads })])
    expect(told.reasons).toEqual([
      { page, fate: 'adopted', on: '2027-03-15', reason: 'is right.' },
      { page, fate: 'answered', on: '2027-03-20', reason: 'It was a question.' },
    ])
    expect(JSON.stringify(told)).not.toContain('CANARY')
  })

  test('[P387] no reason where they are not published, and none of what is not shown', () => {
    expect(story([part(page, { threads })], { reasons: false }).reasons).toEqual([])
    const hidden = story([part(page, { threads, shows: ({ proposal: to }) => to === null })])
    expect(hidden.reasons.map(({ fate }) => fate)).toEqual(['answered'])
    expect(hidden.fates.adopted).toBe(1)
  })

  test('[P387] Talkoot is nobody', () => {
    const told = story([part(page, { threads: [said(page, { by: talkootAuthor })] })])
    expect(told).toMatchObject({ people: 0, contributors: [] })
    expect(told.pages).toMatchObject([{ comments: 1, people: 0 }])
  })
})

describe('people', () => {
  const [one, two] = [newId(pageId), newId(pageId)]
  const all = people(12)
  const units = new Map(
    all.map((person, index) => [person, ['Care', 'Schools', 'Streets'][index % 3]]),
  )
  const entries = (authors: readonly PersonId[]) =>
    authors.map((author) => wrote(author, '2027-03-10T09:00'))

  test('[P386] are counted from five on; units too', () => {
    const many = people(13)
    const unitOf = (person: PersonId) => (many.indexOf(person) < 8 ? 'Care' : 'Schools')
    const pages = [
      part(one, { entries: entries(many) }),
      part(two, { entries: entries(many.slice(9)) }),
    ]
    const told = story(pages, { unitOf })
    expect(told.people).toBe(13)
    expect(told.units).toEqual([
      { name: 'Care', people: 8 },
      { name: 'Schools', people: 5 },
    ])
    expect(told.pages.map((page) => page.people)).toEqual([13, null])
    expect(told.weeks).toEqual([{ monday: '2027-03-08', sittings: 17, people: 13 }])
    expect(told.contributors).toHaveLength(13)
  })

  test('[P386] nothing is told of units of four, nor of four people', () => {
    const told = story([part(one, { entries: entries(all) })], {
      unitOf: (person) => units.get(person) ?? null,
    })
    expect(told).toMatchObject({ people: 12, units: [] })
    expect(story([part(one, { entries: entries(all.slice(0, 4)) })])).toMatchObject({
      people: null,
      pages: [{ people: null }],
      weeks: [{ people: null }],
    })
  })

  test('[P386] who only spoke counts with them, whatever order they come in', () => {
    const threads = all.slice(6).map((by) => said(one, { by }))
    const told = story([part(one, { entries: entries(all.slice(0, 6)), threads })])
    expect(told).toMatchObject({ people: 12, pages: [{ people: 12, comments: 6 }] })
    const reversed = story([
      part(one, { entries: entries(all.slice(0, 6)).toReversed(), threads: threads.toReversed() }),
    ])
    expect(reversed).toEqual(told)
  })
})
