import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { JSONContent } from '@tiptap/core'
import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { pageSchema } from '../../server/contract/page-schema.ts'
import { languages } from '../../server/contract/records.ts'
import { parseTemplate } from '../../server/pages/template-file.ts'
import { readTemplates, requiredTemplates } from '../../server/pages/templates.ts'

const folder = readConfig({}).templates

const keyQuestions: Record<string, string> = {
  customers: 'Keitä varten teemme työtä?',
  goals: 'Minkä pitää muuttua ja mihin mennessä?',
  methods: 'Millä keinoin pääsemme sinne?',
  tools: 'Mitä välineitä tarvitsemme?',
  guidelines: 'Mistä sovimme?',
  feedback: 'Miten toimimme, kun joku on meihin pettynyt?',
}

test('[T6] the six required templates are there in their order, in four languages', async () => {
  const { all, get } = await readTemplates(folder)
  expect(all.map(({ id }) => id)).toEqual(requiredTemplates)
  expect(get('__proto__')).toBeNull()
  for (const { id, texts } of all) {
    expect(texts.fi.keyQuestion).toBe(keyQuestions[id])
    for (const language of languages) {
      const { title, keyQuestion, content } = texts[language]
      expect(title.length).toBeGreaterThan(2)
      expect(keyQuestion).toMatch(/\?$/)
      const node = pageSchema.nodeFromJSON({ type: 'doc', content: [...content] })
      node.check()
      expect(node.firstChild?.textContent).toBe(title)
    }
    const titles = new Set(languages.map((language) => texts[language].keyQuestion))
    expect(titles.size).toBe(4)
  }
})

test('[T7] a page is short at first sight, and there is room to write', async () => {
  const { all } = await readTemplates(folder)
  for (const { texts } of all) {
    for (const language of languages) {
      const { content } = texts[language]
      const of = (type: string) => content.filter((node) => node.type === type)
      // The first of them is the purpose.
      expect(of('question').length).toBeLessThanOrEqual(8)
      expect(of('heading').length).toBeLessThanOrEqual(5)
      expect(content.at(-1)?.type).toBe('paragraph')
      for (const [index, node] of content.entries()) {
        const next = content[index + 1]?.type
        if (node.type !== 'question' || index === 1) continue
        expect(['paragraph', 'table', 'bulletList', 'orderedList']).toContain(next)
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
  const words = (node: JSONContent): string =>
    node.text ?? (node.content ?? []).map(words).join('\n')
  const { all } = await readTemplates(folder)
  for (const { texts } of all) {
    for (const language of languages) {
      const { content, keyQuestion } = texts[language]
      const text = [keyQuestion, ...content.map(words)].join('\n')
      expect(text).not.toMatch(traps[language])
      for (const sentence of text.split(/(?<=[.?!:])\s|\n/)) {
        const length = sentence.split(/\s+/).length
        expect(length).toBeLessThanOrEqual(language === 'fi' ? 22 : 28)
      }
    }
  }
})

test('[T9] the decision flow of feedback is a numbered list of nine steps', async () => {
  const { get } = await readTemplates(folder)
  for (const language of languages) {
    const flow = get('feedback')?.texts[language].content.find(({ type }) => type === 'orderedList')
    expect(flow?.content).toHaveLength(9)
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
