import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { focusAgain } from '../../ui/focus-again.ts'
import { Icon } from '../../ui/Icon.tsx'

interface SideSheetProps {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A modal sheet at the side, over the whole screen on a phone. Escape closes it. */
export function SideSheet({ title, onClose, children }: SideSheetProps) {
  const { t } = useAdminSpeech()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    return () => {
      shown?.close()
      focusAgain(before)
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="side-sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="side-sheet-bar">
        <Button kind="quiet" onClick={onClose}>
          <Icon name="close" />
          {t('close')}
        </Button>
      </div>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
