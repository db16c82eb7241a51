import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { JSONContent } from '@tiptap/core'
import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { pageSchema } from '../../server/contract/page-schema.ts'
import { languages } from '../../server/contract/records.ts'
import { parseTemplate } from '../../server/pages/template-file.ts'
import { readTemplates } from '../../server/pages/templates.ts'

const folder = readConfig({}).templates

/** In their order, with the sets that offer them: s(ocial) and g(eneral). */
const nineteen = [
  'start sg',
  'maturity s',
  'management sg',
  'customers sg',
  'stakeholders sg',
  'benchmark s',
  'goals sg',
  'measurement sg',
  'methods sg',
  'tools s',
  'resources sg',
  'time s',
  'skills sg',
  'content s',
  'guidelines s',
  'feedback s',
  'crisis s',
  'wishes s',
  'onepage sg',
]
const keyQuestions: Record<string, string> = {
  customers: 'Keitä varten teemme työtä?',
  goals: 'Minkä pitää muuttua ja mihin mennessä?',
  methods: 'Millä keinoin pääsemme sinne?',
  tools: 'Mitä välineitä tarvitsemme?',
  guidelines: 'Mistä sovimme?',
  feedback: 'Miten toimimme, kun joku on meihin pettynyt?',
}

test('[T6] all nineteen templates are there in their order, complete in four languages', async () => {
  const { all, get } = await readTemplates(folder)
  expect(all.map(({ id, sets }) => `${id} ${sets.map(([letter]) => letter).join('')}`)).toEqual(
    nineteen,
  )
  expect(get('__proto__')).toBeNull()
  for (const { id, texts } of all) {
    if (id in keyQuestions) expect(texts.fi.keyQuestion).toBe(keyQuestions[id])
    for (const language of languages) {
      const { title, keyQuestion, purpose, content, done } = texts[language]
      expect(title.length).toBeGreaterThan(2)
      expect(keyQuestion).toMatch(/^[^?]+\?$/)
      expect(purpose).toMatch(/\.$/)
      expect(done.length).toBeGreaterThanOrEqual(2)
      expect(done.length).toBeLessThanOrEqual(5)
      const node = pageSchema.nodeFromJSON({ type: 'doc', content: [...content] })
      node.check()
      expect(node.firstChild?.textContent).toBe(title)
    }
    // No language is a copy of another one.
    for (const said of ['keyQuestion', 'purpose'] as const) {
      expect(new Set(languages.map((language) => texts[language][said])).size).toBe(4)
    }
    expect(new Set(languages.map((language) => texts[language].done[0])).size).toBe(4)
  }
})

test('[T6] services and channels may be named where they are chosen, words are few', async () => {
  const { all } = await readTemplates(folder)
  const channels = all.flatMap((template) => (template.channels ? template.id : []))
  expect(channels).toEqual(['benchmark', 'tools', 'crisis'])
  const limits = Object.fromEntries(all.map(({ id, words }) => [id, words]))
  expect(limits).toMatchObject({ onepage: 300, management: 200, guidelines: 800, goals: 600 })
  const soon = all.flatMap(({ id, review }) => (review === 6 ? id : []))
  expect(soon).toEqual(['tools', 'feedback', 'crisis'])
  for (const { workshop } of all) {
    expect(workshop).toHaveLength(4)
    const minutes = workshop.reduce((sum, part) => sum + part, 0)
    expect(minutes).toBeGreaterThan(0)
    expect(minutes).toBeLessThanOrEqual(60)
  }
})

/** Where the answer to a question may stand, if not in a paragraph. */
const answers = [
  ...['paragraph', 'table', 'bulletList', 'orderedList', 'taskList', 'ruleCard', 'goalTable'],
  ...['metricTable', 'stakeholderMap', 'flow', 'scales', 'timeBudget'],
]

test('[T7] a page is short at first sight, and there is room to write', async () => {
  const { all } = await readTemplates(folder)
  for (const { id, texts } of all) {
    for (const language of languages) {
      const { content } = texts[language]
      const of = (type: string) => content.filter((node) => node.type === type)
      const [purpose, ...questions] = of('question')
      expect(purpose?.attrs).toMatchObject({ kind: 'guidance' })
      expect(questions.length).toBeGreaterThanOrEqual(3)
      expect(questions.length).toBeLessThanOrEqual(8)
      const required = questions.filter(({ attrs }) => attrs?.['required'] === true)
      expect([id, required.length]).toEqual([id, expect.toSatisfy((n) => n >= 1 && n <= 4)])
      expect(of('heading').length).toBeLessThanOrEqual(5)
      expect(content.at(-1)?.type).toBe('paragraph')
      for (const [index, node] of content.entries()) {
        const next = content[index + 1]?.type
        if (node.type === 'question' && index > 1) expect(answers).toContain(next)
      }
      for (const table of of('table')) {
        const [head, ...rows] = table.content ?? []
        expect(head?.content?.every((cell) => cell.type === 'tableHeader')).toBe(true)
        expect(rows.length).toBeGreaterThanOrEqual(2)
      }
    }
  }
})

