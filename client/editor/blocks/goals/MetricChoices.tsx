import { useId } from 'react'
import { useSpeech } from '../../../i18n/Language.tsx'
import { Choice } from '../Choice.tsx'
import { RowMenu } from '../RowMenu.tsx'
import type { BlockProps } from '../slots.ts'
import { useStrategyGoals } from './strategy-goals.ts'

/** What a metric has besides its words: what it measures, of which kind it is, how often. */
export function MetricChoices(props: BlockProps) {
  const { t } = useSpeech()
  const { node, set } = props
  const { goal, kind, rhythm } = node.attrs
  return (
    <>
      <div className="row-choices">
        <GoalChoice
          value={typeof goal === 'string' ? goal : null}
          onChange={(id) => set({ goal: id })}
        />
        <Choice
          label={t('metric_kind')}
          value={kind}
          options={metricKinds.map((value) => ({ value, name: t(`metric_kind_${value}`) }))}
          onChange={(value) => set({ kind: value })}
        />
        <Choice
          label={t('metric_rhythm')}
          value={rhythm}
          options={rhythms.map((value) => ({ value, name: t(`metric_rhythm_${value}`) }))}
          onChange={(value) => set({ rhythm: value })}
        />
      </div>
      <RowMenu {...props} />
    </>
  )
}

export const metricKinds = ['output', 'outcome', 'signal'] as const
export const rhythms = ['week', 'month', 'quarter', 'year'] as const

interface GoalChoiceProps {
  readonly value: string | null
  readonly onChange: (goal: string | null) => void
}

/** The goals of the strategy by page; one that is gone is said so, until another is chosen. */
function GoalChoice({ value, onChange }: GoalChoiceProps) {
  const { t } = useSpeech()
  const id = useId()
  const { pages, nameOf, lookAgain } = useStrategyGoals()
  const isListed = pages.some(({ goals }) => goals.some(({ id }) => id === value))
  const isGone = value !== null && nameOf(value).isGone
  return (
    <div className="row-choice">
      <label htmlFor={id} className="row-label">
        {t('metric_goal')}
      </label>
      <select
        id={id}
        className="row-control"
        data-none={value === null || undefined}
        aria-invalid={isGone || undefined}
        value={value ?? ''}
        onFocus={lookAgain}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{t('row_notChosen')}</option>
        {value === null || isListed ? null : <option value={value}>{nameOf(value).name}</option>}
        {pages.map(({ title, goals }, place) => (
          // Two pages may have one title.
          // oxlint-disable-next-line react/no-array-index-key
          <optgroup key={place} label={title}>
            {goals.map(({ id, name }) => (
              <option key={id} value={id}>
                {name || t('goal_unnamed')}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
