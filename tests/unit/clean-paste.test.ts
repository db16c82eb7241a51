// @vitest-environment happy-dom
import { DOMParser as PageParser, type Fragment, type Mark, type Node } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import { isMarkValue } from '#contract/page-attributes.ts'
import { pageSchema } from '#contract/page-schema.ts'
import { isNodeAttribute } from '#contract/page-values.ts'
import { cleanHtml } from '../../client/editor/paste/clean-html.ts'
import { fitSlice } from '../../client/editor/paste/fit-slice.ts'
import { excel, libreOffice, outlook, word, wordOnline } from '../support/pasted/office.ts'
import {
  gitHub,
  googleDocs,
  googleSheets,
  notion,
  otherProseMirror,
  webPage,
} from '../support/pasted/web.ts'

function pasted(html: string): Fragment {
  const box = document.createElement('div')
  box.innerHTML = cleanHtml(html)
  const slice = PageParser.fromSchema(pageSchema).parseSlice(box)
  const { content } = fitSlice(slice, pageSchema, () => false)
  content.descendants(expectAllowed)
  return content
}

/** Nothing that the gate refuses. */
function expectAllowed(node: Node): void {
  for (const [name, value] of Object.entries(node.attrs)) {
    if (value === null || value === undefined) continue
    expect(isNodeAttribute(node.type.name, name, value), `${node.type.name} ${name}`).toBe(true)
  }
  for (const { type, attrs } of node.marks) expect(isMarkValue(type.name, attrs)).toBe(true)
}

const signs: Readonly<Record<string, string>> = {
  bold: '*',
  italic: '/',
  underline: '_',
  strike: '~',
  code: '`',
}

/** One line for each block, indented by its depth; marks as signs round the words. */
function outline(content: Fragment, depth = 0): string[] {
  return content.content.flatMap((node) => {
    const attributes = Object.entries(node.attrs)
      .filter(([, value]) => value !== null && value !== 1)
      .map(([name, value]) => ` ${name}=${String(value)}`)
      .join('')
    const name = `${'  '.repeat(depth)}${node.type.name}${attributes}`
    if (!node.isTextblock) return [name, ...outline(node.content, depth + 1)]
    return [`${name}: ${node.content.content.map(shown).join('')}`]
  })
}

function shown(node: Node): string {
  if (!node.isText) return `<${node.type.name}>`
  return node.marks.reduce((text, mark) => wrapped(text, mark), node.text ?? '')
}

function wrapped(text: string, { type, attrs }: Mark): string {
  if (type.name === 'link') return `[${text}](${String(attrs['href'])})`
  const sign = signs[type.name] ?? '?'
  return `${sign}${text}${sign}`
}

const cases = {
  word,
  wordOnline,
  excel,
  outlook,
  libreOffice,
  googleDocs,
  googleSheets,
  notion,
  gitHub,
  webPage,
  otherProseMirror,
}

test.each(Object.entries(cases))(
  '[W190] what %s puts on the clipboard becomes text of the page',
  (_, html) => {
    expect(outline(pasted(html)).join('\n')).toMatchSnapshot()
  },
)
