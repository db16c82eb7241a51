import type { ComponentProps } from 'react'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  /** One primary button a screen. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** Its work is under way: it keeps the focus and its name, and does nothing more. */
  readonly busy?: boolean
}

/** A button. Never `disabled`, which would take the focus away from whoever pressed it. */
export function Button({ kind = 'plain', busy = false, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button ${kind}`}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}
