import { useState } from 'react'
import { useHistory } from '../../history/use-history.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { Failure, isUnreachable } from '../../net/failure.ts'
import { Button } from '../../ui/Button.tsx'
import { failureText } from '../failure-text.ts'
import { useScreenTitle } from '../use-screen-title.ts'
import { HistoryBar } from './HistoryBar.tsx'
import { ShownHistory } from './ShownHistory.tsx'
import { TextBones } from '../../history/TextBones.tsx'

/** A page's history: being fetched, not to be had, or open. */
export function PageHistory({ record }: { readonly record: Reply<'getPage'> }) {
  const { t } = useHistorySpeech()
  const state = useHistory(record.id)
  const title = record.title === '' ? t('untitled') : record.title
  useScreenTitle(t('historyOf', { title }))
  if (state.at === 'open' && state.history.moments.head > 0) {
    return <ShownHistory record={record} title={title} history={state.history} />
  }
  return (
    <div className="history">
      <HistoryBar page={record.id} title={title} />
      <main id="content" tabIndex={-1} className="history-waiting">
        {state.at === 'fetching' ? <Fetching received={state.received} /> : null}
        {state.at === 'failed' ? <Failed error={state.error} onRetry={state.retry} /> : null}
        {state.at === 'open' ? (
          <div className="history-note">
            <h1>{t('historyEmptyTitle')}</h1>
            <p>{t('historyEmptyText')}</p>
          </div>
        ) : null}
      </main>
    </div>
  )
}

/** Bytes that are worth telling how many have come. */
const worthTelling = 200_000

function Fetching({ received }: { readonly received: number }) {
  const { t, language } = useHistorySpeech()
  const [size] = useState(
    () =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit: 'megabyte',
        maximumFractionDigits: 1,
      }),
  )
  return (
    <div aria-busy="true">
      <output className="history-fetching">
        {t('historyFetching')}
        {received < worthTelling ? null : (
          <span aria-hidden="true">
            {' '}
            {t('historyFetched', { size: size.format(received / 1e6) })}
          </span>
        )}
      </output>
      <TextBones />
    </div>
  )
}

function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useHistorySpeech()
  const said = error instanceof Failure ? failureText(t, error) : t('historyFailedText')
  return (
    <div className="history-note">
      <h1>{isUnreachable(error) ? t('offlineTitle') : t('historyFailedTitle')}</h1>
      <p>{said}</p>
      <div className="actions">
        <Button kind="primary" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      </div>
    </div>
  )
}
