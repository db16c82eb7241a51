/** Rows of blocks: where a place of the page is among them; making, moving and removing them. */
import { Fragment, type Node, type ResolvedPos, type Schema } from '@tiptap/pm/model'
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { must } from '#contract/asserts.ts'
import { newPlainId } from '#contract/id-shape.ts'
import { type RowBlock, rowBlocks } from '#contract/page-blocks.ts'
import { isSomebodyIn } from '../carets.ts'

type Dispatch = ((tr: Transaction) => void) | undefined

/** A place in a field of a row. */
export interface RowPlace {
  readonly kind: RowBlock
  readonly row: Node
  /** Where the row begins. */
  readonly at: number
  /** Where what stands at the top of the page begins: the block of rows, or the row itself. */
  readonly blockAt: number
  readonly block: Node
  /** The place of the row among the rows, and of the field among the fields. */
  readonly index: number
  readonly field: number
}

const kindByRow: ReadonlyMap<string, RowBlock> = new Map(rowBlocks.map((kind) => [kind.row, kind]))

/** The rows of this block, or the row that stands alone; undefined: it is no such node. */
export function kindOf(node: Node | null | undefined): RowBlock | undefined {
  return rowBlocks.find(({ block, row }) => node?.type.name === (block ?? row))
}

/** The row that a place is in, in one of its fields; null anywhere else. */
export function rowAt($pos: ResolvedPos): RowPlace | null {
  if ($pos.depth < 2) return null
  const depth = $pos.depth - 1
  const row = $pos.node(depth)
  const kind = kindByRow.get(row.type.name)
  if (kind === undefined) return null
  return {
    kind,
    row,
    at: $pos.before(depth),
    blockAt: $pos.before(1),
    block: $pos.node(1),
    index: kind.block === null ? 0 : $pos.index(depth - 1),
    field: $pos.index(depth),
  }
}

/** A row with an id of its own where rows have ids, and with these words in its first fields. */
export function newRow(
  schema: Schema,
  kind: RowBlock,
  words: readonly Fragment[] = [],
  attributes: Readonly<Record<string, unknown>> = {},
): Node {
  const type = must(schema.nodes[kind.row])
  const id = hasId(type.name, schema) ? { id: newPlainId() } : {}
  const fields = kind.fields.map((field, place) =>
    must(schema.nodes[field]).create(null, words[place] ?? Fragment.empty),
  )
  return type.create({ ...id, ...attributes }, fields)
}

/** Do rows of this name have ids? */
export function hasId(name: string, schema: Schema): boolean {
  return kindByRow.has(name) && schema.nodes[name]?.spec.attrs?.['id'] !== undefined
}

/** How many fields of a row are to be seen: phases have no words for their ends. */
export function shownFields(block: Node, row: Node): number {
  return block.attrs['points'] === 'phases' ? 1 : row.childCount
}

/** Is there nothing in the row, neither words nor choices? */
export function isBlank(row: Node): boolean {
  const isChosen = ([name, value]: [string, unknown]) => name !== 'id' && value !== null
  return row.textContent === '' && isWordless(row) && !Object.entries(row.attrs).some(isChosen)
}

function isWordless(row: Node): boolean {
  let empty = true
  row.forEach((field) => {
    if (field.childCount > 0) empty = false
  })
  return empty
}

/** Puts the caret at the start or the end of a field of the row that begins there. */
export function intoField(tr: Transaction, at: number, field: number, side: 'start' | 'end') {
  const row = must(tr.doc.nodeAt(at))
  let place = at + 1
  for (let before = 0; before < field; before += 1) place += row.child(before).nodeSize
  const inside = place + 1 + (side === 'end' ? row.child(field).content.size : 0)
  return tr.setSelection(TextSelection.create(tr.doc, inside))
}

/** Makes an empty row after the one with the caret and goes into it. */
export function addRow(state: EditorState, dispatch: Dispatch): boolean {
  const place = rowAt(state.selection.$head)
  if (place === null) return false
  dispatch?.(addRowAfter(state.tr, place.at).scrollIntoView())
  return true
}

