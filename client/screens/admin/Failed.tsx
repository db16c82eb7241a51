import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'

interface FailedProps {
  /** null = nothing failed. */
  readonly error: unknown
  readonly onRetry?: () => void
}

/** Says what went wrong, and offers to try again where that makes sense. */
export function Failed({ error, onRetry }: FailedProps) {
  const { t } = useSpeech()
  if (error === null || error === undefined) return null
  if (onRetry === undefined) return <FailureNotice error={error} />
  return (
    <Notice tone="danger" action={<Button onClick={onRetry}>{t('tryAgain')}</Button>}>
      {failureText(t, error)}
    </Notice>
  )
}
