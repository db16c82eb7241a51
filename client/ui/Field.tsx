import { type ComponentProps, type ReactNode, useId } from 'react'

interface Around {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with the value, in words. */
  readonly error?: string | undefined
}

interface Ids {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

function Surround({
  label,
  hint,
  error,
  children,
}: Around & { readonly children: (ids: Ids) => ReactNode }) {
  const id = useId()
  const described = [
    hint === undefined ? null : `${id}-hint`,
    error === undefined ? null : `${id}-error`,
  ].filter((part) => part !== null)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint === undefined ? null : (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error === undefined ? null : (
        <div className="error" id={`${id}-error`} role="alert">
          {error}
        </div>
      )}
    </div>
  )
}

/** A labelled text field. */
export function TextField({ label, hint, error, ...rest }: Around & ComponentProps<'input'>) {
  return (
    <Surround label={label} hint={hint} {...(error === undefined ? {} : { error })}>
      {(ids) => <input type="text" {...rest} {...ids} className="input" />}
    </Surround>
  )
}

/** A labelled choice from a list, with the browser's own list. */
export function SelectField({ label, hint, error, ...rest }: Around & ComponentProps<'select'>) {
  return (
    <Surround label={label} hint={hint} {...(error === undefined ? {} : { error })}>
      {(ids) => <select {...rest} {...ids} className="input" />}
    </Surround>
  )
}

/** A labelled field of several lines, as high as what stands in it. */
export function AreaField({ label, hint, error, ...rest }: Around & ComponentProps<'textarea'>) {
  return (
    <Surround label={label} hint={hint} {...(error === undefined ? {} : { error })}>
      {(ids) => <textarea rows={3} {...rest} {...ids} className="input growing" />}
    </Surround>
  )
}
