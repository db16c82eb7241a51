/**
 * Makes a table a rectangle again, by adding empty cells and shortening spans. Removes nothing but
 * what is no table of people: one cell spanning the world, one row of a thousand among a thousand of
 * one. Whoever opened that would be busy for minutes adding the cells that are missing.
 */
import type { JSONContent } from '@tiptap/core'
import * as Y from 'yjs'
import { elementFor } from './content.ts'

interface Cell {
  readonly element: Y.XmlElement
  colspan: number
  rowspan: number
}

/** Places that the cells of a table may take, spans included. */
const mostPlaces = 50_000
/** Cells that may be missing. Two people who add rows and columns at once leave out some hundreds. */
const mostMissing = 5_000

/**
 * Must run inside a transaction. Says whether anything had to be changed, or that the table cannot
 * be made good.
 */
export function squareTable(table: Y.XmlElement): boolean | 'hopeless' {
  const rows = table.toArray().filter((row): row is Y.XmlElement => isElement(row, 'tableRow'))
  const taken = rows.map(() => new Set<number>())
  let changed = false
  let width = 0
  let places = 0
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const cell of cellsOf(row)) {
      while (taken[y]?.has(x)) x++
      const rowspan = Math.min(cell.rowspan, rows.length - y)
      places += rowspan * cell.colspan
      if (places > mostPlaces) return 'hopeless'
      const colspan = freeWidth(taken, x, y, cell.colspan, rowspan)
      if (setSpan(cell, 'rowspan', rowspan)) changed = true
      if (setSpan(cell, 'colspan', colspan)) changed = true
      for (let dy = 0; dy < rowspan; dy++) {
        for (let dx = 0; dx < colspan; dx++) taken[y + dy]?.add(x + dx)
      }
      x += colspan
      width = Math.max(width, x)
    }
  }
  if (width * rows.length - places > mostMissing) return 'hopeless'
  for (const [y, row] of rows.entries()) {
    const missing = Math.max(width, 1) - (taken[y]?.size ?? 0)
    if (missing <= 0) continue
    changed = true
    const last = row.toArray().findLast((child) => child instanceof Y.XmlElement)
    const type = last instanceof Y.XmlElement ? last.nodeName : 'tableCell'
    const cells = Array.from({ length: missing }, () =>
      elementFor({ type, content: [{ type: 'paragraph' }] }),
    )
    row.insert(row.length, cells)
  }
  return changed
}

function cellsOf(row: Y.XmlElement): Cell[] {
  return row.toArray().flatMap((element) => {
    if (!isElement(element, 'tableCell') && !isElement(element, 'tableHeader')) return []
    const attributes: Record<string, unknown> = element.getAttributes()
    return [{ element, colspan: span(attributes['colspan']), rowspan: span(attributes['rowspan']) }]
  })
}

/** How many columns from x on are free in all the rows that the cell spans; at least one. */
function freeWidth(
  taken: readonly ReadonlySet<number>[],
  x: number,
  y: number,
  colspan: number,
  rowspan: number,
): number {
  for (let dx = 0; dx < colspan; dx++) {
    for (let dy = 0; dy < rowspan; dy++) {
      if (taken[y + dy]?.has(x + dx)) return Math.max(dx, 1)
    }
  }
  return colspan
}

function setSpan(cell: Cell, name: 'colspan' | 'rowspan', value: number): boolean {
  if (cell[name] === value) return false
  cell[name] = value
  const element: Y.XmlElement<NonNullable<JSONContent['attrs']>> = cell.element
  element.setAttribute(name, value)
  return true
}

const span = (value: unknown) => (typeof value === 'number' ? value : 1)

function isElement(child: unknown, name: string): child is Y.XmlElement {
  return child instanceof Y.XmlElement && child.nodeName === name
}
