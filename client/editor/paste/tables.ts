/** Tables of what was pasted: heads where the source has them, no tables that only arrange. */
import { isBoldWeight } from './emphasis.ts'
import { holdsBlocks, rename, seenText } from './elements.ts'
import { dropStyle, styled, styleOf } from './pasted-style.ts'

/** Puts the tables in order; `sheets` is the text of the style sheets that came with them. */
export function tidyTables(body: HTMLElement, sheets: string): void {
  const classes = boldClasses(sheets)
  for (const table of body.querySelectorAll('table')) {
    if (isLayout(table)) {
      flatten(table)
      continue
    }
    for (const caption of table.querySelectorAll(':scope > caption')) {
      table.before(rename(caption, 'p'))
    }
    for (const cell of table.querySelectorAll('td, th')) readAlign(cell)
    const rows = rowsOf(table)
    const first = rows[0]
    for (const cell of table.querySelectorAll(':scope > thead > tr > td')) toHead(cell)
    if (first !== undefined && rows.length > 1 && isHead(first, rows.slice(1), classes)) {
      for (const cell of [...first.children]) toHead(cell)
    }
  }
}

const rowsOf = (table: Element) => [...table.querySelectorAll<Element>(':scope > * > tr')]

/** Mail programs and old web pages arrange with tables: one cell, or tables within. */
function isLayout(table: Element): boolean {
  if (table.matches('[role="presentation"], [role="none"]')) return true
  if (table.querySelector('table') !== null) return true
  const cells = table.querySelectorAll('td, th')
  return cells.length === 1 && holdsBlocks(table)
}

function flatten(table: Element): void {
  const parts = [...table.querySelectorAll('td, th, caption')].filter(
    (cell) => cell.closest('table') === table,
  )
  for (const cell of parts) table.before(rename(cell, 'div'))
  table.remove()
}

/** A first row in which every word is bold, above others that are not, is a head. */
function isHead(first: Element, others: readonly Element[], classes: ReadonlySet<string>): boolean {
  if (first.querySelector(':scope > th') !== null) return false
  const isBold = (row: Element) => {
    const cells = [...row.children].filter((cell) => seenText(cell) !== '')
    return cells.length > 0 && cells.every((cell) => isBoldCell(cell, classes))
  }
  return isBold(first) && !others.some(isBold)
}

function isBoldCell(cell: Element, classes: ReadonlySet<string>): boolean {
  if (isBoldWeight(styleOf(cell).get('font-weight') ?? '')) return true
  if ([...cell.classList].some((name) => classes.has(name))) return true
  const bold = [...cell.querySelectorAll(`b, strong, ${styled}`)].filter(
    (one) => one.matches('b, strong') || isBoldWeight(styleOf(one).get('font-weight') ?? ''),
  )
  return bold.some((one) => seenText(one) === seenText(cell))
}

/** Excel says in a style sheet which of its classes are bold. */
function boldClasses(sheets: string): ReadonlySet<string> {
  const rules = sheets.matchAll(/\.(xl\d+)\s*\{([^}]*)\}/g)
  return new Set(
    [...rules].flatMap(([, name = '', body = '']) =>
      /font-weight:\s*(?:bold|[6-9]00)/.test(body) ? [name] : [],
    ),
  )
}

function toHead(cell: Element): void {
  const head = rename(cell, 'th')
  if (head === cell) return
  for (const name of ['colspan', 'rowspan', 'data-align']) {
    const value = cell.getAttribute(name)
    if (value !== null) head.setAttribute(name, value)
  }
  for (const bold of head.querySelectorAll('b, strong')) bold.replaceWith(...bold.childNodes)
  for (const one of head.querySelectorAll(styled)) dropStyle(one)
}

/** Only what was aligned on purpose is kept: to the middle or the right. */
function readAlign(cell: Element): void {
  const inner = cell.children.length === 1 ? cell.firstElementChild : null
  const align = [
    cell.getAttribute('align'),
    styleOf(cell).get('text-align'),
    inner?.getAttribute('align'),
    inner && styleOf(inner).get('text-align'),
  ].find((value) => value === 'center' || value === 'right')
  if (align) cell.setAttribute('data-align', align)
}
