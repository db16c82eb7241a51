import { expect, test } from 'vitest'
import { siteEndpoints } from '../../../server/contract/api/publishing.ts'
import { frameOrigin } from '../../../server/contract/editions.ts'
import { reachKinds } from '../../../server/contract/edition-shape.ts'
import { frameOriginIn } from '../../../client/screens/readership/frame-origin.ts'
import type { Publication } from '../../../client/screens/readership/readership-queries.ts'
import {
  bodyOf,
  draftOf,
  isChanged,
  isOver,
  linkHasEnded,
  problemsOf,
} from '../../../client/screens/readership/settings-draft.ts'
import { random } from '../../support/random.ts'
import { seeds } from '../../support/seeds.ts'

const { body } = siteEndpoints.setPublication

const known: Publication = {
  slug: 'viestinta',
  reach: 'link',
  linkUntil: '2027-03-31T11:00:00.000Z',
  embedding: ['https://intranet.example.org'],
  feedbackDays: 5,
  confirmation: false,
  hasPassword: true,
  hasLink: true,
}

test.each([
  ['https://intranet.example.org', 'https://intranet.example.org'],
  ['  https://Intranet.Example.ORG/sites/all?x=1#top ', 'https://intranet.example.org'],
  ['intranet.example.org', 'https://intranet.example.org'],
  ['intranet:8443', 'https://intranet:8443'],
  ['http://intranet', 'http://intranet'],
  ['https://*.example.org', 'https://*.example.org'],
  ['https://intranet.example.org:443/', 'https://intranet.example.org'],
  ['ftp://files.example.org', null],
  ['javascript://alert(1)', null],
  ['https://', null],
  ['not an address', null],
  ['https://a.example.org https://b.example.org', null],
  ["https://a.example.org;script-src 'unsafe-inline'", null],
  ['*', null],
  ['https://*.*.example.org', null],
  ['*.example.org', 'https://*.example.org'],
  [`https://${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example.org`, null],
])('[P460] of what is pasted the site may show editions, or nothing does: %s', (text, origin) => {
  expect(frameOriginIn(text)).toBe(origin)
  if (origin !== null) expect(frameOrigin.safeParse(origin).success).toBe(true)
})

test('[P460] nothing that is typed becomes an origin that the server refuses', () => {
  const signs = [
    'https://',
    'http://',
    '*.',
    'a',
    'Ä',
    '-',
    '.',
    ':',
    '80',
    '/',
    ' ',
    ';',
    "'",
    '@',
  ]
  for (const seed of seeds(4)) {
    const { int, pick } = random(seed)
    for (let run = 0; run < 500; run += 1) {
      const text = Array.from({ length: 1 + int(8) }, () => pick(signs)).join('')
      const origin = frameOriginIn(text)
      if (origin !== null) expect(frameOrigin.safeParse(origin).success, text).toBe(true)
    }
  }
})

test('[P461] settings that nobody changed are sent as they were, to the millisecond', () => {
  for (const seed of seeds(4)) {
    const { chance, int, pick } = random(seed)
    for (let run = 0; run < 200; run += 1) {
      const settings = {
        slug: pick(['a', 'viestinta', 'strategia-2027']),
        reach: pick(reachKinds),
        linkUntil: chance(0.5) ? null : new Date(1.8e12 + int(1e11)).toISOString(),
        embedding: chance(0.5) ? [] : ['https://a.example.org', 'https://*.example.org'],
        feedbackDays: chance(0.5) ? null : 1 + int(60),
        confirmation: chance(0.5),
      }
      const publication = { ...settings, hasPassword: chance(0.5), hasLink: chance(0.5) }
      const draft = draftOf(publication, 'something-else')
      expect(isChanged(draft, draftOf(publication, ''))).toBe(false)
      expect(problemsOf(draft)).toEqual({ slug: null, password: null, feedbackDays: null })
      expect(bodyOf(draft, publication)).toEqual(settings)
    }
  }
})

test('[P461] a draft is sent as the contract takes it: the day to its end, the password only for a link', () => {
  const draft = draftOf(known, '')
  const later = bodyOf({ ...draft, linkUntil: '2027-04-02' }, known)
  expect(later.linkUntil).toBe(new Date(2027, 3, 2, 23, 59, 59, 999).toISOString())
  expect(body.parse(later)).toEqual({ ...later, newLink: false })
  expect(bodyOf({ ...draft, linkUntil: '' }, known).linkUntil).toBeNull()
  expect(bodyOf(draft, known)).not.toHaveProperty('password')
  expect(bodyOf({ ...draft, password: { is: 'removed' } }, known).password).toBeNull()
  const set = { ...draft, password: { is: 'set', to: 'long enough' } } as const
  expect(bodyOf(set, known).password).toBe('long enough')
  expect(bodyOf({ ...set, reach: 'network' }, known)).not.toHaveProperty('password')
  expect(
    bodyOf({ ...draft, asksFeedback: false, feedbackDays: 'x' }, known).feedbackDays,
  ).toBeNull()
})

test('[P461] what is wrong is known before the server is asked', () => {
  const draft = draftOf(null, 'viestinta')
  expect(body.parse(bodyOf(draft, null))).toMatchObject({ slug: 'viestinta', reach: 'signed-in' })
  for (const slug of ['Viestintä', 'a b', '-a', 'a-', 'a--b', 'a/b', '..']) {
    expect(problemsOf({ ...draft, slug }).slug, slug).toBe('wrong')
    expect(body.safeParse(bodyOf({ ...draft, slug }, null)).success).toBe(false)
  }
  expect(problemsOf({ ...draft, slug: '' }).slug).toBe('missing')
  for (const feedbackDays of ['', '0', '61', '-1', '1.5', 'two']) {
    expect(problemsOf({ ...draft, feedbackDays }).feedbackDays, feedbackDays).toBe('wrong')
    expect(problemsOf({ ...draft, feedbackDays, asksFeedback: false }).feedbackDays).toBeNull()
  }
  const short = { ...draft, password: { is: 'set', to: 'seven77' } } as const
  expect(problemsOf({ ...short, reach: 'link' }).password).toBe('short')
  expect(problemsOf({ ...short, reach: 'network' }).password).toBeNull()
})

test('[P461] a link is over after its last day, where the reader is', () => {
  const end = new Date(2027, 2, 31, 23, 59, 59, 999).getTime()
  expect(isOver('2027-03-31', end - 1)).toBe(false)
  expect(isOver('2027-03-31', end)).toBe(true)
  expect(isOver('', end)).toBe(false)
  const until = Date.parse('2027-03-31T11:00:00.000Z')
  expect(linkHasEnded(known, until - 1)).toBe(false)
  expect(linkHasEnded(known, until)).toBe(true)
  expect(linkHasEnded({ ...known, reach: 'network' }, until)).toBe(false)
  expect(linkHasEnded(null, until)).toBe(false)
})
