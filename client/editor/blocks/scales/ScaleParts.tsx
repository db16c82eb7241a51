import type { Editor } from '@tiptap/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useSpeech } from '../../../i18n/Language.tsx'
import { useEditorValue } from '../../use-editor-value.ts'
import { scalesQuery } from '../../../net/scale-queries.ts'
import { AddRow, Caption } from '../AddRow.tsx'
import { Choice } from '../Choice.tsx'
import { useHere } from '../here.ts'
import { RowMenu } from '../RowMenu.tsx'
import type { BlockProps } from '../slots.ts'
import { nameOf, ScaleAnswer } from './ScaleAnswer.tsx'
import { lowestOf, middleOf, type Points } from './spread.ts'

/** The kind of points that an attribute says. */
export const pointsOf = (attribute: unknown): Points => (attribute === 'phases' ? 'phases' : 'five')

/** Above the statements: what they are, and how they are answered. */
export function ScalesHead({ node, set }: BlockProps) {
  const { t } = useSpeech()
  return (
    <div className="scales-head">
      <Caption name="scales" />
      <Choice
        label={t('scales_points')}
        value={pointsOf(node.attrs['points'])}
        none={null}
        options={(['five', 'phases'] as const).map((value) => ({
          value,
          name: t(`scales_points_${value}`),
        }))}
        onChange={(value) => set({ points: value })}
      />
    </div>
  )
}

/** Below a statement: its answers. */
export function ScaleRow(props: BlockProps) {
  const { editor, node, place } = props
  const read = useCallback(
    ({ state }: Editor) => {
      const at = place()
      return pointsOf(at === undefined ? null : state.doc.resolve(at).parent.attrs['points'])
    },
    [place],
  )
  const points = useEditorValue(editor, read)
  const words = (field: number) => node.maybeChild(field)?.textContent.trim() ?? ''
  return (
    <>
      <ScaleAnswer
        scale={node.attrs['id']}
        points={points}
        statement={words(0)}
        low={words(1)}
        high={words(2)}
      />
      <RowMenu {...props} />
    </>
  )
}

/** Below the statements: what they say together, and a button for one more. */
export function ScalesEnd(props: BlockProps) {
  const { node } = props
  const scales = node.children.map((row) => ({
    id: row.attrs['id'] as unknown,
    statement: row.firstChild?.textContent.trim() ?? '',
  }))
  return (
    <>
      {pointsOf(node.attrs['points']) === 'phases' ? <LowestPhase scales={scales} /> : null}
      <AddRow {...props} />
    </>
  )
}

interface LowestPhaseProps {
  readonly scales: readonly { readonly id: unknown; readonly statement: string }[]
}

/** The result of phases: the lowest of the middles that are shown, and whose it is. */
export function LowestPhase({ scales }: LowestPhaseProps) {
  const { t } = useSpeech()
  const { page } = useHere()
  const tallies = useQuery(scalesQuery(page)).data
  const asked = scales.filter(({ statement }) => statement !== '')
  if (tallies === undefined || asked.length === 0) return null
  const middles = asked.map(({ id }) => {
    const spread = typeof id === 'string' ? tallies.get(id)?.spread : undefined
    return spread ? middleOf(spread.slice(0, 3)) : null
  })
  const lowest = lowestOf(middles)
  if (lowest === null) return <p className="scales-result hint">{t('scale_lowestSoon')}</p>
  return (
    <div className="scales-result">
      <p>
        {t(lowest.places.length === 1 ? 'scale_lowest' : 'scale_lowestOnes', {
          phase: nameOf(lowest.value, 'phases', t),
        })}
      </p>
      <ul>
        {lowest.places.map((place) => (
          <li key={place}>{asked[place]?.statement}</li>
        ))}
      </ul>
    </div>
  )
}
