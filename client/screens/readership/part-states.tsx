import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'

/** The shape of what comes, while it is fetched. */
export function PartBones() {
  const { t } = useReadershipSpeech()
  return (
    <div className="part-bones" aria-busy="true">
      <output className="unseen">{t('loading')}</output>
      <div className="bone line short" />
      <div className="bone line" />
      <div className="bone line" />
    </div>
  )
}

/** It could not be fetched. */
export function PartFailure(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useReadershipSpeech()
  return (
    <Notice tone="danger" action={<Button onClick={props.onRetry}>{t('tryAgain')}</Button>}>
      {failureText(t, props.error)}
    </Notice>
  )
}
