import { type FormEvent, type ReactNode, useState } from 'react'
import { longestReason } from '#contract/thread-shape.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureWords } from './failure-words.ts'
import { ReasonField } from './ReasonField.tsx'

interface AskDialogProps {
  readonly title: string
  readonly text: string
  /** Name of the button that does it. */
  readonly yes: string
  /** What the field for a reason is called; none is asked for when it is left out. */
  readonly reason?: string
  readonly busy: boolean
  readonly error: unknown
  readonly children?: ReactNode
  readonly onYes: (reason: string) => void
  readonly onClose: () => void
}

/** Asks once more before something is done, and why where others will want to know. */
export function AskDialog(props: AskDialogProps) {
  const { title, text, yes, reason: asked, busy, error, children, onYes, onClose } = props
  const { t } = useCommentsSpeech()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = reason.trim()
    if (asked !== undefined && given.length < 3) return setMissing(true)
    onYes(given)
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{text}</p>
        {children}
        {asked === undefined ? null : (
          <ReasonField
            label={asked}
            value={reason}
            error={missing ? t('comment_reasonMissing') : undefined}
            onChange={(next) => {
              setReason(next.slice(0, longestReason))
              setMissing(false)
            }}
          />
        )}
        {error === null ? null : (
          <p className="failure" role="alert">
            {failureWords(t, error)}
          </p>
        )}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind={asked === undefined ? 'danger' : 'primary'} busy={busy}>
            {yes}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
