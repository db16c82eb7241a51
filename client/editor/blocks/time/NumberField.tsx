import { useEffect, useRef } from 'react'

interface NumberFieldProps {
  readonly label: string
  readonly value: number | null
  readonly most: number
  readonly onChange: (value: number | null) => void
}

/** A whole number from 0 on. The field is its own while somebody types in it. */
export function NumberField({ label, value, most, onChange }: NumberFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const shown = value === null ? '' : String(value)
  useEffect(() => {
    const { current } = field
    // A field that was emptied to type another number stays empty meanwhile.
    if (current === null || current.value === shown) return
    if (current.value === '' && document.activeElement === current) return
    current.value = shown
  }, [shown])
  return (
    <input
      ref={field}
      type="number"
      inputMode="numeric"
      className="row-control"
      aria-label={label}
      min={0}
      max={most}
      step={1}
      defaultValue={shown}
      onChange={({ target }) => {
        if (target.validity.badInput) return
        const number = target.value === '' ? null : Number(target.value)
        if (number === null) return onChange(null)
        if (Number.isInteger(number) && number >= 0 && number <= most) onChange(number)
      }}
      onBlur={({ target }) => {
        target.value = shown
      }}
    />
  )
}
