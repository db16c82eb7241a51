import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  WidthType,
} from 'docx'
import type { Cell, Piece } from '../piece.ts'

type TablePiece = Extract<Piece, { readonly kind: 'table' }>
type Blocks = (Paragraph | Table)[]

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

const line = { style: BorderStyle.SINGLE, size: 4, color: 'B9C2BC' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noSides = { left: none, right: none, insideVertical: none }

/** As wide as the text; a row of heads comes again on every sheet. */
export function tableOf(
  { rows }: TablePiece,
  blocks: (cell: Cell, look: CellLook) => Blocks,
): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: line, bottom: line, insideHorizontal: line, ...noSides },
    rows: rows.map(
      (cells, at) =>
        new TableRow({
          tableHeader: at === 0 && cells.every(({ head }) => head !== null),
          cantSplit: true,
          children: cells.map((cell) => {
            const alignment = cell.align === null ? undefined : alignments[cell.align]
            const inside = blocks(cell, { bold: cell.head !== null, alignment })
            return new TableCell({
              margins: { top: 60, bottom: 60, right: 120 },
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
