import { expect, test } from 'vitest'
import {
  arranged,
  feedbackStates,
  isLate,
  pagesOf,
} from '../../../client/screens/readership/feedback-order.ts'
import type { Feedback } from '../../../client/screens/readership/readership-queries.ts'
import {
  editionId,
  feedbackId,
  newId,
  pageId,
  personId,
  strategyId,
} from '../../../server/contract/ids.ts'
import { type Random, random } from '../../support/random.ts'
import { seeds } from '../../support/seeds.ts'

const pages = [newId(pageId), newId(pageId)]
const today = '2027-01-15'

function written({ chance, int, pick }: Random): Feedback {
  const page = chance(0.3) ? null : pick(pages)
  const at = (day: number) => `2027-01-${String(1 + day).padStart(2, '0')}`
  return {
    id: newId(feedbackId),
    strategy: newId(strategyId),
    edition: newId(editionId),
    page,
    text: 'Why?',
    name: '',
    person: null,
    language: 'en',
    at: `${at(int(28))}T08:00:00.000Z`,
    answerBy: at(int(28)),
    fate: chance(0.5)
      ? null
      : {
          fate: 'answered',
          reason: 'So.',
          by: newId(personId),
          at: `${at(int(28))}T09:00:00.000Z`,
        },
    number: '1.0',
    pageTitle: page === null ? null : 'Goals',
    personName: null,
    byName: null,
    mine: true,
  }
}

test('[P462] what waits for an answer comes first, the nearest promise before others; nothing is lost', () => {
  for (const seed of seeds(4)) {
    const chances = random(seed)
    const all = Array.from({ length: 200 }, () => written(chances))
    const { open, answered } = arranged(all, { state: 'all', page: 'all' }, today)
    expect(open.length + answered.length).toBe(200)
    expect(open.every(({ fate }) => fate === null)).toBe(true)
    expect(open.map(({ answerBy }) => answerBy)).toEqual(
      open.map(({ answerBy }) => answerBy).toSorted(),
    )
    const ended = answered.map(({ fate }) => fate?.at ?? '')
    expect(ended).toEqual(ended.toSorted().toReversed())
  }
})

test('[P462] by state and by page exactly what was chosen is shown', () => {
  for (const seed of seeds(4)) {
    const chances = random(seed)
    const all = Array.from({ length: 60 }, () => written(chances))
    for (const state of feedbackStates) {
      for (const page of ['all', 'whole', ...pages]) {
        const { open, answered } = arranged(all, { state, page }, today)
        const shown = new Set([...open, ...answered])
        for (const one of all) {
          const ofPage = page === 'all' || (page === 'whole' ? null : page) === one.page
          const ofState =
            state === 'all' ||
            (state === 'answered' && one.fate !== null) ||
            (state === 'open' && one.fate === null) ||
            (state === 'late' && isLate(one, today))
          expect(shown.has(one), `${state} ${page}`).toBe(ofPage && ofState)
        }
      }
    }
    expect([...pagesOf(all).keys()].toSorted()).toEqual([...pages].toSorted())
  }
})

test('[P462] on the promised day itself nothing is late, and what is answered never is', () => {
  const one = { ...written(random(1)), fate: null }
  expect(isLate({ ...one, answerBy: today }, today)).toBe(false)
  expect(isLate({ ...one, answerBy: '2027-01-14' }, today)).toBe(true)
  const fate = {
    fate: 'answered',
    reason: 'So.',
    by: newId(personId),
    at: `${today}T09:00:00.000Z`,
  } as const
  expect(isLate({ ...one, answerBy: '2027-01-14', fate }, today)).toBe(false)
})
