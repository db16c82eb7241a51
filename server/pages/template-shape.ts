/** Do two languages of a template have the same parts? Only their words may differ. */
import type { JSONContent } from '@tiptap/core'
import type { Parts } from './template-blocks.ts'
import type { Block } from './template-lines.ts'

export interface Difference {
  /** In the language that differs. */
  readonly line: number
  readonly why: string
}

/** The first thing in which `other` is not as English is; null when they match. */
export function firstDifference(
  en: Parts,
  other: Parts & { readonly language: string; readonly lastLine: number },
): Difference | null {
  const { language } = other
  const most = Math.max(en.blocks.length, other.blocks.length)
  for (let index = 0; index < most; index += 1) {
    const expected = en.blocks[index]
    const here = other.blocks[index]
    if (!expected || !here || describe(expected.node) !== describe(here.node)) {
      const there = `in en ${expected ? `${describe(expected.node)} (line ${expected.line})` : 'missing'}`
      return {
        line: here?.line ?? other.lastLine,
        why: `in ${language} part ${index + 1} is ${here ? describe(here.node) : 'missing'}, ${there}.`,
      }
    }
    const difference = inRows(expected, here, language)
    if (difference) return difference
  }
  if (en.done.length === other.done.length) return null
  return {
    line: other.lastLine,
    why: `in ${language} "done" has ${other.done.length} items, in en ${en.done.length}.`,
  }
}

/** What the parts are called in a template file. */
const names: Readonly<Record<string, string>> = {
  bulletList: 'list',
  orderedList: 'numbered list',
  taskList: 'checklist',
  goalTable: 'block of goals',
  metricTable: 'block of metrics',
  stakeholderMap: 'block of stakeholders',
  flow: 'block of flow',
  ruleCard: 'rule',
  timeBudget: 'block of time',
}
const rowsIn = (type: string, count: number) =>
  `${count} ${type.endsWith('List') ? 'item' : 'row'}${count === 1 ? '' : 's'}`

/** What somebody who looks at the file would call it. */
function describe({ type = '', attrs, content = [] }: JSONContent): string {
  const internal = attrs?.['internal'] === true ? 'internal ' : ''
  if (type === 'table') {
    return `${internal}table of ${rowsIn(type, content.length)}, ${content[0]?.content?.length} columns`
  }
  if (type === 'heading') return `${internal}heading ${'#'.repeat(Number(attrs?.['level']))}`
  if (type === 'question') {
    return `${internal}question${attrs?.['required'] === true ? ' with ?!' : ''}`
  }
  const points = attrs?.['points'] === 'phases' ? 'block of phases' : 'block of scales'
  const name = `${internal}${type === 'scales' ? points : (names[type] ?? type)}`
  const hasRows = type !== 'ruleCard' && content.some((child) => child.type !== 'text')
  return hasRows ? `${name} with ${rowsIn(type, content.length)}` : name
}

function inRows(expected: Block, here: Block, language: string): Difference | null {
  const enRows = expected.rowLines ? (expected.node.content ?? []) : [expected.node]
  const rows = here.rowLines ? (here.node.content ?? []) : [here.node]
  for (const [index, row] of rows.entries()) {
    const enRow = enRows[index]
    const known = enRow ? facts(enRow) : []
    const found = facts(row)
    const at = found.findIndex((fact, place) => fact !== known[place])
    const different = at >= 0 ? at : found.length < known.length ? found.length : -1
    if (different < 0) continue
    const enLine = expected.rowLines?.[index] ?? expected.line
    return {
      line: here.rowLines?.[index] ?? here.line,
      why: `in ${language} this has "${found[different] ?? 'nothing'}" where en (line ${enLine}) has "${known[different] ?? 'nothing'}".`,
    }
  }
  return null
}

/** What a row is, apart from its words. */
function facts({ type = '', attrs = {}, content = [] }: JSONContent): string[] {
  const values = Object.entries(attrs).map(([name, value]) => `${name}: ${String(value)}`)
  const isText = content.length === 0 || content.some((child) => child.type === 'text')
  // In the file the text of a field stands behind the last part of its name: `why`, `response`.
  const name = type.replace(/^[a-z]+(?=[A-Z])/, '').toLowerCase()
  const text = `${name}: ${content.length > 0 ? 'text' : 'empty'}`
  return [...values.sort(), ...(isText ? [text] : content.flatMap(facts))]
}
