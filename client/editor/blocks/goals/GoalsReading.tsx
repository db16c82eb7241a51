import { useSpeech } from '../../../i18n/Language.tsx'
import type { Branch } from '../../../net/page-tree.ts'
import { useKnownPeople } from '../person-name.ts'
import { ReadingTable } from '../ReadingTable.tsx'
import type { ReadingProps } from '../reading.ts'
import { drawField, lines, oneOf, rowsOf } from '../row-reading.tsx'
import { objectives } from './GoalChoices.tsx'
import { metricKinds, rhythms } from './MetricChoices.tsx'
import { useMeasuredBy, useStrategyGoals } from './strategy-goals.ts'

/** The goals for those who read: a table. */
export function GoalsReading({ part, draw }: ReadingProps) {
  const { t, date } = useSpeech()
  const { nameOf } = useKnownPeople()
  return (
    <ReadingTable
      caption={t('goals')}
      rows={rowsOf(part)}
      columns={[
        {
          name: t('field_goalName'),
          cell: (row) => {
            const serves = drawField(row, 'goalServes', draw)
            return (
              <>
                {drawField(row, 'goalName', draw) ?? t('goal_unnamed')}
                {serves === null ? null : (
                  <span className="rows-aside">
                    {t('field_goalServes')}: {serves}
                  </span>
                )}
              </>
            )
          },
        },
        {
          name: t('goal_kindColumn'),
          cell: ({ attrs }) => {
            const objective = oneOf(objectives, attrs['objective'])
            const side = oneOf(['outside', 'inside'], attrs['side'])
            const term = oneOf(['near', 'far'], attrs['term'])
            return lines([
              objective && t(`goal_objective_${objective}`),
              side && t(`goal_side_${side}`),
              term && t(`goal_term_${term}`),
            ])
          },
        },
        {
          name: t('goal_whoColumn'),
          cell: ({ attrs: { owner, deadline } }) =>
            lines([
              typeof owner === 'string' ? nameOf(owner).name : null,
              typeof deadline === 'string' ? date(`${deadline}T00:00`) : null,
            ]),
        },
        { name: t('goal_measuredBy'), cell: (row) => <MeasuredBy goal={row.attrs['id']} /> },
      ]}
    />
  )
}

function MeasuredBy({ goal }: { readonly goal: unknown }) {
  const { t } = useSpeech()
  const names = useMeasuredBy(goal)
  return names.length === 0 ? <span className="hint">{t('goal_notMeasured')}</span> : lines(names)
}

/** The metrics for those who read: a table. */
export function MetricsReading({ part, draw }: ReadingProps) {
  const { t } = useSpeech()
  const { nameOf } = useStrategyGoals()
  const named = (row: Branch, field: 'metricBaseline' | 'metricTarget' | 'metricSource') => {
    const words = drawField(row, field, draw)
    return words === null ? null : (
      <span className="rows-aside">
        {t(`field_${field}`)}: {words}
      </span>
    )
  }
  return (
    <ReadingTable
      caption={t('metrics')}
      rows={rowsOf(part)}
      columns={[
        {
          name: t('field_metricName'),
          cell: (row) => {
            const kind = oneOf(metricKinds, row.attrs['kind'])
            const { goal } = row.attrs
            return (
              <>
                {drawField(row, 'metricName', draw) ?? t('metric_unnamed')}
                {typeof goal === 'string' ? (
                  <span className="rows-aside">
                    {t('metric_goal')}: {nameOf(goal).name}
                  </span>
                ) : null}
                {kind === null ? null : (
                  <span className="rows-aside">{t(`metric_kind_${kind}`)}</span>
                )}
              </>
            )
          },
        },
        {
          name: t('metric_fromTo'),
          cell: (row) =>
            lines([
              named(row, 'metricBaseline'),
              named(row, 'metricTarget'),
              named(row, 'metricSource'),
            ]),
        },
        {
          name: t('metric_whoReads'),
          cell: (row) => {
            const rhythm = oneOf(rhythms, row.attrs['rhythm'])
            const reader = drawField(row, 'metricReader', draw)
            return lines([reader, rhythm && t(`metric_rhythm_${rhythm}`)])
          },
        },
        {
          name: t('field_metricResponse'),
          cell: (row) => drawField(row, 'metricResponse', draw),
        },
      ]}
    />
  )
}
