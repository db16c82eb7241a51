import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'

interface ChoiceProps<Value extends string | number> {
  readonly label: string
  readonly value: unknown
  readonly options: readonly { readonly value: Value; readonly name: string }[]
  readonly onChange: (value: Value | null) => void
  /** Words for nothing chosen; null: something always is. */
  readonly none?: string | null
}

/** One of a row's choices: its name above, the browser's own list beneath. */
export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  const { label, value, options, onChange } = props
  const { t } = useSpeech()
  const none = props.none === undefined ? t('row_notChosen') : props.none
  const id = useId()
  const at = options.findIndex((option) => option.value === value)
  return (
    <div className="row-choice">
      <label htmlFor={id} className="row-label">
        {label}
      </label>
      <select
        id={id}
        className="row-control"
        data-none={at === -1 || undefined}
        value={at === -1 && none === null ? 0 : at}
        onChange={({ target }) => onChange(options[Number(target.value)]?.value ?? null)}
      >
        {none === null ? null : <option value={-1}>{none}</option>}
        {options.map((option, place) => (
          <option key={option.value} value={place}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  )
}

interface DayChoiceProps {
  readonly label: string
  /** `2027-03-31`. */
  readonly value: unknown
  readonly onChange: (day: string | null) => void
}

/** While a year is being typed the field holds years long past: those are not meant. */
const isMeant = (day: string) => day === '' || day >= '1900'

/** A day of a row. The browser keeps what is half typed, so the field is its own. */
export function DayChoice({ label, value, onChange }: DayChoiceProps) {
  const kept = typeof value === 'string' ? value : ''
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => {
    if (field.current !== null && field.current.value !== kept) field.current.value = kept
  }, [kept])
  return (
    <div className="row-choice">
      <label htmlFor={id} className="row-label">
        {label}
      </label>
      <input
        id={id}
        ref={field}
        type="date"
        className="row-control"
        data-none={kept === '' || undefined}
        defaultValue={kept}
        onChange={({ target }) => {
          if (target.validity.badInput || !isMeant(target.value)) return
          if (target.value !== kept) onChange(target.value === '' ? null : target.value)
        }}
        onBlur={({ target }) => {
          if (target.value !== kept) target.value = kept
        }}
      />
    </div>
  )
}

/** Something of a row that has a name above it and is no field of a form. */
export function Told({
  label,
  children,
}: {
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    <div className="row-choice">
      <span className="row-label">{label}</span>
      {children}
    </div>
  )
}
