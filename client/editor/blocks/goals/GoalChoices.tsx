import { useSpeech } from '../../../i18n/Language.tsx'
import { Choice, DayChoice, Told } from '../Choice.tsx'
import { PersonPicker } from '../PersonPicker.tsx'
import { RowMenu } from '../RowMenu.tsx'
import type { BlockProps } from '../slots.ts'
import { useMeasuredBy } from './strategy-goals.ts'

/** What a goal has besides its words, and what measures it. */
export function GoalChoices(props: BlockProps) {
  const { t } = useSpeech()
  const { node, set } = props
  const { side, term, objective, owner, deadline, id } = node.attrs
  const measuredBy = useMeasuredBy(id)
  return (
    <>
      <div className="row-choices">
        <Choice
          label={t('goal_side')}
          value={side}
          options={(['outside', 'inside'] as const).map((value) => ({
            value,
            name: t(`goal_side_${value}`),
          }))}
          onChange={(value) => set({ side: value })}
        />
        <Choice
          label={t('goal_term')}
          value={term}
          options={(['near', 'far'] as const).map((value) => ({
            value,
            name: t(`goal_term_${value}`),
          }))}
          onChange={(value) => set({ term: value })}
        />
        <Choice
          label={t('goal_objective')}
          value={objective}
          options={objectives.map((value) => ({ value, name: t(`goal_objective_${value}`) }))}
          onChange={(value) => set({ objective: value })}
        />
        <Told label={t('goal_owner')}>
          <PersonPicker
            label={t('goal_owner')}
            value={typeof owner === 'string' ? owner : null}
            none={t('row_choosePerson')}
            onChange={(person) => set({ owner: person })}
          />
        </Told>
        <DayChoice
          label={t('goal_deadline')}
          value={deadline}
          onChange={(day) => set({ deadline: day })}
        />
        <Told label={t('goal_measuredBy')}>
          {measuredBy.length === 0 ? (
            <span className="row-said hint">{t('goal_notMeasured')}</span>
          ) : (
            <span className="row-said">{measuredBy.join(', ')}</span>
          )}
        </Told>
      </div>
      <RowMenu {...props} />
    </>
  )
}

export const objectives = ['listen', 'talk', 'activate', 'support', 'involve'] as const
