import type { JSONContent } from '@tiptap/core'
import { expect, test } from 'vitest'
import { isNodeAttribute, nodeAttributes } from '../../server/contract/page-values.ts'
import { pageSchema } from '../../server/contract/page-schema.ts'
import { parseTemplate } from '../../server/pages/template-file.ts'

const front = `---
id: all
order: 3
sets: social, general
channels: yes
words: 300
workshop: 1 2 3 4
review: 6
---`
const one = `
*Why?*

What it is for.

## Rows
?! Must this be answered?
::: goals
+
+ Answers in one place
  serves: Good service
  side: outside
  term: near
  objective: listen
:::
::: metrics
+ Share of answers
  kind: outcome
  rhythm: month
  baseline: 1
  target: 2
  source: 3
  reader: 4
  response: 5
:::
::: stakeholders
+ The council
  side: inside
  power: 4
  interest: 3
  need: n
  promise: p
  contact: c
:::
::: flow
+ Is it true?
  kind: ask
  action: Correct it.
  who: Somebody
  within: 2 h
  clock: service
  then: end
:::
::: scales
+ We are open.
  low: No
  high: Yes
:::
::: phases
+ We know.
:::
::: rules
+ Be kind.
  stance: do
  why: w
  example: e
  ask: a
+
:::
::: time
shares: 70 10 5 5 10
:::
::: callout
Nobody is **alone**.
:::
? Who rings whom?
::: internal
| Name | Number |
| --- | --- |
| | |

- [ ] Try the numbers
? Is there another way?
:::
? What else?

::: done
- Everything is answered.
:::
`
const source = [front, ...['en', 'fi', 'nb', 'sv'].map((code) => `# [${code}] All ${one}`)].join(
  '\n',
)

const wrong = (change: (text: string) => string, from = source) => {
  const changed = change(from)
  expect(changed).not.toBe(from)
  try {
    parseTemplate('all.md', changed)
  } catch (error) {
    return String(error)
  }
  return 'nothing'
}

test('[T20] a template holds every block that thinks, with the values that the gate allows', () => {
  const template = parseTemplate('all.md', source)
  expect(template).toMatchObject({
    id: 'all',
    order: 3,
    sets: ['social', 'general'],
    channels: true,
    words: 300,
    workshop: [1, 2, 3, 4],
    review: 6,
  })
  const { content, done, purpose } = template.texts.fi
  expect(done).toEqual(['Everything is answered.'])
  expect(purpose).toBe('What it is for.')
  const set = (node: JSONContent): Record<string, unknown> =>
    Object.fromEntries(Object.entries(node.attrs ?? {}).filter(([, value]) => value !== null))
  const named = content.map((node) => [node.type, set(node)])
  expect(named).toEqual([
    ['title', {}],
    ['question', { kind: 'guidance' }],
    ['heading', { level: 2 }],
    ['question', { required: true }],
    ['goalTable', {}],
    ['metricTable', {}],
    ['stakeholderMap', {}],
    ['flow', {}],
    ['scales', { points: 'five' }],
    ['scales', { points: 'phases' }],
    ['ruleCard', { stance: 'do' }],
    ['ruleCard', {}],
    ['timeBudget', { making: 70, analysing: 10, following: 5, sharing: 5, talking: 10 }],
    ['callout', {}],
    ['question', {}],
    ['table', { internal: true }],
    ['taskList', { internal: true }],
    ['question', { internal: true }],
    ['paragraph', { internal: true }],
    ['question', {}],
    ['paragraph', {}],
  ])
  const rows = content.flatMap((node) => node.content ?? [])
  const row = (type: string, index = 0) => rows.filter((node) => node.type === type)[index]
  expect(set(row('goal', 1) ?? {})).toEqual({ side: 'outside', term: 'near', objective: 'listen' })
  expect(set(row('metric') ?? {})).toEqual({ kind: 'outcome', rhythm: 'month' })
  expect(set(row('stakeholder') ?? {})).toEqual({ side: 'inside', power: 4, interest: 3 })
  expect(set(row('flowStep') ?? {})).toEqual({
    kind: 'ask',
    within: 120,
    clock: 'service',
    then: 'end',
  })
  const texts = (node: JSONContent | undefined) =>
    node?.content?.map((field) => field.content?.[0]?.text ?? '')
  expect(texts(row('metric'))).toEqual(['Share of answers', '1', '2', '3', '4', '5'])
  expect(texts(row('goal'))).toEqual(['', ''])
  expect(texts(content[10])).toEqual(['Be kind.', 'w', 'e', 'a'])
  const check = (node: JSONContent): void => {
    for (const [name, value] of Object.entries(set(node))) {
      expect(isNodeAttribute(node.type ?? '', name, value), `${node.type} ${name}`).toBe(true)
    }
    node.content?.forEach(check)
  }
  content.forEach(check)
  pageSchema.nodeFromJSON({ type: 'doc', content: [...content] }).check()
  expect(Object.keys(nodeAttributes)).toEqual(
    expect.arrayContaining(['goal', 'metric', 'stakeholder', 'flowStep', 'scales', 'ruleCard']),
  )
})

