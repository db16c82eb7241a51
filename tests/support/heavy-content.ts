/** Page content that is small to send and large to deal with. */
import * as Y from 'yjs'
import { elementFor } from '../../server/rooms/content.ts'

/** A table with so many cells in its first row, one in each of the others. */
export function tableOf(cells: number, rows: number, colspan = 1, rowspan = 1): Y.XmlElement {
  const made = new Y.XmlElement('table')
  const rowOf = (count: number, columns: number) => {
    const row = new Y.XmlElement('tableRow')
    const cell = {
      type: 'tableCell',
      attrs: { colspan: columns, rowspan },
      content: [{ type: 'paragraph' }],
    }
    row.insert(
      0,
      Array.from({ length: count }, () => elementFor(cell)),
    )
    return row
  }
  made.insert(0, [rowOf(cells, colspan), ...Array.from({ length: rows - 1 }, () => rowOf(1, 1))])
  return made
}
