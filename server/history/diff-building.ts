/** Makes nodes of the tree of changes, and says what they look like. */
import { equalityDeep } from 'lib0/function'
import { must } from '#contract/asserts.ts'
import { isInline, isPlain, labelOf, sortOf } from './diff-nodes.ts'
import type { Building } from './diff-changes.ts'
import type { NodePart } from './diff-parts.ts'
import type { Side } from './diff-side.ts'
import type { HistoryNode } from './page-at.ts'
import type { NodeLook } from './page-changes.ts'

export function building(
  { type, attrs, place }: HistoryNode,
  became: Building['became'],
): Building {
  return { type, ...(attrs && { attrs }), became, change: null, place }
}

export function partOf(node: Building, { type, attrs }: HistoryNode): NodePart {
  return { node, label: labelOf(type, attrs), inline: isInline(type), by: null, at: 0 }
}

export function unchanged({ type, attrs, content, place, text, marks }: HistoryNode): Building {
  return {
    type,
    ...(attrs && { attrs }),
    became: 'same',
    change: null,
    place,
    ...(text !== undefined && { text }),
    ...(marks && { marks }),
    ...(content && { content: content.map(unchanged) }),
  }
}

export function lookOf({ type, attrs }: HistoryNode): NodeLook {
  return { type, ...(attrs && { attrs }) }
}

export function looksAlike(a: HistoryNode, b: HistoryNode): boolean {
  return a.type === b.type && equalityDeep(a.attrs, b.attrs)
}

/** The block that a line counts as: a paragraph in an item or a cell as these. */
export function blockOf({ elements }: Side, line: number): string {
  const { node, parent = -1 } = elements[line] ?? {}
  const outer = elements[parent]?.node.type ?? ''
  const isIn = ['item', 'cell'].includes(sortOf(outer))
  return node === undefined || (node.type === 'paragraph' && isIn) ? outer : node.type
}

/** Is there nothing but empty lines? */
export function isBlank(side: Side, element: number): boolean {
  const { node, start, end, children } = must(side.elements[element])
  const own = children.reduce(
    (sum, child) => {
      const { start: first = 0, end: last = 0 } = side.elements[child] ?? {}
      return sum - (last - first)
    },
    end - start - 1,
  )
  return isPlain(node.type) && own === 0 && children.every((child) => isBlank(side, child))
}
