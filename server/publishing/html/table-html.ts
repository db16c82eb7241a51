import type { Cell, Piece } from '../piece.ts'
import type { Around } from './around.ts'
import { attribute, escaped } from './escaped.ts'

/** A table in a box of its own, which scrolls where the table is wider than the page. */
export function htmlOfTable(
  { caption, rows }: Extract<Piece, { kind: 'table' }>,
  around: Around,
  inner: (pieces: readonly Piece[]) => string,
): string {
  const lines = rows.map((row) => `<tr>${row.map((cell) => cellOf(cell, inner)).join('')}</tr>`)
  const [first] = rows
  // A cell that reaches down out of the head would be cut off there.
  const hasHead = first?.every(({ head, rowspan }) => head !== null && rowspan <= 1) === true
  const head = hasHead ? `<thead>${lines[0]}</thead>` : ''
  const body = lines.slice(hasHead ? 1 : 0).join('\n')
  const name = caption === null ? '' : `<caption>${escaped(caption)}</caption>`
  const label = attribute('aria-label', caption ?? around.words.table)
  return `<div class="table" role="group" tabindex="0"${label}><table>${name}${head}${
    body === '' ? '' : `<tbody>${body}</tbody>`
  }</table></div>`
}

function cellOf(cell: Cell, inner: (pieces: readonly Piece[]) => string): string {
  const [only] = cell.content
  const isLine = cell.content.length === 1 && only?.kind === 'paragraph'
  const html = inner(cell.content)
  const content = isLine ? html.replace(/^<p>|<\/p>$/g, '') : html
  // A head that says nothing is no head to who hears the table.
  const tag = cell.head === null || html === '' || content === '' ? 'td' : 'th'
  const scope = tag === 'td' || cell.head === null ? null : cell.head === 'row' ? 'row' : 'col'
  const align = cell.align === null ? null : `align-${cell.align}`
  return `<${tag}${attribute('scope', scope)}${span('colspan', cell.colspan)}${span(
    'rowspan',
    cell.rowspan,
  )}${attribute('class', align)}>${content}</${tag}>`
}

const span = (name: 'colspan' | 'rowspan', cells: number) =>
  Number.isInteger(cells) && cells > 1 && cells <= 1000 ? attribute(name, cells) : ''
