import { Link } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import { isUnreachable } from '../net/failure.ts'
import { Button } from '../ui/Button.tsx'
import { failureText } from './failure-text.ts'
import { useScreenTitle } from './use-screen-title.ts'

/** The address leads nowhere, or nowhere for this person. */
export function NotFoundScreen() {
  const { t } = useSpeech()
  useScreenTitle(t('notFoundTitle'))
  return (
    <main id="content" tabIndex={-1} className="plain-screen">
      <h1>{t('notFoundTitle')}</h1>
      <p>{t('notFoundText')}</p>
      <div className="actions">
        <Link href="/" className="button primary">
          {t('toHome')}
        </Link>
      </div>
    </main>
  )
}

/** Something could not be fetched. */
export function FailureScreen(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useSpeech()
  const title = isUnreachable(props.error) ? t('offlineTitle') : t('crashTitle')
  useScreenTitle(title)
  return (
    <main id="content" tabIndex={-1} className="plain-screen">
      <h1>{title}</h1>
      <p>{failureText(t, props.error)}</p>
      <div className="actions">
        <Button kind="primary" onClick={props.onRetry}>
          {t('tryAgain')}
        </Button>
      </div>
    </main>
  )
}

/** Before anything is known: the shape of what comes, quietly. */
export function WaitingScreen() {
  const { t } = useSpeech()
  return (
    <main id="content" tabIndex={-1} className="plain-screen waiting" aria-busy="true">
      <output className="unseen">{t('loading')}</output>
      <div className="bone title" />
      <div className="bone line" />
      <div className="bone line short" />
    </main>
  )
}
