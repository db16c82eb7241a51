import { expect, test } from 'vitest'
import {
  newId,
  approvalId,
  editionId,
  pageId,
  personId,
  strategyId,
} from '../../../server/contract/ids.ts'
import { Failure } from '../../../client/net/failure.ts'
import type { Publishing } from '../../../client/net/publishing-queries.ts'
import {
  firstDraft,
  mostApprovers,
  mostPages,
  problemsOf,
  refusedPerson,
} from '../../../client/screens/publishing/ask-draft.ts'
import { nextNumbers } from '../../../client/screens/publishing/next-number.ts'

const [one, two, gone] = [newId(pageId), newId(pageId), newId(pageId)]
const [aino, bo] = [newId(personId), newId(personId)]
const strategy = newId(strategyId)
const at = '2026-11-20T10:00:00.000Z'
const frozen = (page: typeof one, ownerRole: string) => ({
  ...({ page, ownerRole, seq: 1, title: 'Goals', language: 'en' } as const),
  ...{ owner: null, reviewOn: null },
})

const nothing: Publishing = {
  ...{ editions: [], approvals: [], publication: null, suggestedSlug: 'ours', people: [] },
  named: false,
}
const before: Publishing = {
  ...nothing,
  approvals: [
    {
      ...{ id: newId(approvalId), strategy, askedBy: aino, askedAt: at, note: 'Read it.' },
      ...{ end: null, state: 'open', changedSince: [], reasons: false },
      pages: [frozen(two, 'Asked role'), frozen(gone, '')],
      approvers: [
        { person: aino, role: 'Management group', answer: null },
        { person: bo, role: 'Gone by now', answer: null },
      ],
    },
  ],
  editions: [
    {
      ...{ id: newId(editionId), strategy, approval: newId(approvalId), major: 1, minor: 0 },
      ...{ publishAt: at, publishedAt: at, publishedBy: aino, validFrom: '2026-12-01' },
      ...{ changeNote: '', sha256: 'a'.repeat(64), redactions: [], withdrawn: null },
      ...{ number: '1.0', state: 'current', path: '/published/ours/1.0/', changedSince: [] },
      pages: [{ ...frozen(two, 'Published role'), slug: 'goals' }],
    },
  ],
}

test('[P440] the first time all pages are chosen and nobody is asked', () => {
  const draft = firstDraft(nothing, [one, two], () => true)
  expect([...draft.pages]).toEqual([one, two])
  expect(draft).toMatchObject({ approvers: [], note: '', reasons: true })
  const many = Array.from({ length: mostPages + 5 }, () => newId(pageId))
  expect(firstDraft(nothing, many, () => true).pages.size).toBe(mostPages)
})

test('[P440] after that it begins as the last time, without whom and what is gone', () => {
  const draft = firstDraft(before, [one, two], (person) => person === aino)
  expect([...draft.pages]).toEqual([two])
  expect(draft.approvers).toEqual([{ person: aino, role: 'Management group' }])
  // The role that was published counts before one that was only asked for.
  expect(draft.ownerRoles.get(two)).toBe('Published role')
  expect(draft).toMatchObject({ note: '', reasons: false })
})

test('[P440] what is missing or too much is told in the order of the form', () => {
  const draft = firstDraft(nothing, [one], () => true)
  expect(problemsOf(draft)).toEqual([{ at: 'approvers', what: 'none' }])
  expect(problemsOf({ ...draft, pages: new Set() })[0]).toEqual({ at: 'pages', what: 'none' })
  const approvers = [
    { person: aino, role: ' ' },
    { person: bo, role: 'x'.repeat(121) },
  ]
  expect(problemsOf({ ...draft, approvers })).toEqual([
    { at: 'role', person: aino, what: 'none' },
    { at: 'role', person: bo, what: 'long' },
  ])
  const crowd = Array.from({ length: mostApprovers + 1 }, () => ({
    person: newId(personId),
    role: 'Unit',
  }))
  expect(problemsOf({ ...draft, approvers: crowd })).toEqual([{ at: 'approvers', what: 'many' }])
})

test('[P440] whom the server refuses is found among those who are asked', () => {
  const draft = { ...firstDraft(before, [two], () => true) }
  const refusal = (details: Record<string, string>) =>
    new Failure('invalid-input', 'No.', { details })
  expect(refusedPerson(refusal({ person: bo, approvers: 'cannot-read' }), draft)).toEqual({
    ...{ at: 'person', person: bo, isGone: false },
  })
  expect(refusedPerson(refusal({ person: bo, approvers: 'inactive' }), draft)).toMatchObject({
    isGone: true,
  })
  expect(refusedPerson(refusal({ pages: 'twice' }), draft)).toBeNull()
})

test('[P441] the next numbers come after the greatest, in whatever order they are', () => {
  expect(nextNumbers([])).toEqual({ first: '1.0' })
  const editions = [
    { major: 1, minor: 9 },
    { major: 1, minor: 10 },
    { major: 1, minor: 2 },
  ]
  expect(nextNumbers(editions)).toEqual({ minor: '1.11', major: '2.0' })
})
