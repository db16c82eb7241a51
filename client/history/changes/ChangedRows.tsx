import { rowBlocks } from '#contract/page-blocks.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { type Branch, isText } from '../../net/page-tree.ts'
import type { DrawPart } from '../drawing.ts'
import type { ChangeDrawing } from './change-wrapping.tsx'
import { nodeName } from './change-words.ts'

interface ChangedRowsProps {
  readonly block: Branch
  readonly drawing: ChangeDrawing
  readonly draw: DrawPart
}

const names: ReadonlySet<string> = new Set(rowBlocks.map(({ row }) => row))
const fields = rowBlocks.flatMap((kind) => [...kind.fields])

/** A block of rows in which something changed: each row with its fields, and what became of it. */
export function ChangedRows({ block, drawing, draw }: ChangedRowsProps) {
  const { t, language } = useHistorySpeech()
  const isOneRow = names.has(block.type)
  const rows = isOneRow ? [block] : block.content
  const className = isOneRow ? '' : (drawing.wrapping.look?.(block)?.className ?? '')
  return (
    <section className={`changed-rows ${className}`}>
      <p className="changed-rows-name" lang={language}>
        {nodeName(t, block.type)}
      </p>
      {rows.map((row, at) =>
        isText(row) ? null : (
          // oxlint-disable-next-line react/no-array-index-key
          <Row key={at} row={row} says={!isOneRow} drawing={drawing} draw={draw} />
        ),
      )}
    </section>
  )
}

interface RowProps {
  readonly row: Branch
  /** Whether what became of it is said here, and not above the block. */
  readonly says: boolean
  readonly drawing: ChangeDrawing
  readonly draw: DrawPart
}

function Row({ row, says, drawing, draw }: RowProps) {
  const { t, language } = useHistorySpeech()
  const { wrapping } = drawing
  const words = says ? drawing.words(row) : null
  const filled = row.content.filter(
    (field): field is Branch => !isText(field) && field.content.length > 0,
  )
  return (
    <div className={`changed-row ${wrapping.look?.(row)?.className ?? ''}`}>
      {words === null ? null : (
        <p className="became-words" lang={language}>
          {words}
        </p>
      )}
      {filled.map((field) => {
        const name = fields.find((one) => one === field.type)
        return (
          <p key={field.type} className={wrapping.look?.(field)?.className}>
            <span className="changed-field" lang={language}>
              {name === undefined ? null : t(`field_${name}`)}
            </span>{' '}
            {field.content.map((part, place) => (
              // oxlint-disable-next-line react/no-array-index-key
              <span key={place}>{draw(part, wrapping)}</span>
            ))}
          </p>
        )
      })}
      {filled.length === 0 ? (
        <p className="hint" lang={language}>
          {nodeName(t, row.type)}
        </p>
      ) : null}
    </div>
  )
}
