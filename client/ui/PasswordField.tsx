import { type ComponentProps, type ReactNode, useState } from 'react'
import { TextField } from './Field.tsx'

interface PasswordFieldProps extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly showLabel: string
}

/** A password field that can be shown, and that password managers and pasting work with. */
export function PasswordField({ showLabel, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <div>
      <TextField
        {...rest}
        type={shown ? 'text' : 'password'}
        autoCapitalize="off"
        spellCheck={false}
      />
      <label className="reveal">
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
        {showLabel}
      </label>
    </div>
  )
}