test('[T10] a mistake in a block is named with its line, in words', () => {
  const at = (text: string) => source.split('\n').indexOf(text) + 1
  const line = (text: string, why: RegExp) =>
    new RegExp(`all\\.md, line ${at(text)}: ${why.source}`)
  const swap = (from: string, to: string) => wrong((text) => text.replace(from, to))
  expect(swap('  side: outside', '  side: above')).toMatch(
    line('  side: outside', /side is one of/),
  )
  expect(swap('  power: 4', '  power: 9')).toMatch(line('  power: 4', /power is a number from 1/))
  expect(swap('  within: 2 h', '  within: soon')).toMatch(line('  within: 2 h', /within is/))
  expect(swap('  within: 2 h', '  within: 0 h')).toMatch(/within is at least/)
  expect(swap('  serves: Good', '  deserves: Good')).toMatch(/"deserves" is not known here; these/)
  expect(swap('  why: w', '  why: w\n  why: v')).toMatch(/"why" is there twice/)
  expect(swap('  why: w', '  just words')).toMatch(/under a row stands/)
  expect(swap('+ We know.', 'We know.')).toMatch(line('+ We know.', /a row begins with \+/))
  expect(swap('+ We know.\n', '')).toMatch(line('::: phases', /.*at least one row/))
  expect(swap('+ We know.', '+ We know.\n  low: never')).toMatch(/one line each/)
  expect(swap('shares: 70', 'shares: 60')).toMatch(line('shares: 70 10 5 5 10', /.*90, not 100/))
  expect(swap('shares: 70', 'shares:')).toMatch(line('::: time', /.*five numbers/))
  expect(swap('::: phases', '::: faces')).toMatch(line('::: phases', /a block begins with/))
  expect(swap('+ We know.\n:::', '+ We know.')).toMatch(line('::: phases', /.*does not end/))
  expect(swap('- Everything is answered.', 'Everything')).toMatch(/done has items/)
  expect(swap(':::\n\n# [fi]', ':::\nmore\n# [fi]')).toMatch(/after "::: done" comes nothing/)
  expect(swap('- [ ] Try', '- [x] Try')).toMatch(/something to tick/)
  expect(swap('- [ ] Try', '-Try')).toMatch(/an item is/)
  expect(swap('- [ ] Try', '+ Try')).toMatch(/a row with \+ belongs/)
  expect(swap('? Who', '?Who')).toMatch(line('? Who rings whom?', /a question is/))
  expect(swap('? Who', '? **Who**')).toMatch(/no bold/)
  expect(swap('Nobody is **alone**.', '')).toMatch(line('::: callout', /there is nothing/))
})

test('[T10] what the first lines lack or say wrongly is named', () => {
  const swap = (from: string, to: string) => wrong((text) => text.replace(from, to))
  expect(swap('sets: social, general', 'sets: local')).toMatch(/line 4: there is no set "local"/)
  expect(swap('channels: yes', 'channels: maybe')).toMatch(/line 5: channels are yes or no/)
  expect(swap('words: 300', 'words: few')).toMatch(/line 6: the words must be a number/)
  expect(swap('workshop: 1 2 3 4', 'workshop: 10')).toMatch(/line 7: the workshop takes four/)
  expect(swap('workshop: 1 2 3 4', 'workshop: 1 2 3 x')).toMatch(/line 7: .*not "x"/)
  expect(swap('review: 6', 'review: 6\nreview: 7')).toMatch(/line 9: "review" is there twice/)
  expect(swap('order: 3\n', '')).toMatch(/line 1: the first lines must give the order/)
})

test('[T6] every language has the same parts, and the first one that differs is named', () => {
  const inFinnish = (from: string, to: string) =>
    wrong((text) => {
      const [before = '', after = ''] = text.split('# [fi]')
      return `${before}# [fi]${after.replace(from, to)}`
    })
  const start = source.split('\n').findIndex((text) => text.startsWith('# [fi]')) + 1
  const differs = (text: string, why: RegExp) => {
    const line = source.split('\n').indexOf(text, start) + 1
    return new RegExp(`line ${line}: in fi ${why.source}`)
  }
  expect(inFinnish('?! Must', '? Must')).toMatch(
    differs('?! Must this be answered?', /part 3 is question, in en question with \?!/),
  )
  expect(inFinnish('  side: outside', '  side: inside')).toMatch(
    differs(
      '+ Answers in one place',
      /this has "side: inside" where en \(line \d+\) has "side: outside"/,
    ),
  )
  expect(inFinnish('  response: 5\n', '')).toMatch(/"response: empty" where en/)
  expect(inFinnish('+\n+ Answers', '+ Answers')).toMatch(
    /block of goals with 1 row, in en block of goals with 2 rows/,
  )
  expect(inFinnish('| | |', '| Anna | |')).toMatch(/"paragraph: text" where en/)
  expect(inFinnish('? What else?\n', '')).toMatch(/part \d+ is [^,]+, in en question/)
  expect(inFinnish('shares: 70 10', 'shares: 60 20')).toMatch(/"analysing: 20" where en/)
  expect(inFinnish('- Everything is', '- Two\n- Everything is')).toMatch(/"done" has 2 items/)
})