/** An empty row after the one that begins there, with the caret in its first field. */
export function addRowAfter(tr: Transaction, at: number): Transaction {
  const row = must(tr.doc.nodeAt(at))
  const end = at + row.nodeSize
  const kind = must(kindByRow.get(row.type.name))
  return intoField(tr.insert(end, newRow(row.type.schema, kind)), end, 0, 'start')
}

/**
 * Takes away the row that begins there; with the last one its block, which leaves a paragraph. The
 * caret goes to the end of the row before, or to the start of the one that takes its place.
 */
export function removeRow(tr: Transaction, at: number): Transaction {
  const $row = tr.doc.resolve(at)
  const row = must($row.nodeAfter)
  const kind = must(kindByRow.get(row.type.name))
  if (kind.block === null || $row.parent.childCount === 1) {
    const from = kind.block === null ? at : $row.before()
    const to = kind.block === null ? at + row.nodeSize : $row.after()
    tr.replaceWith(from, to, must(row.type.schema.nodes['paragraph']).create())
    return tr.setSelection(TextSelection.create(tr.doc, from + 1))
  }
  const before = $row.nodeBefore
  tr.delete(at, at + row.nodeSize)
  if (before === null) return intoField(tr, at, 0, 'start')
  return intoField(tr, at - before.nodeSize, shownFields($row.parent, before) - 1, 'end')
}

/** Where the row would stand after moving by one; null where there is no such place. */
export function placeAfterMove(doc: Node, at: number, by: 1 | -1): number | null {
  const $row = doc.resolve(at)
  const other = neighbour($row, by)
  return other === null ? null : by === 1 ? at + other.nodeSize : at - other.nodeSize
}

function neighbour($row: ResolvedPos, by: 1 | -1): Node | null {
  const row = $row.nodeAfter
  if (row === null) return null
  const place = $row.index() + by
  const other = $row.parent.maybeChild(place)
  // Nothing comes before the title.
  return other === null || other.type.name === 'title' ? null : other
}

/**
 * Moves the row that begins there by one place, past its neighbour. Says whether it could.
 *
 * To move is to delete and to make anew: whoever writes in what is moved loses the place. So it is
 * the neighbour that changes sides, and the row under one's hands stays as it is, unless somebody
 * else is in the neighbour. In two steps, because in one the binding would rather write the words
 * of one row into the other, under the feet of those who write there.
 */
export function moveRow(view: EditorView, at: number, by: 1 | -1): boolean {
  const { doc } = view.state
  const $row = doc.resolve(at)
  const row = $row.nodeAfter
  const other = neighbour($row, by)
  if (row === null || other === null) return false
  const otherAt = by === 1 ? at + row.nodeSize : at - other.nodeSize
  const selection = view.state.selection
  if (isSomebodyIn(view.state, otherAt, otherAt + other.nodeSize)) {
    const to = by === 1 ? at + other.nodeSize : otherAt
    view.dispatch(view.state.tr.delete(at, at + row.nodeSize))
    const tr = view.state.tr.insert(to, row)
    const moved = (place: number) => tr.doc.resolve(place - at + to)
    const inside = selection.from > at && selection.to < at + row.nodeSize
    if (inside) {
      tr.setSelection(TextSelection.between(moved(selection.anchor), moved(selection.head)))
    }
    view.dispatch(tr.scrollIntoView())
    return true
  }
  view.dispatch(view.state.tr.delete(otherAt, otherAt + other.nodeSize))
  const rowAtNow = by === 1 ? at : otherAt
  const to = by === 1 ? rowAtNow : rowAtNow + row.nodeSize
  view.dispatch(view.state.tr.insert(to, other).scrollIntoView())
  return true
}

/** The nearest place for a caret before or after what stands at the top of the page there. */
export function besideBlock(doc: Node, at: number, by: 1 | -1): Selection | null {
  const block = must(doc.nodeAt(at))
  const $edge = doc.resolve(by === 1 ? at + block.nodeSize : at)
  return Selection.findFrom($edge, by, false)
}
