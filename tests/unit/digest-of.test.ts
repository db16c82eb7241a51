import type { JSONContent } from '@tiptap/core'
import { describe, expect, test } from 'vitest'
import { newId, pageId, personId, scaleId } from '#contract/ids.ts'
import { countWords } from '#contract/words.ts'
import { readConfig } from '../../server/config.ts'
import { digestOf } from '../../server/digests/digest-of.ts'
import { type Known, marksOf } from '../../server/digests/questions.ts'
import { readTemplates } from '../../server/pages/templates.ts'
import { node, scalesBlock } from '../support/blocks.ts'

const p = (...content: (JSONContent | string)[]) => node('paragraph', null, ...content)
const h = (text: string) => node('heading', { level: 2 }, text)
const q = (text: string, attrs: JSONContent['attrs'] | null = null) => node('question', attrs, text)
const notRelevant = (text: string) => q(text, { notRelevant: true })
const cell = (...content: string[]) => node('tableCell', { colspan: 1, rowspan: 1 }, p(...content))
const header = (text: string) => node('tableHeader', { colspan: 1, rowspan: 1 }, p(text))
const table = (...rows: JSONContent[][]) =>
  node('table', null, ...rows.map((cells) => node('tableRow', null, ...cells)))
const page = (...blocks: JSONContent[]) =>
  node('doc', null, node('title', null, 'Title'), ...blocks)

const nothing: Known = { begun: new Set(), answered: new Set() }
const digest = (...blocks: JSONContent[]) => digestOf(page(...blocks), nothing)

const file = newId(pageId)
const scale = newId(scaleId)
const flow = (action: string, attrs: JSONContent['attrs'] = {}) =>
  node(
    'flow',
    null,
    node(
      'flowStep',
      { kind: 'do', ...attrs },
      node('stepTitle', null, 'Found'),
      node('stepAction', null, action),
      node('stepWho'),
    ),
  )

describe('[E60] questions and their answers', () => {
  const table1: readonly [string, JSONContent[], [questions: number, answered: number]][] = [
    ['no question', [p('Text')], [0, 0]],
    ['no answer', [q('Why?'), p()], [1, 0]],
    ['one word', [q('Why?'), p('Because')], [1, 1]],
    ['no word', [q('Why?'), p('… – !')], [1, 0]],
    ['an answer further down', [q('Why?'), p(), p(), p('Because')], [1, 1]],
    ['behind the next question', [q('Why?'), p(), q('How?'), p('So')], [2, 1]],
    ['behind a heading', [q('Why?'), p(), h('Means'), p('So')], [1, 0]],
    ['questions in a row', [q('Why?'), q('How?'), p('So')], [1, 1]],
    ['a question before a heading', [q('Why?'), h('Means'), p('So')], [0, 0]],
    ['a question at the end', [p('Text'), q('Why?')], [1, 0]],
    ['what leads asks nothing', [q('See honestly.', { kind: 'guidance' }), p('Text')], [0, 0]],
    [
      'what leads ends an answer',
      [q('Why?'), p(), q('See.', { kind: 'guidance' }), p('A')],
      [1, 0],
    ],
    ['in a list', [q('Why?'), node('bulletList', null, node('listItem', null, p('One')))], [1, 1]],
    ['an empty list', [q('Why?'), node('bulletList', null, node('listItem', null, p()))], [1, 0]],
    ['labels of a table', [q('Why?'), table([header('What')], [cell()])], [1, 0]],
    ['a cell', [q('Why?'), table([header('What'), header('Who')], [cell(), cell('A')])], [1, 1]],
    ['a picture', [q('Why?'), node('image', { file, page: file, alt: 'A map' })], [1, 1]],
    ['a caption without a picture', [q('Why?'), node('image', null)], [1, 0]],
    ['a file', [q('Why?'), node('file', { file, page: file, name: 'a', size: 1 })], [1, 1]],
    ['empty hours', [q('Why?'), node('timeBudget')], [1, 0]],
    ['hours', [q('Why?'), node('timeBudget', { making: 70 })], [1, 1]],
    ['an empty row', [q('Why?'), node('ruleCard', { stance: 'do' }, node('ruleText'))], [1, 0]],
    ['a row', [q('Why?'), node('ruleCard', null, node('ruleText', null, 'Listen'))], [1, 1]],
    ['a scale', [q('Why?'), scalesBlock([scale])], [1, 0]],
    ['a person', [q('Who?'), p(node('personMention', { person: file, label: 'Aino' }))], [1, 1]],
    ['not relevant', [notRelevant('Why?'), p('We have none')], [1, 1]],
    ['not relevant without a reason', [notRelevant('Why?'), p('Not us')], [1, 0]],
    ['not relevant, said in two lines', [notRelevant('Why?'), p('We have'), p('none')], [1, 1]],
    ['within a callout', [node('callout', null, q('Why?'), p('So'), q('How?'), p())], [2, 1]],
    ['outside of the callout', [node('callout', null, q('Why?')), p('So')], [1, 0]],
  ]
  test.each(table1)('%s', (_, blocks, expected) => {
    const { answered, questions } = digest(...blocks)
    expect([questions, answered]).toEqual(expected)
  })
})

