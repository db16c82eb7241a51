/**
 * Text into and out of fields: what is deleted across several of them, what is pasted into one.
 * Fields never join and a row keeps all of its fields, so neither is left to the general rules,
 * which would tear the block apart.
 */
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { must } from '#contract/asserts.ts'
import { type RowBlock, rowBlocks } from '#contract/page-blocks.ts'
import { intoField, kindOf, newRow, type RowPlace, rowAt, shownFields } from './rows.ts'

/** Does the selection begin or end in a field and reach beyond it? */
export function reachesAcross({ $from, $to, empty }: Selection): boolean {
  return !empty && !$from.sameParent($to) && (rowAt($from) !== null || rowAt($to) !== null)
}

/**
 * Deletes what is selected: of fields the words alone, of blocks and rows that are selected as a
 * whole everything. The caret ends where the selection began.
 */
export function deleteAcross(tr: Transaction): Transaction {
  const { from, to } = tr.selection
  const ranges: { from: number; to: number }[] = []
  tr.doc.nodesBetween(from, to, (node, at, parent) => {
    const end = at + node.nodeSize
    const isRow = kindOf(parent)?.row === node.type.name
    const goesAsWhole = parent === tr.doc || isRow || node.isAtom
    if (goesAsWhole && at >= from && end <= to) {
      ranges.push({ from: at, to: end })
      return false
    }
    if (!node.isTextblock) return true
    const words = { from: Math.max(from, at + 1), to: Math.min(to, end - 1) }
    if (words.from < words.to) ranges.push(words)
    return false
  })
  for (const range of ranges.toReversed()) tr.delete(range.from, range.to)
  return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(from, -1)), 1))
}

/** What is copied out of one field is its words, not a row with holes round them. */
export function wordsAlone({ $from, $to }: Selection, slice: Slice): Slice {
  if (rowAt($from) === null || !$from.sameParent($to)) return slice
  return new Slice($from.parent.content.cut($from.parentOffset, $to.parentOffset), 0, 0)
}

/** A line of what is pasted: the words of its cells, of one cell where it is no table. */
type Line = readonly Fragment[]

/**
 * Pastes into the field with the caret. Several lines make rows where it is a row's first field;
 * elsewhere they stay lines of the field. Cells of a table fill fields. Null: it is no field.
 */
export function pasteIntoField(tr: Transaction, slice: Slice): Transaction | null {
  if (rowAt(tr.selection.$from) === null) return null
  if (reachesAcross(tr.selection)) deleteAcross(tr)
  else if (!tr.selection.empty) tr.deleteSelection()
  const place = rowAt(tr.selection.$from)
  if (place === null) return tr.replaceSelection(slice)
  const { kind } = place
  const rows = rowsIn(slice, kind)
  if (rows.length > 0) return insertRows(tr, place, rows)
  const { schema } = place.row.type
  const lines = linesIn(slice.content, schema)
  const [first = [], ...more] = lines
  if (place.field > 0 || (more.length === 0 && first.length < 2)) {
    return insertWords(tr, joined(lines.flat(), schema))
  }
  insertWords(tr, first[0] ?? Fragment.empty)
  fillFields(tr, place, first)
  const next = more.map((line) => newRow(schema, kind, fitted(line, place, schema)))
  if (next.length === 0) return tr
  const end = place.at + must(tr.doc.nodeAt(place.at)).nodeSize
  tr.insert(end, next)
  const last = end + next.slice(0, -1).reduce((size, row) => size + row.nodeSize, 0)
  return intoField(tr, last, 0, 'end')
}

function insertWords(tr: Transaction, words: Fragment): Transaction {
  const at = tr.selection.from
  tr.replaceWith(at, at, words)
  return tr.setSelection(TextSelection.create(tr.doc, at + words.size))
}

/** What the first line has beyond its first cell, where the fields are empty. */
function fillFields(tr: Transaction, place: RowPlace, line: Line): void {
  const cells = fitted(line, place, place.row.type.schema)
  for (const [field, words] of cells.entries()) {
    if (field === 0 || words.size === 0) continue
    const row = must(tr.doc.nodeAt(place.at))
    if (row.child(field).childCount > 0) continue
    let at = place.at + 2
    for (let before = 0; before < field; before += 1) at += row.child(before).nodeSize
    tr.insert(at, words)
  }
}

/** As many cells as there are fields; what is too many stands on lines of the last one. */
function fitted(line: Line, { block, row }: RowPlace, schema: Schema): readonly Fragment[] {
  const last = shownFields(block, row) - 1
  if (line.length <= last + 1) return line
  return [...line.slice(0, last), joined(line.slice(last), schema)]
}

function insertRows(tr: Transaction, place: RowPlace, rows: readonly Node[]): Transaction {
  const end = place.at + place.row.nodeSize
  tr.insert(end, rows)
  return intoField(tr, end, 0, 'start')
}

/** Whole rows of the same kind, copied from here or elsewhere. */
function rowsIn(slice: Slice, kind: RowBlock): Node[] {
  if (slice.openStart > 1 || slice.openEnd > 1) return []
  const rows: Node[] = []
  slice.content.forEach((node) => {
    if (node.type.name === kind.row) rows.push(node)
    else if (kind.block !== null && node.type.name === kind.block) rows.push(...node.children)
  })
  return rows
}

/** The words of everything pasted, a line for each textblock and for each row of a table. */
function linesIn(content: Fragment, schema: Schema): Line[] {
  if (isInline(content)) return splitAtTabs(content)
  const lines: Line[] = []
  content.forEach((node) => {
    const { name } = node.type
    if (name === 'tableRow' || rowBlocks.some(({ row }) => row === name)) {
      lines.push(node.children.map((cell) => wordsOf(cell, schema)))
    } else if (node.isTextblock) {
      lines.push(...splitAtTabs(node.content))
    } else {
      lines.push(...linesIn(node.content, schema))
    }
  })
  return lines.filter((line) => line.some(({ size }) => size > 0))
}

function wordsOf(cell: Node, schema: Schema): Fragment {
  return cell.isTextblock ? cell.content : joined(linesIn(cell.content, schema).flat(), schema)
}

const isInline = (content: Fragment) => content.firstChild?.isInline === true

/** Spreadsheets put tabs between cells where they give text alone. */
function splitAtTabs(content: Fragment): Line[] {
  const text = content.textBetween(0, content.size, undefined, ' ')
  if (!text.includes('\t')) return [[content]]
  const cells: Fragment[] = []
  let start = 0
  for (const cell of text.split('\t')) {
    cells.push(content.cut(start, start + cell.length))
    start += cell.length + 1
  }
  return [cells]
}

function joined(parts: readonly Fragment[], schema: Schema): Fragment {
  const lineBreak = must(schema.nodes['hardBreak'])
  return parts
    .filter(({ size }) => size > 0)
    .reduce(
      (all, part) =>
        all.size === 0 ? part : all.append(Fragment.from(lineBreak.create())).append(part),
      Fragment.empty,
    )
}
