import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { dueOf } from './due.ts'

interface DayFieldProps {
  /** What happens on that day: "Due". */
  readonly label: string
  /** `2027-03-31`; null: no day. */
  readonly value: string | null
  readonly onChange: (day: string | null) => void
  /** Nothing is late any more. */
  readonly done?: boolean
}

/** A day in words, with the browser's own field for days behind it. */
export function DayField({ label, value, onChange, done = false }: DayFieldProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const [back, setBack] = useState(false)
  useEffect(() => {
    if (back && !open) button.current?.focus()
  }, [back, open])
  const close = (focus: boolean) => {
    setBack(focus)
    setOpen(false)
  }
  if (open) return <DayInput label={label} value={value} onChange={onChange} onClose={close} />
  return (
    <button
      ref={button}
      type="button"
      className="day-choice"
      data-late={!done && value !== null && dueOf(value) === 'late' ? '' : undefined}
      onClick={() => setOpen(true)}
    >
      <DayWords label={label} value={value} done={done} />
    </button>
  )
}

interface DayWordsProps {
  readonly label: string
  readonly value: string | null
  readonly done: boolean
}

/** A day in words; one that is over says so. */
export function DayWords({ label, value, done }: DayWordsProps) {
  const { t, date } = useSpeech()
  const due = value === null || done ? null : dueOf(value)
  return (
    <>
      <Icon name="calendar" />
      {value === null ? (
        label
      ) : (
        <span>
          <span className="unseen">{label}: </span>
          {due === 'late' ? <strong>{t('day_late')} </strong> : null}
          {due === 'today' ? <strong>{t('day_today')} </strong> : null}
          {date(`${value}T00:00:00`)}
        </span>
      )}
    </>
  )
}

interface DayInputProps {
  readonly label: string
  readonly value: string | null
  readonly onChange: (day: string | null) => void
  /** Whether the focus is to go back to the button. */
  readonly onClose: (focus: boolean) => void
}

function DayInput({ label, value, onChange, onClose }: DayInputProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
  }, [])
  // While a date is being typed the field is empty in between: only what is left behind counts.
  const clear = ({ value: left, validity }: HTMLInputElement) => {
    if (left === '' && !validity.badInput && value !== null) onChange(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') clear(event.currentTarget)
    onClose(true)
  }
  return (
    <input
      ref={field}
      type="date"
      className="day-input"
      aria-label={label}
      // A year that is half typed is none.
      min="2000-01-01"
      max="2999-12-31"
      defaultValue={value ?? ''}
      onChange={({ target }) => {
        if (target.value !== '' && target.validity.valid) onChange(target.value)
      }}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => {
        clear(currentTarget)
        onClose(false)
      }}
    />
  )
}
