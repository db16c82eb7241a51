/** Puts the rows of a table in the order of the column with the caret. */
import { Fragment, type Node } from '@tiptap/pm/model'
import { type Command, TextSelection } from '@tiptap/pm/state'
import { selectedRect } from '@tiptap/pm/tables'

/** Rows at the head stay there; numbers count as numbers, empty cells come last. */
export function sortRows(direction: 1 | -1, language: string): Command {
  return (state, dispatch) => {
    const { table, map, left, tableStart } = selectedRect(state)
    const rows = table.content.content
    const heads = rows.findIndex((row) => !isHead(row))
    const head = heads < 0 ? rows.length : heads
    if (new Set(map.map).size < map.map.length || rows.length - head < 2) return false
    const compare = new Intl.Collator(language || undefined, { numeric: true }).compare
    const text = (row: Node) => row.child(left).textContent.trim()
    const sorted = rows.slice(head).toSorted((a, b) => {
      const [one, other] = [text(a), text(b)]
      if (one === '' || other === '') return one === other ? 0 : one === '' ? 1 : -1
      return compare(one, other) * direction
    })
    if (sorted.every((row, place) => row === rows[head + place])) return false
    if (dispatch === undefined) return true
    const { tr, selection } = state
    const content = Fragment.from([...rows.slice(0, head), ...sorted])
    tr.replaceWith(tableStart, tableStart + table.content.size, content)
    // The caret stays in the column, at the place where it was.
    tr.setSelection(
      TextSelection.near(tr.doc.resolve(Math.min(selection.from, tr.doc.content.size))),
    )
    dispatch(tr)
    return true
  }
}

function isHead(row: Node): boolean {
  return row.content.content.every(({ type }) => type.name === 'tableHeader')
}
