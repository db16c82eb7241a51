import './history.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { PageId } from '#contract/ids.ts'
import { HistoryLanguage, useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Failure } from '../../net/failure.ts'
import { pageQuery } from '../../net/queries.ts'
import { useMe } from '../me.ts'
import { FailureScreen, NotFoundScreen, WaitingScreen } from '../PlainScreens.tsx'
import { useScreenTitle } from '../use-screen-title.ts'
import { PageHistory } from './PageHistory.tsx'

/** The history of a page, for those to whom it is open. */
export default function HistoryScreen({ id }: { readonly id: PageId }) {
  const { person } = useMe()
  const { data: record, error, refetch } = useQuery(pageQuery(person.id, id))
  if (error instanceof Failure && error.code === 'not-found') return <NotFoundScreen />
  if (error !== null && record === undefined) {
    return <FailureScreen error={error} onRetry={() => void refetch()} />
  }
  if (record === undefined) return <WaitingScreen />
  return (
    <HistoryLanguage>
      {record.mayReadHistory ? <PageHistory record={record} /> : <HiddenHistory page={id} />}
    </HistoryLanguage>
  )
}

function HiddenHistory({ page }: { readonly page: PageId }) {
  const { t } = useHistorySpeech()
  useScreenTitle(t('historyHiddenTitle'))
  return (
    <main id="content" tabIndex={-1} className="plain-screen">
      <h1>{t('historyHiddenTitle')}</h1>
      <p>{t('historyHiddenText')}</p>
      <div className="actions">
        <Link href={`/pages/${page}`} className="button primary">
          {t('backToPage')}
        </Link>
      </div>
    </main>
  )
}
