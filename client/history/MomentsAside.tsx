import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import { BesidePanel } from './BesidePanel.tsx'
import { useHistoryDeeds } from './deeds.ts'
import type { HistoryPlace } from './history-place.ts'
import type { OpenHistory } from './open-history.ts'
import { VersionList } from './VersionList.tsx'

interface MomentsAsideProps {
  readonly history: OpenHistory
  readonly onGo: (to: Partial<HistoryPlace>) => void
}

/** Beside the page as it was: its named moments, and how many have taken part. */
export function MomentsAside({ history, onGo }: MomentsAsideProps) {
  const { t } = useHistorySpeech()
  const { participation } = useHistoryDeeds()
  return (
    <BesidePanel heading={t('moments')}>
      <VersionList history={history} onGo={onGo} />
      {participation === null ? null : (
        <section className="beside-part" aria-labelledby="participation-heading">
          <h2 id="participation-heading">{t('participation')}</h2>
          {participation}
        </section>
      )}
    </BesidePanel>
  )
}
