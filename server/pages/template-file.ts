/**
 * Reads one template file: text that a communications officer can edit (see
 * `templates/README.md`) becomes page content in each language. What is wrong is named with its
 * line.
 */
import type { JSONContent } from '@tiptap/core'
import { pageSchema } from '#contract/page-schema.ts'
import { type Language, languages } from '#contract/records.ts'

/** A template in one language. */
export interface TemplateText {
  readonly title: string
  /** One question, shown under the title. */
  readonly keyQuestion: string
  /** The page's first nodes: the title, then blocks. Allowed by the page schema. */
  readonly content: readonly JSONContent[]
}

export interface Template {
  readonly id: string
  /** Place among the templates, ascending. */
  readonly order: number
  readonly texts: Readonly<Record<Language, TemplateText>>
}

/** Says file and line, for whoever edits templates. */
export class TemplateError extends Error {}

interface Line {
  readonly number: number
  readonly text: string
}

/** Throws TemplateError. `file` is the file's name, for the message and as the id expected. */
export function parseTemplate(file: string, source: string): Template {
  const fail = (line: number, why: string): never => {
    throw new TemplateError(`${file}, line ${line}: ${why}`)
  }
  const lines = source
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index): Line => ({ number: index + 1, text: text.trim() }))

  const { front, end } = readFront(lines, fail)
  const id = front.get('id') ?? fail(1, 'the first lines must give the id.')
  if (`${id}.md` !== file) fail(1, `the id "${id}" must be the name of the file.`)
  const order = front.get('order') ?? fail(1, 'the first lines must give the order.')
  if (!/^\d{1,3}$/.test(order)) fail(1, `the order must be a number, not "${order}".`)

  const parts = byLanguage(lines.slice(end), fail)
  const texts: Partial<Record<Language, TemplateText>> = {}
  for (const language of languages) {
    const part = parts.get(language) ?? fail(lines.length, `the language ${language} is missing.`)
    texts[language] = readText(part, fail)
  }
  const { en, fi, nb, sv } = texts
  if (!en || !fi || !nb || !sv) return fail(lines.length, 'a language is missing.')
  for (const [language, text] of Object.entries({ fi, nb, sv })) {
    const difference = firstDifference(en, text)
    if (difference) {
      fail(
        parts.get(language)?.[0]?.number ?? 1,
        `in ${language} the ${difference.place} block is ${difference.here}, in en ${difference.en}.`,
      )
    }
  }
  return { id, order: Number(order), texts: { en, fi, nb, sv } }
}

type Fail = (line: number, why: string) => never

function readFront(lines: readonly Line[], fail: Fail) {
  const front = new Map<string, string>()
  if (lines[0]?.text !== '---') fail(1, 'the file must begin with a line of ---.')
  const end = lines.findIndex((line, index) => index > 0 && line.text === '---')
  if (end < 0) fail(1, 'the second line of --- is missing.')
  for (const { number, text } of lines.slice(1, end)) {
    const [, key = '', value = ''] =
      /^(\w+): *(.+)$/.exec(text) ?? fail(number, 'this is not "name: value".')
    if (key !== 'id' && key !== 'order') fail(number, `"${key}" is not known here.`)
    front.set(key, value)
  }
  return { front, end: end + 1 }
}

function byLanguage(lines: readonly Line[], fail: Fail): Map<string, Line[]> {
  const parts = new Map<string, Line[]>()
  let part: Line[] | null = null
  for (const line of lines) {
    if (/^#\s/.test(line.text)) {
      const code = /^# \[(\w\w)\] ./.exec(line.text)?.[1]
      const known = languages.find((language) => language === code)
      if (!known) fail(line.number, `a title begins with a language: # [${languages.join('|')}].`)
      if (parts.has(known ?? '')) fail(line.number, `the language ${known} is there twice.`)
      part = []
      parts.set(known ?? '', part)
    }
    if (part) part.push(line)
    else if (line.text !== '') fail(line.number, 'this belongs under a title.')
  }
  return parts
}

