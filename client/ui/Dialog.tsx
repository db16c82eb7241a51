import { type ReactNode, useEffect, useId, useRef } from 'react'
import { focusAgain } from './focus-again.ts'

interface DialogProps {
  readonly title: string
  /** Wide ones hold more than a form. */
  readonly kind?: 'wide' | 'outline-sheet'
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Browsers begin at the first of several choices; one begins at the one that is chosen. */
function focusChoice(): void {
  const at = document.activeElement
  if (!(at instanceof HTMLInputElement) || at.type !== 'radio' || at.checked) return
  const choices = at.closest('dialog')?.querySelectorAll<HTMLInputElement>('input[type=radio]')
  const chosen = [...(choices ?? [])].find(({ name, checked }) => checked && name === at.name)
  chosen?.focus()
}

/** A modal dialog, the browser's own: it takes the focus, gives it back, and Escape closes it. */
export function Dialog({ title, kind, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    focusChoice()
    return () => {
      shown?.close()
      focusAgain(before)
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={kind === undefined ? 'dialog' : `dialog ${kind}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
