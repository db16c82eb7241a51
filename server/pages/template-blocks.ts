/** The parts of a template in one language, in their order. */
import type { JSONContent } from '@tiptap/core'
import { inlineOf, paragraphOf } from './template-inline.ts'
import { type Block, type Fail, type Line, listed } from './template-lines.ts'
import { isRowFence, readRows, readTime, rowFenceNames } from './template-rows.ts'

export interface Parts {
  readonly blocks: readonly Block[]
  /** What must be true before the page is finished. */
  readonly done: readonly string[]
}

const fenceNames = [...rowFenceNames, 'time', 'callout', 'internal', 'done']

/** Reads what stands under the key question. */
export function readParts(lines: readonly Line[], fail: Fail): Parts {
  const blocks: Block[] = []
  let done: string[] | null = null
  for (let at = 0; at < lines.length;) {
    const line = lines[at]
    if (line === undefined) break
    if (line.text === '') {
      at += 1
      continue
    }
    if (done) fail(line.number, 'after "::: done" comes nothing more in this language.')
    if (!line.text.startsWith(':::')) {
      const end = lines.findIndex(({ text }, index) => index > at && text.startsWith(':::'))
      const found = lines.slice(at, end < 0 ? lines.length : end)
      blocks.push(...readPlain(found, fail))
      at += found.length
      continue
    }
    const name = /^::: ?(\w+)$/.exec(line.text)?.[1] ?? ''
    if (!fenceNames.includes(name)) {
      fail(line.number, `a block begins with ::: and one of: ${listed(fenceNames)}.`)
    }
    const end = lines.findIndex(({ text }, index) => index > at && text.startsWith(':::'))
    if (lines[end]?.text !== ':::') {
      fail(line.number, `this block of ${name} does not end: a line of ::: is missing.`)
    }
    const inside = lines.slice(at + 1, end)
    if (name === 'done') done = readDone(line, inside, fail)
    else blocks.push(...readFence(name, line, inside, fail))
    at = end + 1
  }
  return { blocks, done: done ?? [] }
}

function readFence(name: string, at: Line, inside: readonly Line[], fail: Fail): Block[] {
  if (isRowFence(name)) return readRows(name, at, inside, fail)
  if (name === 'time') return [readTime(at, inside, fail)]
  const blocks = readPlain(inside, fail)
  if (blocks.length === 0) fail(at.number, `there is nothing in this block of ${name}.`)
  if (name === 'callout') {
    return [{ line: at.number, node: { type: 'callout', content: blocks.map(({ node }) => node) } }]
  }
  return blocks.map((block) => ({
    ...block,
    node: { ...block.node, attrs: { ...block.node.attrs, internal: true } },
  }))
}

function readDone(at: Line, inside: readonly Line[], fail: Fail): string[] {
  const items = inside.filter(({ text }) => text !== '')
  if (items.length === 0) fail(at.number, 'there is nothing in this block of done.')
  return items.map(({ number, text }) =>
    text.startsWith('- ')
      ? text.slice(2).trim()
      : fail(number, 'done has items that begin with -.'),
  )
}

const bullet = /^- (?!\[)/
const tick = /^- \[ \] /
const numbered = /^\d+\. /

function readPlain(lines: readonly Line[], fail: Fail): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]
    if (!line || line.text === '') {
      at += 1
      continue
    }
    const { number, text } = line
    const run = (pattern: RegExp): Line[] => {
      const end = lines.findIndex((other, index) => index >= at && !pattern.test(other.text))
      const found = lines.slice(at, end < 0 ? lines.length : end)
      at += found.length
      return found
    }
    if (/^\|/.test(text)) blocks.push(readTable(run(/^\|/), fail))
    else if (bullet.test(text)) blocks.push(readList('bulletList', run(bullet), bullet))
    else if (tick.test(text)) blocks.push(readList('taskList', run(tick), tick))
    else if (numbered.test(text)) blocks.push(readList('orderedList', run(numbered), numbered))
    else if (/^\?/.test(text)) {
      blocks.push({ line: number, node: readQuestion(line, fail) })
      at += 1
    } else if (/^##/.test(text)) {
      const [, marks = '', heading = ''] =
        /^(#{2,4}) (.+)$/.exec(text) ?? fail(number, 'a heading is ##, a space and text.')
      const attrs = { level: marks.length }
      blocks.push({ line: number, node: { type: 'heading', attrs, ...inlineOf(heading) } })
      at += 1
    } else {
      const found = run(/^(?!\||-|\d+\. |\?|#|\+).+/)
      if (found.length === 0) fail(number, whatIsWrong(text))
      const joined = found.map((part) => part.text).join(' ')
      blocks.push({ line: number, node: paragraphOf(joined) })
    }
  }
  return blocks
}

function whatIsWrong(text: string): string {
  if (text.startsWith('- [')) return 'something to tick is "- [ ] " and text.'
  if (text.startsWith('-')) return 'an item is -, a space and text.'
  if (text.startsWith('+')) return 'a row with + belongs in a block that begins with :::.'
  return 'this is nothing that a template knows.'
}

function readQuestion({ number, text }: Line, fail: Fail): JSONContent {
  const [, mark, asked = ''] =
    /^(\?!?) (.+)$/.exec(text) ?? fail(number, 'a question is ? or ?!, a space and text.')
  if (asked.includes('**')) fail(number, 'a question has no bold words.')
  return {
    type: 'question',
    ...(mark === '?!' && { attrs: { required: true } }),
    content: [{ type: 'text', text: asked }],
  }
}

function readTable(lines: readonly Line[], fail: Fail): Block {
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
  const first = lines[0]?.number ?? 1
  if (!head || !rule?.cells.every((cell) => /^-+$/.test(cell)) || body.length === 0) {
    return fail(first, 'a table has a header row, a row of --- and more rows.')
  }
  for (const { number, cells } of rows) {
    if (cells.length !== head.cells.length) {
      fail(number, `this row has ${cells.length} cells, the header row ${head.cells.length}.`)
    }
  }
  const row = (type: 'tableHeader' | 'tableCell', cells: readonly string[]): JSONContent => ({
    type: 'tableRow',
    content: cells.map((cell) => ({ type, content: [paragraphOf(cell)] })),
  })
  return {
    line: first,
    rowLines: [first, ...body.map(({ number }) => number)],
    node: {
      type: 'table',
      content: [
        row('tableHeader', head.cells),
        ...body.map(({ cells }) => row('tableCell', cells)),
      ],
    },
  }
}

function readList(type: string, lines: readonly Line[], mark: RegExp): Block {
  const item = type === 'taskList' ? 'taskItem' : 'listItem'
  return {
    line: lines[0]?.number ?? 1,
    rowLines: lines.map(({ number }) => number),
    node: {
      type,
      content: lines.map(({ text }) => ({
        type: item,
        content: [paragraphOf(text.replace(mark, ''))],
      })),
    },
  }
}