test('[T8] the words are those of a general strategy, without the known traps', async () => {
  const traps = {
    en: /social media|complain|consent|facebook|linkedin/i,
    fi: /sosiaali|some-|\bsome\b|valitu|suostumu|jalkaut|selkokiel/i,
    nb: /sosiale? medi|klage|samtykke|forankring/i,
    sv: /sociala? medi|klagomål|samtycke|förankring/i,
  }
  const services = /facebook|instagram|linkedin|tiktok|youtube|twitter|whatsapp|\bteams\b/i
  const words = (node: JSONContent): string =>
    node.text ?? (node.content ?? []).map(words).join('\n')
  const { all } = await readTemplates(folder)
  for (const { texts } of all) {
    for (const language of languages) {
      const { content, done, keyQuestion } = texts[language]
      const text = [keyQuestion, ...done, ...content.map(words)].join('\n')
      expect(text).not.toMatch(traps[language])
      expect(text).not.toMatch(services)
      expect(text).not.toContain('!')
      for (const sentence of text.split(/(?<=[.?!:])\s|\n/)) {
        const length = sentence.split(/\s+/).length
        expect(length).toBeLessThanOrEqual(language === 'fi' ? 22 : 28)
      }
    }
  }
})

test('[T9] the decision flow of feedback goes from finding to closing, with times', async () => {
  const { get } = await readTemplates(folder)
  for (const language of languages) {
    const flow = get('feedback')?.texts[language].content.find(({ type }) => type === 'flow')
    const steps = flow?.content ?? []
    expect(steps.map(({ attrs }) => [attrs?.['kind'], attrs?.['within'], attrs?.['then']])).toEqual(
      [
        ['do', null, 'next'],
        ['ask', 15, 'end'],
        ['ask', null, 'end'],
        ['ask', null, 'end'],
        ['do', 120, 'next'],
        ['ask', 1_440, 'next'],
        ['ask', 1_440, 'next'],
        ['ask', 1_440, 'next'],
        ['ask', 60, 'next'],
        ['do', null, 'end'],
      ],
    )
    for (const { content: fields } of steps) {
      expect(fields?.map(({ content }) => content?.[0]?.text?.length ?? 0)).not.toContain(0)
    }
  }
})

test('[T10] what is wrong in a template is named with its file and line', async () => {
  const source = await readFile(path.join(folder, 'customers.md'), 'utf8')
  const wrong = (change: (text: string) => string, file = 'customers.md') => {
    try {
      parseTemplate(file, change(source))
    } catch (error) {
      return String(error)
    }
    return 'nothing'
  }
  expect(wrong((text) => text)).toBe('nothing')
  expect(wrong((text) => text.replaceAll('\n', '\r\n'))).toBe('nothing')
  expect(wrong((text) => text, 'other.md')).toMatch(/other\.md, line 1: .*customers/)
  expect(wrong((text) => text.replace('order: 4', 'order: last'))).toMatch(/line 3: .*number/)
  expect(wrong((text) => text.replace('order: 4', 'owner: me'))).toMatch(/line 3: "owner"/)
  expect(wrong((text) => text.replace('# [fi]', '# [se]'))).toMatch(/line \d+: .*fi/)
  expect(wrong((text) => text.slice(0, text.indexOf('# [sv]')))).toMatch(
    /the language sv is missing/,
  )
  expect(wrong((text) => text.replace('*Keitä varten teemme työtä?*', ''))).toMatch(/key question/)
  expect(wrong((text) => text.replace('| Ryhmä |', '|'))).toMatch(/line \d+: this row has 6 cells/)
  expect(wrong((text) => text.replace('## Hvem som mangler', ''))).toMatch(/in nb part \d+ is/)
  expect(wrong((text) => text.replace('## Hvem som mangler', '#Hvem'))).toMatch(/line \d+: /)
  expect(wrong((text) => `# Text before\n${text}`)).toMatch(/line 1: /)
})
