import type { Seq } from '#contract/ids.ts'
import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import { BesidePanel } from './BesidePanel.tsx'
import { useHistoryDeeds } from './deeds.ts'
import type { HistoryPlace } from './history-place.ts'
import type { OpenHistory } from './open-history.ts'
import { SaidList } from './said/SaidList.tsx'
import { SaidNow } from './said/SaidNow.tsx'
import { VersionList } from './VersionList.tsx'

interface MomentsAsideProps {
  readonly history: OpenHistory
  /** The moment shown. */
  readonly at: Seq
  readonly onGo: (to: Partial<HistoryPlace>) => void
}

/** Beside the page as it was: its named moments, what was said by then, and how many have taken part. */
export function MomentsAside({ history, at, onGo }: MomentsAsideProps) {
  const { t } = useHistorySpeech()
  const { participation } = useHistoryDeeds()
  const { head } = history.moments
  return (
    <BesidePanel heading={t('moments')} first={<SaidNow at={at} head={head} />}>
      <VersionList history={history} onGo={onGo} />
      <SaidList at={at} head={head} onGo={onGo} />
      {participation === null ? null : (
        <section className="beside-part" aria-labelledby="participation-heading">
          <h2 id="participation-heading">{t('participation')}</h2>
          {participation}
        </section>
      )}
    </BesidePanel>
  )
}
