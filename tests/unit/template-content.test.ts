import type { JSONContent } from '@tiptap/core'
import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { newId, pageId } from '../../server/contract/ids.ts'
import { pageSchema } from '../../server/contract/page-schema.ts'
import { timeShares } from '../../server/contract/page-values.ts'
import { dayAfter } from '../../server/pages/review-day.ts'
import { withNewRowIds } from '../../server/pages/row-ids.ts'
import { templateContent } from '../../server/pages/template-content.ts'
import { readTemplates } from '../../server/pages/templates.ts'

const id = () => newId(pageId)
const text = (words: string): JSONContent => ({ type: 'text', text: words })
const paragraph = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content })
const title = { type: 'title', content: [text('A page')] }
const check = (nodes: readonly JSONContent[]) => {
  const doc = pageSchema.nodeFromJSON({ type: 'doc', content: [...nodes] })
  doc.check()
  return doc
}
const words = (node: JSONContent): string[] => [
  ...(node.text === undefined ? [] : [node.text]),
  ...(node.content ?? []).flatMap(words),
]

const person = id()
const image: JSONContent = {
  type: 'image',
  attrs: { page: id(), file: id(), alt: 'Two people', internal: true },
  content: [text('A caption')],
}
const file: JSONContent = {
  type: 'file',
  attrs: { page: id(), file: id(), name: 'plan.pdf', size: 10 },
}
const mentions = paragraph(
  text('Ask '),
  { type: 'personMention', attrs: { person, label: 'Berit' } },
  text(' about '),
  { type: 'pageMention', attrs: { page: id(), label: '' } },
)
const everything: JSONContent[] = [
  title,
  { type: 'question', attrs: { kind: 'guidance' }, content: [text('What it is for.')] },
  image,
  file,
  mentions,
  { type: 'blockquote', content: [image] },
  { type: 'callout', attrs: { tone: 'tip' }, content: [file] },
  {
    type: 'details',
    content: [
      { type: 'detailsSummary', content: [text('More')] },
      { type: 'detailsContent', content: [image, file] },
    ],
  },
  {
    type: 'bulletList',
    content: [{ type: 'listItem', content: [paragraph(text('An item')), image] }],
  },
  {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: [
          { type: 'tableHeader', content: [mentions] },
          { type: 'tableHeader', content: [paragraph(text('Second'))] },
        ],
      },
      {
        type: 'tableRow',
        content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [image, file] }],
      },
    ],
  },
  { type: 'question', attrs: { notRelevant: true }, content: [text('Why?')] },
  paragraph(text('Because it is not.')),
  { type: 'codeBlock', content: [text('code')] },
  { type: 'horizontalRule' },
  ...Array.from({ length: 5 }, () => ({
    type: 'ruleCard',
    attrs: { stance: 'do', internal: true },
    content: [
      { type: 'ruleText', content: [text('A rule')] },
      { type: 'ruleWhy' },
      { type: 'ruleExample' },
      { type: 'ruleAsk', content: [text('Berit')] },
    ],
  })),
  {
    type: 'flow',
    content: [
      {
        type: 'flowStep',
        attrs: { kind: 'ask', owner: person, within: 15 },
        content: [
          { type: 'stepTitle', content: [text('A step')] },
          { type: 'stepAction' },
          { type: 'stepWho' },
        ],
      },
    ],
  },
  { type: 'timeBudget', attrs: { hours: 100, making: 1, talking: 99 } },
]

test('[T29] files become their captions and names, mentions the names that they showed', () => {
  check(everything)
  const made = templateContent(everything, { keepText: true, title: 'Ours' })
  check(made)
  const all = JSON.stringify(made)
  expect(all).not.toMatch(/personMention|pageMention|"image"|"file"|owner/)
  expect(all).not.toContain(person)
  expect(made.flatMap(words)).toEqual(
    expect.arrayContaining(['Ours', 'A caption', 'plan.pdf', '@Berit', 'A rule', 'A step']),
  )
  expect(made[0]).toEqual({ type: 'title', content: [text('Ours')] })
  // What was internal stays so.
  expect(made[2]).toEqual({
    type: 'paragraph',
    attrs: { internal: true },
    content: [text('A caption')],
  })
  expect(made.find(({ type }) => type === 'timeBudget')?.attrs).toMatchObject({ hours: 100 })
})

