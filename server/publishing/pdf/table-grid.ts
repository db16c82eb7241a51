/** Where the cells of a table stand: Typst refuses a table in which two cells meet. */
import type { Cell } from '../piece.ts'

export interface Placed {
  readonly x: number
  readonly y: number
  readonly colspan: number
  readonly rowspan: number
  readonly cell: Cell
}

export interface Grid {
  readonly columns: number
  /** So many rows at the top hold nothing but heads of columns. */
  readonly headRows: number
  readonly cells: readonly Placed[]
}

const mostColumns = 60

/** Each cell where there is room for it, its span cut where there is none. */
export function gridOf(rows: readonly (readonly Cell[])[]): Grid {
  const headRows = headRowsOf(rows)
  const taken = new Set<string>()
  const cells: Placed[] = []
  let columns = 1
  for (const [y, row] of rows.entries()) {
    // What is a head stays among the heads.
    const below = y < headRows ? headRows - y : rows.length - y
    let x = 0
    for (const cell of row) {
      while (taken.has(`${x} ${y}`)) x += 1
      if (x >= mostColumns) break
      const rowspan = Math.max(1, Math.min(cell.rowspan, below))
      let colspan = 1
      const wanted = Math.min(cell.colspan, mostColumns - x)
      while (colspan < wanted && !taken.has(`${x + colspan} ${y}`)) colspan += 1
      for (let dy = 0; dy < rowspan; dy++) {
        for (let dx = 0; dx < colspan; dx++) taken.add(`${x + dx} ${y + dy}`)
      }
      cells.push({ x, y, colspan, rowspan, cell })
      x += colspan
      columns = Math.max(columns, x)
    }
  }
  return { columns, headRows, cells }
}

function headRowsOf(rows: readonly (readonly Cell[])[]): number {
  const body = rows.findIndex((row) => row.length === 0 || row.some((c) => c.head !== 'column'))
  return body === -1 ? Math.min(1, rows.length) : body
}
