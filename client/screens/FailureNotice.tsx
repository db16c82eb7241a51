import { useSpeech } from '../i18n/Language.tsx'
import { Failure } from '../net/failure.ts'
import { Notice } from '../ui/Notice.tsx'
import { failureText } from './failure-text.ts'

/** Says what went wrong; quietly where the person called it off. Nothing for null. */
export function FailureNotice({ error }: { readonly error: unknown }) {
  const { t } = useSpeech()
  if (error === null || error === undefined) return null
  const calledOff = error instanceof Failure && error.code === 'confirmation-needed'
  return <Notice tone={calledOff ? 'plain' : 'danger'}>{failureText(t, error)}</Notice>
}
