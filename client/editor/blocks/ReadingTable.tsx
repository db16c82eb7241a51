/**
 * Rows of a block as a table for those who read: a real one, with headers, on paper and on wide
 * screens; on narrow ones its cells stand beneath each other, each with its header.
 */
import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly name: string
  /** What the cell holds; null: nothing yet. */
  readonly cell: (row: Row) => ReactNode
}

interface ReadingTableProps<Row> {
  readonly caption: string
  readonly rows: readonly Row[]
  /** The first one says what the row is. */
  readonly columns: readonly Column<Row>[]
}

export function ReadingTable<Row>({ caption, rows, columns }: ReadingTableProps<Row>) {
  return (
    <table className="rows-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, number) => (
          // Rows have no other names than their places here; nothing in them keeps a state.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={number}>
            {columns.map(({ name, cell }, place) => {
              const inside = cell(row)
              return place === 0 ? (
                <th key={name} scope="row">
                  {inside}
                </th>
              ) : (
                <td key={name} data-header={name} data-blank={inside === null || undefined}>
                  {inside}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