describe('[E61] what a template put there is no answer', () => {
  const before = [q('Who does what?'), flow('Say thank you'), q('How open?'), scalesBlock([scale])]
  const begun = marksOf(page(...before))
  const answered = (blocks: JSONContent[], scales: string[] = []) =>
    digestOf(page(...blocks), { begun, answered: new Set(scales) }).answered

  test.each<readonly [string, JSONContent[], number]>([
    ['as it was', before, 0],
    ['moved', before.toReversed(), 0],
    ['under another question', [q('Who?'), flow('Say thank you')], 0],
    ['another word', [q('Who?'), flow('Say thanks')], 1],
    ['another choice', [q('Who?'), flow('Say thank you', { kind: 'ask' })], 1],
    ['a sentence more', [q('Who?'), flow('Say thank you'), p('All of us')], 1],
    ['an empty line more', [q('Who?'), flow('Say thank you'), p()], 0],
    ['not relevant as it is', [notRelevant('Who?'), flow('Say thank you')], 0],
  ])('%s', (_, blocks, expected) => {
    expect(answered(blocks)).toBe(expected)
  })

  test('a scale that somebody has answered', () => {
    expect(answered(before, [scale])).toBe(1)
  })
})

test('[E61] no template begins with an answer, and each asks something', async () => {
  const { all } = await readTemplates(readConfig({}).templates)
  for (const { id, texts } of all) {
    for (const [language, text] of Object.entries(texts)) {
      const content = { type: 'doc', content: [...text.content] }
      const { answered, questions } = digestOf(content, { ...nothing, begun: marksOf(content) })
      expect([id, language, answered, questions > 0]).toEqual([id, language, 0, true])
    }
  }
})

test('[E60] words are those that people wrote, not the title and not the questions', () => {
  const found = digest(
    q('How many words?'),
    p('Two', { type: 'text', text: ' words', marks: [{ type: 'bold' }] }),
    p('one', node('hardBreak'), 'two'),
    p('Thank you, ', node('personMention', { person: file, label: 'Aino Virtanen' })),
    table([header('What')], [cell('Trust')]),
    node('codeBlock', null, 'three more words'),
  )
  expect(found.words).toBe(2 + 2 + 4 + 2 + 3)
})

test.each([
  ['', 0],
  ['… – !', 0],
  ['one', 1],
  ['don’t stop', 2],
  ['EU-wide, 7.5 %', 2],
  ['sosiaalisen median käyttöönotto', 3],
  ['«Å nei», sa hun', 4],
  ['a\tb\nc', 3],
])('[E60] %j has %i words', (text, words) => {
  expect(countWords(text)).toBe(words)
})

