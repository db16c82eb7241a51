import { type ComponentProps, type KeyboardEvent, type RefObject, useLayoutEffect } from 'react'

interface GrowingFieldProps {
  readonly id: string
  readonly ref: RefObject<HTMLTextAreaElement | null>
  readonly value: string
  readonly placeholder: string
  readonly invalid: boolean
  readonly describedBy: string
  /** What makes it a combobox while something is offered. */
  readonly combobox: ComponentProps<'textarea'>
  readonly onChange: (text: string, caret: number) => void
  readonly onBlur: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}

/** A field of several lines, as high as what stands in it. */
export function GrowingField(props: GrowingFieldProps) {
  const { ref, value } = props
  useLayoutEffect(() => {
    const field = ref.current
    // Where the style sheet does it, nothing is to be measured.
    if (field === null || CSS.supports('field-sizing', 'content')) return
    field.style.setProperty('height', 'auto')
    field.style.setProperty('height', `${field.scrollHeight + 2}px`)
  }, [ref, value])
  return (
    <textarea
      {...props.combobox}
      id={props.id}
      ref={ref}
      className="input growing"
      rows={2}
      dir="auto"
      value={value}
      placeholder={props.placeholder}
      aria-invalid={props.invalid || undefined}
      aria-describedby={props.describedBy}
      onChange={({ target }) => props.onChange(target.value, target.selectionStart)}
      onBlur={props.onBlur}
      onKeyDown={props.onKeyDown}
    />
  )
}