function readText(part: readonly Line[], fail: Fail): TemplateText {
  const [first, ...rest] = part
  const number = first?.number ?? 1
  const title = first?.text.replace(/^# \[\w\w\] /, '') ?? fail(number, 'the title is missing.')
  const written = rest.filter((line) => line.text !== '')
  const keyQuestion =
    /^\*([^*]+)\*$/.exec(written[0]?.text ?? '')?.[1] ??
    fail(written[0]?.number ?? number, 'under the title comes the key question between * and *.')
  const after = rest.slice(rest.findIndex((line) => line === written[0]) + 1)
  const [purpose, ...blocks] = readBlocks(after, fail)
  if (purpose?.type !== 'paragraph') fail(number, 'what the page is for is missing.')
  const content: JSONContent[] = [
    { type: 'title', content: [{ type: 'text', text: title }] },
    // It leads the writers like the questions do, and like them it is never published.
    { type: 'question', ...(purpose?.content && { content: purpose.content }) },
  ]
  for (const [index, block] of blocks.entries()) {
    content.push(block)
    const next = blocks[index + 1]?.type
    const answeredBelow = next === 'table' || next === 'bulletList' || next === 'orderedList'
    const last = index === blocks.length - 1 && block.type !== 'paragraph'
    if ((block.type === 'question' && !answeredBelow) || last) content.push({ type: 'paragraph' })
  }
  try {
    const node = pageSchema.nodeFromJSON({ type: 'doc', content })
    node.check()
    return { title, keyQuestion, content: node.content.toJSON() }
  } catch (error) {
    return fail(number, `a page cannot contain this: ${String(error)}`)
  }
}

function readBlocks(lines: readonly Line[], fail: Fail): JSONContent[] {
  const blocks: JSONContent[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]
    if (!line || line.text === '') {
      at += 1
      continue
    }
    const run = (pattern: RegExp): Line[] => {
      const end = lines.findIndex(({ text }, index) => index >= at && !pattern.test(text))
      const found = lines.slice(at, end < 0 ? lines.length : end)
      at += found.length
      return found
    }
    if (/^\|/.test(line.text)) blocks.push(readTable(run(/^\|/), fail))
    else if (/^- /.test(line.text)) blocks.push(readList('bulletList', run(/^- /), /^- /))
    else if (/^\d+\. /.test(line.text)) {
      blocks.push(readList('orderedList', run(/^\d+\. /), /^\d+\. /))
    } else if (/^\? /.test(line.text)) {
      blocks.push({ type: 'question', content: [{ type: 'text', text: line.text.slice(2) }] })
      at += 1
    } else if (/^##/.test(line.text)) {
      const [, marks = '', text = ''] =
        /^(#{2,4}) (.+)$/.exec(line.text) ?? fail(line.number, 'a heading is ##, a space and text.')
      const attrs = { level: marks.length }
      blocks.push({ type: 'heading', attrs, content: [{ type: 'text', text }] })
      at += 1
    } else {
      const text = run(/^(?!\||- |\d+\. |\? |#).+/)
      if (text.length === 0) fail(line.number, 'this is nothing that a template knows.')
      blocks.push({ type: 'paragraph', content: inline(text.map((part) => part.text).join(' ')) })
    }
  }
  return blocks
}

function readTable(lines: readonly Line[], fail: Fail): JSONContent {
  const rows = lines.map(({ number, text }) => {
    if (!/^\|.*\|$/.test(text)) fail(number, 'a row of a table begins and ends with |.')
    return {
      number,
      cells: text
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    }
  })
  const [head, rule, ...body] = rows
  if (!head || !rule?.cells.every((cell) => /^-+$/.test(cell)) || body.length === 0) {
    return fail(lines[0]?.number ?? 1, 'a table has a header row, a row of --- and more rows.')
  }
  for (const { number, cells } of rows) {
    if (cells.length !== head.cells.length) {
      fail(number, `this row has ${cells.length} cells, the header row ${head.cells.length}.`)
    }
  }
  const row = (type: 'tableHeader' | 'tableCell', cells: readonly string[]): JSONContent => ({
    type: 'tableRow',
    content: cells.map((cell) => ({ type, content: [paragraph(cell)] })),
  })
  return {
    type: 'table',
    content: [row('tableHeader', head.cells), ...body.map(({ cells }) => row('tableCell', cells))],
  }
}

function readList(type: string, lines: readonly Line[], mark: RegExp): JSONContent {
  return {
    type,
    content: lines.map(({ text }) => ({
      type: 'listItem',
      content: [paragraph(text.replace(mark, ''))],
    })),
  }
}

function paragraph(text: string): JSONContent {
  return text === '' ? { type: 'paragraph' } : { type: 'paragraph', content: inline(text) }
}

/** Text with `**bold**` words. */
function inline(text: string): JSONContent[] {
  return text
    .split(/(\*\*[^*]+\*\*)/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      /^\*\*[^*]+\*\*$/.test(piece)
        ? { type: 'text', text: piece.slice(2, -2), marks: [{ type: 'bold' }] }
        : { type: 'text', text: piece },
    )
}

/** Where two languages differ in their parts, counted from 1; null when they match. */
function firstDifference(en: TemplateText, other: TemplateText) {
  const most = Math.max(en.content.length, other.content.length)
  for (let index = 0; index < most; index += 1) {
    const expected = shape(en.content[index])
    const here = shape(other.content[index])
    if (expected !== here) return { place: `${index + 1}.`, here, en: expected }
  }
  return null
}

function shape(node: JSONContent | undefined): string {
  if (!node) return 'missing'
  const parts = node.content?.length ?? 0
  if (node.type === 'table')
    return `table of ${parts} rows, ${node.content?.[0]?.content?.length} columns`
  if (node.type?.endsWith('List')) return `${node.type} of ${parts} items`
  return node.type === 'heading' ? `heading ${node.attrs?.level}` : String(node.type)
}
