/** What the diff has to know of the kinds of nodes. What is not named here is a kind of its own. */
import { rowBlocks } from '#contract/page-names.ts'

/** Nodes of one sort can become each other: a paragraph a heading, a list a checklist. */
const sorts: Readonly<Record<string, readonly string[]>> = {
  line: ['paragraph', 'heading', 'question', 'codeBlock'],
  list: ['bulletList', 'orderedList', 'taskList'],
  item: ['listItem', 'taskItem'],
  cell: ['tableCell', 'tableHeader'],
  frame: ['blockquote', 'callout'],
}
const sortByType: ReadonlyMap<string, string> = new Map(
  Object.entries(sorts).flatMap(([sort, types]) => types.map((type) => [type, sort] as const)),
)
const inline: readonly string[] = ['hardBreak', 'personMention', 'pageMention']
const fields: readonly string[] = rowBlocks.flatMap((kind) => [...kind.fields])
const rows: readonly string[] = ['tableRow', ...rowBlocks.map(({ row }) => row)]
const otherLines: readonly string[] = ['title', 'detailsSummary', 'image']
const parts: readonly string[] = ['title', 'detailsSummary', 'detailsContent', ...fields]
const plain: readonly string[] = [
  ...['paragraph', 'heading', 'blockquote'],
  ...['bulletList', 'orderedList', 'taskList', 'listItem', 'taskItem'],
]

export function sortOf(type: string): string {
  return sortByType.get(type) ?? type
}

/** Does it stand in a line of text, as a character does? */
export function isInline(type: string): boolean {
  return inline.includes(type)
}

/** Does it hold text, also while it is empty? */
export function isLine(type: string): boolean {
  return sortOf(type) === 'line' || otherLines.includes(type) || fields.includes(type)
}

/** Is there one of it in its parent, always at the same place? */
export function isPart(type: string): boolean {
  return parts.includes(type)
}

/** Is it a row: of a table, or of a block of our own? */
export function isRow(type: string): boolean {
  return rows.includes(type)
}

export function isCell(type: string): boolean {
  return sortOf(type) === 'cell'
}

/** Does it say nothing while it is empty? */
export function isPlain(type: string): boolean {
  return plain.includes(type)
}

/** Attributes that nobody sees. */
export function isHidden(attribute: string): boolean {
  return attribute === 'id' || attribute === 'colwidth'
}

/** What stands for a node without text where only text is shown. */
export function labelOf(type: string, attrs: Readonly<Record<string, unknown>> = {}): string {
  const text = (name: string) => (typeof attrs[name] === 'string' ? attrs[name] : '')
  switch (type) {
    case 'personMention':
      return `@${text('label')}`
    case 'pageMention':
      return text('label')
    case 'file':
      return text('name')
    case 'image':
      return text('alt')
    default:
      return ' '
  }
}
