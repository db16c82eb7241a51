/** What stands in the way of publishing a page. */
import type { JSONContent } from '@tiptap/core'
import { describe, expect, test } from 'vitest'
import { findingKinds } from '#contract/editions.ts'
import { fileId, newId, pageId, personId, scaleId, strategyId } from '#contract/ids.ts'
import { page as pageRecord, type Page } from '#contract/records.ts'
import { marksOf } from '../../../server/digests/questions.ts'
import { type CheckedPage, findingsOf } from '../../../server/publishing/checks/findings.ts'
import { node, scalesBlock } from '../../support/blocks.ts'

const today = '2027-03-31'
const [owner, home] = [newId(personId), newId(pageId)]

function record(given: Partial<Page> = {}): Page {
  return pageRecord.parse({
    id: home,
    strategy: newId(strategyId),
    title: 'Goals',
    template: null,
    language: 'en',
    owner,
    reviewOn: '2027-03-31',
    createdAt: '2027-01-01T00:00:00Z',
    createdBy: owner,
    ...given,
  })
}

const line = (text: string, attrs: JSONContent['attrs'] | null = null) =>
  node('paragraph', attrs, ...(text === '' ? [] : [text]))
const doc = (...blocks: JSONContent[]) => node('doc', null, node('title', null, 'Goals'), ...blocks)

function checked(blocks: readonly JSONContent[], given: Partial<CheckedPage> = {}): CheckedPage {
  return {
    page: record(),
    content: doc(...blocks),
    openThreads: 0,
    sourceBehind: false,
    goalsMeasured: new Set(),
    ...given,
  }
}

/** What is found on one page, with how many. */
function found(blocks: readonly JSONContent[], given: Partial<CheckedPage> = {}) {
  const findings = findingsOf([checked(blocks, given)], today)
  expect(findings.every(({ page }) => page === home)).toBe(true)
  return Object.fromEntries(findings.map(({ count, kind }) => [kind, count]))
}

const text = line('We answer everybody within a day.')

test('[P389] nothing stands in the way of a page that is ready', () => {
  expect(found([text])).toEqual({})
  expect(findingsOf([], today)).toEqual([])
})

test('[P389] comments, owner, review and source', () => {
  expect(found([text], { openThreads: 3, sourceBehind: true })).toEqual({
    'open-comments': 3,
    'behind-its-source': 1,
  })
  expect(found([text], { page: record({ owner: null, reviewOn: null }) })).toEqual({
    'no-owner': 1,
    'no-review': 1,
  })
  // On the day itself it is not late yet.
  expect(found([text], { page: record({ reviewOn: '2027-03-30' }) })).toEqual({
    'review-passed': 1,
  })
})

describe('questions', () => {
  const asks = (text: string, attrs: JSONContent['attrs'] = {}) =>
    node('question', { required: true, ...attrs }, text)

  test('[P389] required ones need an answer, or a reason of three words', () => {
    const questions = [
      asks('Who are our customers?'),
      text,
      asks('Who is on shift?'),
      line(''),
      asks('What do we measure?', { notRelevant: true }),
      line('Not yet'),
      asks('Who are our rivals?', { notRelevant: true }),
      line('We have none'),
      node('question', null, 'Not required?'),
      line(''),
      asks('Leads only', { kind: 'guidance' }),
      line(''),
    ]
    expect(found(questions)).toEqual({ 'unanswered-questions': 2 })
  })

  test('[P389] what a template had put there is no answer; one on a scale is', () => {
    const scale = newId(scaleId)
    const blocks = [asks('How do we do?'), line('Write here what you do.'), text]
    const begun = marksOf(doc(...blocks))
    expect(found(blocks, { known: { begun, answered: new Set() } })).toEqual({
      'unanswered-questions': 1,
    })
    const scales = [asks('How well?'), scalesBlock([scale])]
    expect(found(scales)).toEqual({ 'unanswered-questions': 1 })
    expect(found(scales, { known: { begun: new Set(), answered: new Set([scale]) } })).toEqual({})
  })

  test('[P389] also in what is internal', () => {
    const inside = node('callout', { internal: true }, asks('Who calls whom?'), line(''))
    expect(found([text, inside])).toEqual({ 'unanswered-questions': 1 })
  })
})

