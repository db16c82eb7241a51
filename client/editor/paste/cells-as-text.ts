/** Cells of a spreadsheet as plain text: a line for each row, tabs between the cells. */
import { handlePaste, isInTable } from '@tiptap/pm/tables'
import type { EditorView } from '@tiptap/pm/view'
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'

/** Pastes such text as cells or as a table, where it comes without HTML and is not wanted plain. */
export function pasteCells(view: EditorView, event: ClipboardEvent): boolean {
  const { clipboardData: data } = event
  const { state } = view
  if (data === null || data.getData('text/html') !== '' || isPlain(view)) return false
  if (state.selection.$from.parent.type.spec.code === true) return false
  const slice = tableOfText(data.getData('text/plain'), state.schema)
  if (slice === null) return false
  if (!isInTable(state) || !handlePaste(view, event, slice)) {
    view.dispatch(state.tr.replaceSelection(slice).scrollIntoView().setMeta('uiEvent', 'paste'))
  }
  return true
}

/** Is Shift held, as for pasting without formatting? ProseMirror does not name it in its types. */
function isPlain(view: EditorView): boolean {
  return 'input' in view && (view.input as { shiftKey?: boolean }).shiftKey === true
}

/** A table of the text, where it is one: at least two columns, as many in each row. */
function tableOfText(text: string, schema: Schema): Slice | null {
  const rows = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'))
  const width = rows[0]?.length ?? 0
  if (width < 2 || rows.length * width > 5_000 || rows.some(({ length }) => length !== width)) {
    return null
  }
  const { table, tableRow, tableCell, paragraph } = schema.nodes
  const cell = (words: string) =>
    tableCell?.createAndFill(
      null,
      paragraph?.create(null, words === '' ? null : schema.text(words)),
    )
  const made = rows.map((row) => tableRow?.createAndFill(null, row.map(cell).filter(isNode)))
  const whole = table?.createAndFill(null, made.filter(isNode))
  return whole ? new Slice(Fragment.from(whole), 0, 0) : null
}

/** The cells of rows as such text. */
export function textOfRows(copied: Fragment): string {
  const rows = copied.firstChild?.type.name === 'table' ? copied.firstChild.content : copied
  return rows.content
    .map((row) => row.content.content.map((cell) => words(cell)).join('\t'))
    .join('\n')
}

function words(cell: Node): string {
  return cell.textBetween(0, cell.content.size, ' ', ' ').replace(/[\t\n]/g, ' ')
}

const isNode = (node: Node | null | undefined): node is Node => node !== null && node !== undefined