test('[T29] without text only the frame is left, as the page schema wants it', () => {
  const made = templateContent(everything, { keepText: false, title: 'Ours' })
  check(made)
  expect(made.flatMap(words)).toEqual([
    ...['Ours', 'What it is for.', 'Ask ', '@Berit', ' about ', '…', 'Second', 'Why?'],
  ])
  expect(made.map(({ type }) => type)).toEqual([
    ...['title', 'question', 'paragraph', 'table', 'question', 'paragraph'],
    ...['ruleCard', 'ruleCard', 'ruleCard', 'flow', 'timeBudget', 'paragraph'],
  ])
  expect(made.find(({ type }) => type === 'question' && true)?.attrs).toEqual({ kind: 'guidance' })
  expect(made[4]?.attrs).toEqual({})
  expect(made.find(({ type }) => type === 'timeBudget')?.attrs).toEqual(timeShares)
  expect(made.find(({ type }) => type === 'ruleCard')?.attrs).toEqual({ internal: true })
  expect(check([title, paragraph(text('All of it'))]).childCount).toBe(2)
  expect(templateContent([title], { keepText: false, title: 'Ours' })).toHaveLength(2)
})

test('[T29] every template that comes with Talkoot can be made into one of our own', async () => {
  for (const { texts } of (await readTemplates(readConfig({}).templates)).all) {
    for (const { content } of Object.values(texts)) {
      const nodes = withNewRowIds(content)
      for (const keepText of [true, false]) {
        check(templateContent(nodes, { keepText, title: 'Ours' }))
      }
      const kept = templateContent(nodes, { keepText: true, title: 'Ours' })
      expect(kept.slice(1).flatMap(words)).toEqual(content.slice(1).flatMap(words))
    }
  }
})

test('[T31] metrics measure the goals of their own page, as they did', () => {
  const [near, far, elsewhere] = [id(), id(), id()]
  const goal = (one: string): JSONContent => ({
    type: 'goal',
    attrs: { id: one },
    content: [{ type: 'goalName' }, { type: 'goalServes' }],
  })
  const metric = (one: string | null): JSONContent => ({
    type: 'metric',
    attrs: { id: id(), goal: one },
    content: ['Name', 'Baseline', 'Target', 'Source', 'Reader', 'Response'].map((name) => ({
      type: `metric${name}`,
    })),
  })
  const nodes: JSONContent[] = [
    title,
    // The metrics stand before what they measure.
    { type: 'metricTable', content: [metric(far), metric(near), metric(elsewhere), metric(null)] },
    { type: 'goalTable', content: [goal(near), goal(far)] },
  ]
  const links = (made: readonly JSONContent[]) => {
    const goals = made[2]?.content?.map(({ attrs }) => attrs?.['id'] as string) ?? []
    const of = made[1]?.content?.map(({ attrs }) => attrs?.['goal'] as string | null) ?? []
    return of.map((one) => (one !== null && goals.includes(one) ? goals.indexOf(one) : one))
  }
  const made = withNewRowIds(nodes)
  check(made)
  expect(JSON.stringify(made)).not.toContain(near)
  expect(links(made)).toEqual([1, 0, elsewhere, null])
  const template = templateContent(nodes, { keepText: true, title: 'Ours' })
  expect(links(template)).toEqual([1, 0, undefined, null])
  expect(links(withNewRowIds(template))).toEqual([1, 0, undefined, null])
})

test('[T28] months after a day end with the month', () => {
  const days = [
    ['2026-01-31T23:59:59Z', 1, '2026-02-28'],
    ['2028-01-31T00:00:00Z', 1, '2028-02-29'],
    ['2026-08-31T12:00:00Z', 6, '2027-02-28'],
    ['2026-12-15T12:00:00Z', 12, '2027-12-15'],
    ['2028-02-29T12:00:00Z', 12, '2029-02-28'],
  ] as const
  for (const [now, months, day] of days) expect(dayAfter(Date.parse(now), months)).toBe(day)
})
