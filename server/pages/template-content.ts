/**
 * What a template takes over from a page: never whose something is or until when, never the files
 * of the page, and only where that is wanted what people wrote.
 */
import type { JSONContent } from '@tiptap/core'
import { rowBlocks } from '#contract/page-blocks.ts'
import { timeShares } from '#contract/page-values.ts'

type Nodes = readonly JSONContent[]

/** Attributes that belong to the page that they stand on. */
const leftBehind: Readonly<Record<string, readonly string[]>> = {
  taskItem: ['owner', 'due', 'checked'],
  goal: ['owner', 'deadline'],
  metric: ['id'],
  flowStep: ['owner'],
  scale: ['id'],
}
/** So many empty rows are left of those that people have filled in. */
const emptyRows = 3

/** The nodes of a template made from those of a page: title first, as the page schema wants them. */
export function templateContent(
  nodes: Nodes,
  { keepText, title }: { readonly keepText: boolean; readonly title: string },
): Nodes {
  const [, ...blocks] = nodes
  const kept = blocks.map(impersonal)
  const goals = new Set(keepText ? goalIds(kept) : [])
  const content = (keepText ? kept : emptied(kept)).map((node) => linkedWithin(node, goals))
  const last = content.at(-1)?.type === 'paragraph' ? [] : [{ type: 'paragraph' }]
  return [{ type: 'title', content: [{ type: 'text', text: title }] }, ...content, ...last]
}

/** Without people, days and files. Mentions become the names that they showed. */
function impersonal(node: JSONContent): JSONContent {
  const { type = '', attrs = {} } = node
  const content = node.content && { content: node.content.map(impersonal) }
  const internal = attrs['internal'] === true && { attrs: { internal: true } }
  if (type === 'personMention') return textOf(`@${String(attrs['label'] ?? '')}`)
  if (type === 'pageMention') return textOf(String(attrs['label'] ?? ''))
  if (type === 'image') return { type: 'paragraph', ...internal, ...content }
  if (type === 'file') {
    const name = String(attrs['name'] ?? '')
    return { type: 'paragraph', ...internal, ...(name !== '' && { content: [textOf(name)] }) }
  }
  const drop = leftBehind[type]
  if (!drop) return { ...node, ...content }
  const rest = Object.fromEntries(Object.entries(attrs).filter(([name]) => !drop.includes(name)))
  return { ...node, attrs: rest, ...content }
}

// An empty text is no text node that the page schema knows.
const textOf = (text: string): JSONContent => ({ type: 'text', text: text === '' ? '…' : text })

function goalIds(nodes: Nodes): string[] {
  return nodes.flatMap(({ attrs, content, type }) => {
    const id: unknown = attrs?.['id']
    return [...(type === 'goal' && typeof id === 'string' ? [id] : []), ...goalIds(content ?? [])]
  })
}

/** Metrics measure goals of the template itself or none. */
function linkedWithin(node: JSONContent, goals: ReadonlySet<string>): JSONContent {
  const content = node.content && {
    content: node.content.map((child) => linkedWithin(child, goals)),
  }
  const goal: unknown = node.attrs?.['goal']
  if (node.type !== 'metric' || typeof goal !== 'string' || goals.has(goal)) {
    return { ...node, ...content }
  }
  const { goal: _, ...attrs } = node.attrs ?? {}
  return { ...node, attrs, ...content }
}

/** Headings, questions, the statements of scales, and blocks and tables with nothing in them. */
function emptied(nodes: Nodes): Nodes {
  const left: JSONContent[] = []
  let cards = 0
  for (const node of nodes) {
    const before = left.at(-1)
    const kept = emptiedBlock(node)
    cards = kept?.type === 'ruleCard' ? cards + 1 : 0
    if (cards > emptyRows) continue
    const internal = node.attrs?.['internal'] === true && { attrs: { internal: true } }
    if (kept) left.push(kept)
    // One empty paragraph stands for all that was written in a place.
    else if (before?.type !== 'paragraph') left.push({ type: 'paragraph', ...internal })
  }
  return left
}

/** Null for what holds people's own words alone. */
function emptiedBlock(node: JSONContent): JSONContent | null {
  const { type = '', attrs = {}, content = [] } = node
  const internal = attrs['internal'] === true ? { internal: true } : {}
  if (type === 'heading' || type === 'scales') return node
  if (type === 'question') {
    const { notRelevant: _, ...rest } = attrs
    return { ...node, attrs: rest }
  }
  if (type === 'timeBudget') return { type, attrs: { ...internal, ...timeShares } }
  if (type === 'table') {
    return { ...node, content: content.map((row) => ({ ...row, content: emptiedCells(row) })) }
  }
  const rows = rowBlocks.find(({ block, row }) => (block ?? row) === type)
  if (!rows) return null
  const fields = rows.fields.map((field) => ({ type: field }))
  if (rows.block === null) return { type, attrs: internal, content: fields }
  const left = content.slice(0, emptyRows).map(() => ({ type: rows.row, content: fields }))
  return { type, attrs: internal, content: left }
}

const emptiedCells = ({ content = [] }: JSONContent): JSONContent[] =>
  content.map((cell) =>
    cell.type === 'tableHeader' ? cell : { ...cell, content: [{ type: 'paragraph' }] },
  )
