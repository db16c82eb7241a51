import { AlignmentType, Paragraph, ShadingType, Table, TableCell, TableRow, WidthType } from 'docx'
import type { Cell, Piece } from '../piece.ts'

type TablePiece = Extract<Piece, { readonly kind: 'table' }>
type Blocks = (Paragraph | Table)[]

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

/** As wide as the text; a row of heads comes again on every sheet. */
export function tableOf(
  { rows }: TablePiece,
  blocks: (cell: Cell, look: CellLook) => Blocks,
): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (cells, at) =>
        new TableRow({
          tableHeader: at === 0 && cells.every(({ head }) => head !== null),
          cantSplit: true,
          children: cells.map((cell) => {
            const alignment = cell.align === null ? undefined : alignments[cell.align]
            const inside = blocks(cell, { bold: cell.head !== null, alignment })
            return new TableCell({
              columnSpan: cell.colspan,
              rowSpan: cell.rowspan,
              ...(cell.head === 'column' && {
                shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'E4EEE9' },
              }),
              // A cell ends with a paragraph, whatever is in it.
              children:
                inside.at(-1) instanceof Paragraph ? inside : [...inside, new Paragraph('')],
            })
          }),
        }),
    ),
  })
}

export interface CellLook {
  readonly bold: boolean
  readonly alignment: (typeof alignments)[keyof typeof alignments] | undefined
}
