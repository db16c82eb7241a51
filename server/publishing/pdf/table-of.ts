/** A table as a block: its grid, and columns as wide as what stands in them asks for. */
import type { Cell } from '../piece.ts'
import type { Block, SheetCell } from './sheet.ts'
import { gridOf } from './table-grid.ts'

/** A table of which everything inside has been made ready. */
export interface Made {
  readonly cell: Cell
  readonly content: readonly Block[]
}

/** Of more columns none would be as wide as a word: their rows are told one by one. */
const mostColumns = 14

/** Heads longer than this do not stand again on each page: they would leave no room. */
const longestHead = 400

/** The table; nothing, of a table without cells. */
export function tableOf(
  caption: string | null,
  rows: readonly (readonly Made[])[],
): readonly Block[] {
  const contents = new Map(rows.flat().map(({ cell, content }) => [cell, content]))
  const grid = gridOf(rows.map((row) => row.map(({ cell }) => cell)))
  if (grid.cells.length === 0) return []
  if (grid.columns > mostColumns) {
    const items = rows.map((row) => row.flatMap(({ content }) => content))
    return [{ kind: 'numbers', start: 1, tight: false, items }]
  }

  const longest = Array.from({ length: grid.columns }, () => 0)
  const drawn = grid.cells.map((placed): SheetCell => {
    const { x, y, colspan, rowspan, cell } = placed
    const content = contents.get(cell) ?? []
    const letters = lettersOf(content)
    if (colspan === 1) longest[x] = Math.max(longest[x] ?? 0, letters)
    const head = cell.head !== null || y < grid.headRows
    return { x, y, colspan, rowspan, head, align: cell.align ?? 'left', content }
  })
  const header = drawn.filter(({ y }) => y < grid.headRows)
  const repeat = header.reduce((sum, { content }) => sum + lettersOf(content), 0) <= longestHead
  return [
    {
      kind: 'table',
      caption,
      // A column of a word and one of a page differ by three times, not by a hundred.
      columns: longest.map((letters) => Math.sqrt(Math.min(Math.max(letters, 12), 110))),
      size: grid.columns > 8 ? 7 : grid.columns > 5 ? 8 : 9.5,
      repeat,
      header,
      cells: drawn.filter(({ y }) => y >= grid.headRows),
    },
  ]
}

function lettersOf(content: readonly Block[]): number {
  return JSON.stringify(
    content.map((block) => ('text' in block && block.text) || ('items' in block && block.items)),
    (key, value: unknown) => (key === 'marks' || key === 'kind' ? undefined : value),
  ).replace(/"text":|[[\]{}",:]|false|true|quiet/g, '').length
}
