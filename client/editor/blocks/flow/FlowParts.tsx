import { useEffect, useRef, useState } from 'react'
import { useSpeech } from '../../../i18n/Language.tsx'
import { AddRow } from '../AddRow.tsx'
import { Choice, Told } from '../Choice.tsx'
import { useKnownPeople } from '../person-name.ts'
import { PersonPicker } from '../PersonPicker.tsx'
import { RowMenu } from '../RowMenu.tsx'
import type { BlockProps } from '../slots.ts'
import { FlowPicture } from './FlowPicture.tsx'
import { clockOf, clocks, inHours, minutesOf, withinWords } from './within.ts'

/** Below the steps: a button for one more, and the picture of them all. */
export function FlowEnd(props: BlockProps) {
  const { t } = useSpeech()
  const { nameOf } = useKnownPeople()
  const steps = props.node.children.map(({ attrs, children }) => {
    const words = (field: number) => children[field]?.textContent.trim() ?? ''
    const { owner, within, clock } = attrs
    return {
      kind: attrs['kind'] === 'ask' ? ('ask' as const) : ('do' as const),
      then: attrs['then'] === 'end' ? ('end' as const) : ('next' as const),
      title: words(0),
      action: words(1),
      who: words(2),
      owner: typeof owner === 'string' ? nameOf(owner).name : null,
      within: withinWords(t, within, clock),
    }
  })
  return (
    <>
      <AddRow {...props} />
      <FlowPicture steps={steps} />
    </>
  )
}

/** What a step has besides its words: kind, time, owner, what comes then. */
export function StepChoices(props: BlockProps) {
  const { t } = useSpeech()
  const { node, set } = props
  const { kind, within, clock, owner } = node.attrs
  const then = node.attrs['then'] as unknown
  return (
    <>
      <div className="row-choices">
        <Choice
          label={t('step_kind')}
          value={kind ?? 'do'}
          none={null}
          options={(['ask', 'do'] as const).map((value) => ({
            value,
            name: t(`step_kind_${value}`),
          }))}
          onChange={(value) => set({ kind: value })}
        />
        <WithinChoice within={minutesOf(within)} onChange={(minutes) => set({ within: minutes })} />
        {minutesOf(within) === null ? null : (
          <Choice
            label={t('step_clock')}
            value={clockOf(clock)}
            none={null}
            options={clocks.map((value) => ({ value, name: t(`step_clock_${value}`) }))}
            onChange={(value) => set({ clock: value })}
          />
        )}
        <Choice
          label={t('step_then')}
          value={then ?? 'next'}
          none={null}
          options={(['next', 'end'] as const).map((value) => ({
            value,
            name: t(`step_then_${value}`),
          }))}
          // oxlint-disable-next-line unicorn/no-thenable -- the name that the page schema gives it
          onChange={(value) => set({ then: value })}
        />
        <Told label={t('step_owner')}>
          <PersonPicker
            label={t('step_owner')}
            value={typeof owner === 'string' ? owner : null}
            none={t('row_choosePerson')}
            onChange={(person) => set({ owner: person })}
          />
        </Told>
      </div>
      <RowMenu {...props} />
    </>
  )
}

/** Most minutes that a step can have. */
const mostMinutes = 100_000

interface WithinChoiceProps {
  readonly within: number | null
  readonly onChange: (minutes: number | null) => void
}

/** A time as a number of minutes or hours. The field is its own while somebody types in it. */
function WithinChoice({ within, onChange }: WithinChoiceProps) {
  const { t } = useSpeech()
  const field = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<60 | 1 | null>(null)
  // What one has chosen stays while it can say the time; 90 minutes are no number of hours.
  const canBeHours = within === null || within % 60 === 0
  const usual = within !== null && inHours(within) ? 60 : 1
  const unit = chosen === 60 && !canBeHours ? 1 : (chosen ?? usual)
  const shown = within === null ? '' : String(within / unit)
  useEffect(() => {
    if (field.current !== null && field.current.value !== shown) field.current.value = shown
  }, [shown])
  return (
    <div className="row-choice">
      <span className="row-label">{t('step_within')}</span>
      <span className="row-pair">
        <input
          ref={field}
          type="number"
          inputMode="numeric"
          className="row-control"
          aria-label={t('step_within')}
          min={1}
          max={Math.floor(mostMinutes / unit)}
          step={1}
          defaultValue={shown}
          onChange={({ target }) => {
            if (target.value === '' && !target.validity.badInput) return onChange(null)
            const number = Number(target.value)
            const minutes = number * unit
            if (Number.isInteger(number) && minutes >= 1 && minutes <= mostMinutes) {
              setChosen(unit)
              onChange(minutes)
            }
          }}
          onBlur={({ target }) => {
            target.value = shown
          }}
        />
        <select
          className="row-control"
          aria-label={t('step_unit')}
          value={unit}
          onChange={({ target }) => {
            const next = target.value === '60' ? 60 : 1
            setChosen(next)
            const number = within === null ? null : (within / unit) * next
            if (number !== null && number <= mostMinutes) onChange(number)
          }}
        >
          <option value={1}>{t('step_minutes')}</option>
          <option value={60}>{t('step_hours')}</option>
        </select>
      </span>
    </div>
  )
}