test('[P389] pictures need words, unless they decorate or are no pictures', () => {
  const picture = (attrs: JSONContent['attrs']) =>
    node('image', { file: newId(fileId), page: home, ...attrs })
  const pictures = [
    picture({ alt: 'A map' }),
    picture({ alt: '  ' }),
    picture({}),
    picture({ decorative: true }),
    node('image', { alt: null }),
    picture({ internal: true }),
  ]
  expect(found([text, ...pictures])).toEqual({ 'no-alternative-text': 2 })
  const nested = node('table', null, node('tableRow', null, node('tableCell', null, picture({}))))
  expect(found([text, nested])).toEqual({ 'no-alternative-text': 1 })
})

describe('rows', () => {
  const goal = (name: string, attrs: JSONContent['attrs'] = {}) =>
    node('goal', { id: newId(pageId), ...attrs }, node('goalName', null, ...(name ? [name] : [])))

  test('[P389] goals need a metric and an owner; empty rows are none', () => {
    const [measured, other] = [newId(pageId), newId(pageId)]
    const table = node(
      'goalTable',
      null,
      goal('Everybody is answered', { id: measured, owner }),
      goal('Everybody is heard', { id: other }),
      goal('Everybody reads'),
      goal(''),
    )
    expect(found([table], { goalsMeasured: new Set([measured, other]) })).toEqual({
      'unmeasured-goal': 1,
      'nobody-owns': 2,
    })
    expect(found([text, { ...table, attrs: { internal: true } }])).toEqual({})
  })

  test('[P389] steps need an owner or a role', () => {
    const step = (title: string, who: string, attrs: JSONContent['attrs'] = {}) =>
      node(
        'flowStep',
        { kind: 'do', ...attrs },
        node('stepTitle', null, ...(title ? [title] : [])),
        node('stepAction'),
        node('stepWho', null, ...(who ? [who] : [])),
      )
    const flow = node(
      'flow',
      null,
      step('Found', 'Whoever finds it'),
      step('Seen', '', { owner }),
      step('Answered', ''),
      step('Closed', ' ', { owner: 'nobody' }),
      step('', ''),
    )
    expect(found([flow])).toEqual({ 'nobody-owns': 2 })
  })

  test.each([
    [{ making: 70, analysing: 10, following: 5, sharing: 5, talking: 10 }, {}],
    [{ making: 100 }, {}],
    [{ making: 70, talking: 20 }, { 'time-budget': 1 }],
    [{ making: 70, talking: 40 }, { 'time-budget': 1 }],
    [{ making: 100, talking: 400 }, {}],
    [{ hours: 10 }, {}],
  ])('[P389] the shares of a time budget make 100: %j', (attrs, expected) => {
    expect(found([text, node('timeBudget', attrs)])).toEqual(expected)
    expect(found([text, node('timeBudget', { ...attrs, internal: true })])).toEqual({})
  })
})

test('[P389] a page of which nothing but headings is published is empty', () => {
  const empty = { 'empty-page': 1 }
  expect(found([])).toEqual(empty)
  expect(found([line(''), line('  '), node('horizontalRule')])).toEqual(empty)
  expect(found([node('heading', { level: 2 }, 'Goals')])).toEqual(empty)
  expect(found([line('For us alone', { internal: true })])).toEqual(empty)
  expect(found([node('question', null, 'Who?'), line('')])).toEqual(empty)
  expect(found([node('bulletList', null, node('listItem', null, line('')))])).toEqual(empty)
  expect(
    found([node('table', null, node('tableRow', null, node('tableCell', null, line(''))))]),
  ).toEqual(empty)
})

test('[P389] everything that can be found, by page in their order', () => {
  const other = newId(pageId)
  const bad = checked(
    [
      node('question', { required: true }, 'Who?'),
      line(''),
      node('heading', { level: 2 }, 'Goals'),
      node('goalTable', null, node('goal', null, node('goalName', null, 'Be heard'))),
      node('image', { file: newId(fileId), page: home }),
      node('timeBudget', { making: 1 }),
    ],
    { openThreads: 1, sourceBehind: true },
  )
  const findings = findingsOf(
    [
      { ...bad, page: record({ owner: null, reviewOn: null }) },
      checked([], { page: record({ id: other, reviewOn: '2020-01-01' }) }),
    ],
    today,
  )
  expect(findings.map(({ kind }) => kind).toSorted()).toEqual([...findingKinds].toSorted())
  expect(findings.filter(({ page }) => page === other).map(({ kind }) => kind)).toEqual([
    'review-passed',
    'empty-page',
  ])
  expect(findings.findIndex(({ page }) => page === other)).toBe(findings.length - 2)
})
