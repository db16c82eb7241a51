import { useId } from 'react'

interface YesOrNoProps {
  readonly label: string
  readonly hint: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** A box to tick, with what it means below. */
export function YesOrNo({ label, hint, checked, onChange }: YesOrNoProps) {
  const id = useId()
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={checked}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-means`}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        <span className="choice-name" id={`${id}-name`}>
          {label}
        </span>
        <span className="hint" id={`${id}-means`}>
          {hint}
        </span>
      </span>
    </label>
  )
}
