/**
 * A page, or part of one, as Markdown that others read: CommonMark with tables and checklists. Our
 * own blocks become what is nearest: goals and metrics tables, a flow a numbered list, a rule a list.
 */
import type { Node } from '@tiptap/pm/model'
import { rowBlocks } from '#contract/page-blocks.ts'
import { inlineMarkdown, plainWords } from './markdown-inline.ts'

/** What stands above the columns of our own blocks, and in front of marked parts. */
export interface MarkdownWords {
  /** Name of a text field or attribute: `goalName`, `deadline`. */
  readonly field: (name: string) => string
  /** In front of what is never published. */
  readonly internal: string
}

/** The Markdown of these nodes, a line end at the end. */
export function markdownOf(nodes: readonly Node[], words: MarkdownWords): string {
  return `${blocks(nodes, words)}\n`
}

function blocks(nodes: readonly Node[], words: MarkdownWords): string {
  const parts: string[] = []
  for (const node of nodes) {
    const text = block(node, words)
    if (text === '') continue
    parts.push(node.attrs['internal'] === true ? quoted(`*${words.internal}*\n\n${text}`) : text)
  }
  return parts.join('\n\n')
}

const shares = ['hours', 'making', 'analysing', 'following', 'sharing', 'talking']

function block(node: Node, words: MarkdownWords): string {
  const inside = () => blocks(node.content.content, words)
  switch (node.type.name) {
    case 'title':
      return `# ${inlineMarkdown(node)}`
    case 'heading':
      return `${'#'.repeat(Number(node.attrs['level']))} ${inlineMarkdown(node)}`
    case 'question':
      return `> **${inlineMarkdown(node)}**`
    case 'bulletList':
      return list(node, words, () => '-')
    case 'orderedList':
    case 'flow':
      return list(node, words, (at) => `${Number(node.attrs['start'] ?? 1) + at}.`)
    case 'taskList':
      return list(node, words, (_, item) => (item.attrs['checked'] === true ? '- [x]' : '- [ ]'))
    case 'blockquote':
    case 'callout':
      return quoted(inside())
    case 'codeBlock':
      return fenced(node)
    case 'horizontalRule':
      return '---'
    case 'table':
      return grid(node.content.content.map((row) => row.content.content.map(cellWords)))
    case 'details': {
      const [summary, rest] = node.content.content
      return `**${summary ? inlineMarkdown(summary) : ''}**\n\n${rest ? blocks(rest.content.content, words) : ''}`.trim()
    }
    case 'image':
      return `*${plainWords(String(node.attrs['alt'] ?? ''))}* ${inlineMarkdown(node)}`.trim()
    case 'file':
      return `*${plainWords(String(node.attrs['name'] ?? ''))}*`
    case 'ruleCard':
      return fields(node, words)
    case 'timeBudget':
      return shares
        .filter((name) => node.attrs[name] !== null)
        .map((name) => `- ${words.field(name)}: ${String(node.attrs[name])}`)
        .join('\n')
    default: {
      const rows = rowBlocks.find((known) => known.block === node.type.name)
      if (rows === undefined) return node.isTextblock ? inlineMarkdown(node) : inside()
      const head = rows.fields.map((name) => words.field(name))
      const cells = node.content.content.map((row) => row.content.content.map(inlineMarkdown))
      return grid([head, ...cells])
    }
  }
}

/** Items with what is in them moved to the right of their sign. */
function list(node: Node, words: MarkdownWords, sign: (at: number, item: Node) => string): string {
  const items = node.content.content.map((item, at) => {
    const mark = sign(at, item)
    const width = ' '.repeat(mark.startsWith('- [') ? 2 : mark.length + 1)
    const parts = item.content.content
      .map((part) => block(part, words))
      .filter((text) => text !== '')
    // An inner list follows without a gap, so that the list stays a tight one.
    const text = parts.join(parts.length > 1 && isTight(item) ? '\n' : '\n\n')
    return `${mark} ${text.replace(/\n(?=.)/g, `\n${width}`)}`
  })
  return items.join('\n')
}

function isTight(item: Node): boolean {
  return item.content.content.slice(1).every(({ type }) => type.name.endsWith('List'))
}

function fields(node: Node, words: MarkdownWords): string {
  const stance: unknown = node.attrs['stance']
  const lines = node.content.content
    .filter((field) => field.content.size > 0)
    .map((field) => `- **${words.field(field.type.name)}** ${inlineMarkdown(field)}`)
  return [...(typeof stance === 'string' ? [`- **${words.field(stance)}**`] : []), ...lines].join(
    '\n',
  )
}

function cellWords(cell: Node): string {
  return cell.content.content
    .map((part) => (part.isTextblock ? inlineMarkdown(part) : part.textContent))
    .join('<br>')
}

/** The first row is the head: Markdown knows no table without. */
function grid(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(({ length }) => length))
  const line = (row: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => (row[at] ?? '').replace(/\n/g, '<br>').replace(/\|/g, '\\|')).join(' | ')} |`
  const [head = [], ...others] = rows
  return [line(head), `|${' --- |'.repeat(width)}`, ...others.map(line)].join('\n')
}

function quoted(text: string): string {
  return text.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}

/** With more backticks than the code has in a row. */
function fenced(node: Node): string {
  const runs = [...node.textContent.matchAll(/`+/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)))
  return `${fence}${String(node.attrs['language'] ?? '')}\n${node.textContent}\n${fence}`
}
