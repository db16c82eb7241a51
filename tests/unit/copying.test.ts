// @vitest-environment happy-dom
import { DOMParser as PageParser, type Node, Slice } from '@tiptap/pm/model'
import { Editor } from '@tiptap/core'
import { expect, test, vi } from 'vitest'
import { pageExtensions } from '#contract/page-schema.ts'
import { pageSchema } from '#contract/page-schema.ts'
import {
  copyAsHtml,
  copyPageAsMarkdown,
  copySelectionAsMarkdown,
} from '../../client/editor/copy/copy-out.ts'
import { markdownOf } from '../../client/editor/copy/markdown.ts'
import { copySerializer } from '../../client/editor/copy/serializer.ts'
import { cleanHtml } from '../../client/editor/paste/clean-html.ts'
import { fitSlice } from '../../client/editor/paste/fit-slice.ts'
import { isCutHere } from '../../client/editor/paste/own-copy.ts'

const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks })
const line = (type: string, ...content: object[]) => ({ type, content })
const id = (letter: string) => letter.repeat(20)
const words = { field: (name: string) => name, internal: 'Internal' }

const page = pageSchema.nodeFromJSON({
  type: 'doc',
  content: [
    line('title', text('Our plan')),
    { type: 'heading', attrs: { level: 2 }, content: [text('Why')] },
    line('question', text('What for?')),
    line(
      'paragraph',
      text('Some '),
      text('bold ', { type: 'bold' }),
      text('both', { type: 'bold' }, { type: 'italic' }),
      text(', '),
      text('a link', { type: 'link', attrs: { href: 'https://example.org/a_b' } }),
      text(', 2 * 3 [x] and '),
      text('a`b', { type: 'code' }),
    ),
    line(
      'bulletList',
      line(
        'listItem',
        line('paragraph', text('One')),
        line('orderedList', line('listItem', line('paragraph', text('Inner')))),
      ),
      line('listItem', line('paragraph', text('Two'))),
    ),
    {
      type: 'taskList',
      content: [
        { type: 'taskItem', attrs: { checked: true }, content: [line('paragraph', text('Done'))] },
        { type: 'taskItem', content: [line('paragraph', text('To do'))] },
      ],
    },
    line(
      'table',
      line(
        'tableRow',
        line('tableHeader', line('paragraph', text('A'))),
        line('tableHeader', line('paragraph', text('B|C'))),
      ),
      line(
        'tableRow',
        line('tableCell', line('paragraph', text('1'))),
        line('tableCell', line('paragraph')),
      ),
    ),
    {
      type: 'goalTable',
      attrs: { internal: true },
      content: [
        {
          type: 'goal',
          attrs: { id: id('a'), term: 'near' },
          content: [line('goalName', text('Trust')), line('goalServes', text('All'))],
        },
      ],
    },
    {
      type: 'metricTable',
      content: [
        {
          type: 'metric',
          attrs: { id: id('b'), goal: id('a') },
          content: ['Name', 'Baseline', 'Target', 'Source', 'Reader', 'Response'].map((name) =>
            line(`metric${name}`, text(name)),
          ),
        },
      ],
    },
    {
      type: 'ruleCard',
      attrs: { stance: 'do' },
      content: [
        line('ruleText', text('Answer')),
        line('ruleWhy'),
        line('ruleExample'),
        line('ruleAsk'),
      ],
    },
    {
      type: 'flow',
      content: [
        {
          type: 'flowStep',
          attrs: { kind: 'ask', within: 30 },
          content: [
            line('stepTitle', text('Look')),
            line('stepAction', text('Read it')),
            line('stepWho'),
          ],
        },
      ],
    },
    { type: 'codeBlock', attrs: { language: 'js' }, content: [text('a = 1')] },
  ],
})

const withoutTitle = page.content.content.slice(1)
const json = (nodes: readonly Node[]) => nodes.map((node): unknown => node.toJSON())

function copied(how: 'copy' | 'cut'): string {
  const box = document.createElement('div')
  const serializer = copySerializer(pageSchema, () => how)
  box.append(
    serializer.serializeFragment(
      pageSchema.node('doc', null, page.content.content).content.cut(page.child(0).nodeSize),
    ),
  )
  box.firstElementChild?.setAttribute('data-pm-slice', '0 0 []')
  return box.innerHTML
}

function pasted(html: string, taken: (id: string) => boolean): readonly Node[] {
  const box = document.createElement('div')
  box.innerHTML = cleanHtml(html)
  const { content } = PageParser.fromSchema(pageSchema).parseSlice(box, {
    preserveWhitespace: true,
  })
  return fitSlice(new Slice(content, 0, 0), pageSchema, taken).content.content
}

test('[W196] what is copied is tables and lists for others, and the same again here', () => {
  const html = copied('cut')
  expect(isCutHere(html)).toBe(true)
  const box = document.createElement('div')
  box.innerHTML = html
  expect(box.querySelector('table[data-block=goalTable] tr td')?.textContent).toBe('Trust')
  expect(box.querySelector('ol[data-block=flow] li')?.textContent).toBe('LookRead it')
  expect(box.querySelector('[style]')).toBeNull()
  expect(json(pasted(html, () => false))).toEqual(json(withoutTitle))
})

test('[W196] copied rows get ids of their own, and what points to them follows', () => {
  const nodes = pasted(copied('copy'), () => true)
  const goal = nodes.find(({ type }) => type.name === 'goalTable')?.firstChild
  const metric = nodes.find(({ type }) => type.name === 'metricTable')?.firstChild
  expect(goal?.attrs['id']).toMatch(/^[a-z2-7]{20}$/)
  expect(goal?.attrs['id']).not.toBe(id('a'))
  expect(metric?.attrs['goal']).toBe(goal?.attrs['id'])
  expect(metric?.attrs['id']).not.toBe(id('b'))
})

test('[W197] a page is Markdown, with what its blocks hold', () => {
  expect(markdownOf(page.content.content, words)).toBe(`# Our plan

## Why

> **What for?**

Some **bold *both***, [a link](<https://example.org/a_b>), 2 \\* 3 \\[x\\] and \`\`a\`b\`\`

- One
  1. Inner
- Two

- [x] Done
- [ ] To do

| A | B\\|C |
| --- | --- |
| 1 |  |

> *Internal*
>
> | goalName | goalServes |
> | --- | --- |
> | Trust | All |

| metricName | metricBaseline | metricTarget | metricSource | metricReader | metricResponse |
| --- | --- | --- | --- | --- | --- |
| Name | Baseline | Target | Source | Reader | Response |

- **do**
- **ruleText** Answer

1. Look

   Read it

\`\`\`js
a = 1
\`\`\`
`)
})

test('[W197] the page or what is selected goes to the clipboard', async () => {
  const written: unknown[] = []
  const clipboard = {
    writeText: async (words: string) => void written.push(words),
    write: async (items: readonly unknown[]) => void written.push(items.length),
  }
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
  vi.stubGlobal('ClipboardItem', class {})
  const editor = new Editor({ extensions: pageExtensions, content: page.toJSON() as object })
  await copyPageAsMarkdown(editor, words)
  editor.commands.setTextSelection({ from: 11, to: 14 })
  await copySelectionAsMarkdown(editor, words)
  await copyAsHtml(editor)
  expect(written).toEqual([expect.stringContaining('# Our plan'), '## Why\n', 1])
  editor.destroy()
  vi.unstubAllGlobals()
})
