import { Caption } from '../AddRow.tsx'
import { useHere } from '../here.ts'
import type { ReadingProps } from '../reading.ts'
import { drawField, rowsOf, wordsOf } from '../row-reading.tsx'
import { ScaleAnswer } from './ScaleAnswer.tsx'
import { LowestPhase, pointsOf } from './ScaleParts.tsx'

/** The statements for those who read; whoever may comment answers here too. */
export function ScalesReading({ part, draw }: ReadingProps) {
  const points = pointsOf(part.attrs['points'])
  const rows = rowsOf(part)
  const { today } = useHere()
  return (
    <section className="rows-read">
      <Caption name="scales" />
      {today === undefined ? null : <p className="hint">{today}</p>}
      <ol className="bare">
        {rows.map((row, place) => {
          const statement = wordsOf(row, 'scaleStatement')
          if (statement === '') return null
          const { id } = row.attrs
          return (
            <li key={typeof id === 'string' ? id : place} data-row="">
              <p className="row-name">{drawField(row, 'scaleStatement', draw)}</p>
              <ScaleAnswer
                scale={id}
                points={points}
                statement={statement}
                low={wordsOf(row, 'scaleLow')}
                high={wordsOf(row, 'scaleHigh')}
              />
            </li>
          )
        })}
      </ol>
      {points === 'phases' ? (
        <LowestPhase
          scales={rows.map((row) => ({
            id: row.attrs['id'],
            statement: wordsOf(row, 'scaleStatement'),
          }))}
        />
      ) : null}
    </section>
  )
}
