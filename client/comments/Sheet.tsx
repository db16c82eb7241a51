import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { focusAgain } from '../ui/focus-again.ts'
import { Icon } from '../ui/Icon.tsx'

interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A sheet over a part of the screen: at the side, on phones at the bottom; the text stays in sight.
 * It takes the focus and gives it back; Escape and a touch beside it close it.
 */
export function Sheet({ title, onClose, children }: SheetProps) {
  const { t } = useCommentsSpeech()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // The text can be scrolled on, so that its end, too, comes above the sheet.
  useLayoutEffect(() => {
    document.body.classList.add('under-sheet')
    return () => document.body.classList.remove('under-sheet')
  }, [])
  useEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    if (shown?.open === false) shown.showModal()
    return () => {
      shown?.close()
      focusAgain(before)
    }
  }, [])
  return (
    // Its own keys are the browser's; a touch beside it closes, as Escape does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="comment-sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onClose()
      }}
      onClick={({ target }) => (target === dialog.current ? onClose() : undefined)}
    >
      <div className="sheet-inside">
        <header className="sheet-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="icon-button" onClick={onClose}>
            <Icon name="close" />
            <span className="unseen">{t('close')}</span>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