test('[E60] links are pages that are mentioned, or linked to by whatever address', () => {
  const [a, b, c, d, e] = Array.from({ length: 5 }, () => newId(pageId))
  const to = (href: string) => ({
    type: 'text',
    text: 'there',
    marks: [{ type: 'link', attrs: { href } }],
  })
  const found = digest(
    p(node('pageMention', { page: a, label: 'A' }), to(`/pages/${b}`)),
    node('bulletList', null, node('listItem', null, p(to(`https://wiki.example/x/pages/${c}?q`)))),
    node('goalTable', null, node('goal', null, node('goalName', null, to(`/pages/${d}#there`)))),
    p(to(`/pages/${a}`), to(`/pages/${e}x`), to('/pages/'), to(`mailto:${e}@example.org`)),
    p(node('pageMention', { page: '../', label: 'none' })),
  )
  expect(found.links).toEqual([a, b, c, d])
})

test('[E60] goals are those with names, once each; metrics say which are measured', () => {
  const [a, b, c] = Array.from({ length: 3 }, () => newId(scaleId))
  const goal = (id: string | null | undefined, name?: string) =>
    node('goal', id ? { id } : null, node('goalName', null, ...(name ? [name] : [])))
  const metric = (of?: string) =>
    node('metric', of ? { goal: of } : null, node('metricName', null, 'Share'))
  const found = digest(
    node('goalTable', null, goal(a, 'Trust '), goal(b), goal(null, 'No id'), goal(a, 'Twice')),
    node('goalTable', null, goal(c, 'Rest')),
    node('metricTable', null, metric(a), metric(), metric(a), metric('elsewhere')),
  )
  expect(found.goals).toEqual([
    { id: a, name: 'Trust' },
    { id: c, name: 'Rest' },
  ])
  expect(found.measured).toEqual([a, 'elsewhere'])
})

test('[E60] tasks have what is to be done, by whom, until when, and whether it is done', () => {
  const owner = newId(personId)
  const task = (attrs: JSONContent['attrs'] | null, ...text: (JSONContent | string)[]) =>
    node('taskItem', attrs, p(...text))
  const nested = node('taskList', null, task({ checked: true }, 'Inner'))
  const found = digest(
    node(
      'taskList',
      null,
      task({ owner, due: '2027-03-31' }, 'Ask', node('hardBreak'), 'them'),
      task({ owner: 'nobody', due: '2027-02-31' }, 'Odd'),
      task(null),
      node('taskItem', null, p('Outer'), nested),
    ),
  )
  expect(found.tasks).toEqual([
    { text: 'Ask them', owner, due: '2027-03-31', done: false },
    { text: 'Odd', owner: null, due: null, done: false },
    { text: 'Outer', owner: null, due: null, done: false },
    { text: 'Inner', owner: null, due: null, done: true },
  ])
})

test('[E60] the digest of a huge page is small, and quickly made', () => {
  const goal = () =>
    node('goal', { id: newId(scaleId) }, node('goalName', null, `${'😀'.repeat(400)}`))
  const tasks = Array.from({ length: 2_000 }, () => node('taskItem', null, p('x'.repeat(2_000))))
  const since = performance.now()
  const found = digest(
    ...Array.from({ length: 20_000 }, () => q('Why?')),
    node('goalTable', null, ...Array.from({ length: 2_000 }, goal)),
    node('taskList', null, ...tasks),
    ...Array.from({ length: 2_000 }, () => p(node('pageMention', { page: newId(pageId) }))),
  )
  expect(performance.now() - since).toBeLessThan(15_000)
  expect(JSON.stringify(found).length).toBeLessThan(200_000)
  expect(found.goals[0]?.name).toBe('😀'.repeat(100))
  expect([found.goals.length, found.tasks.length, found.links.length]).toEqual([200, 200, 200])
})
