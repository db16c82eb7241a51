import './inbox.css'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import { NoticesLanguage } from '../../i18n/notices/NoticesLanguage.tsx'
import { Frame } from '../Frame.tsx'
import { OfflineNote } from '../OfflineNote.tsx'
import { StrategiesRail } from '../StrategiesRail.tsx'
import { useScreenTitle } from '../use-screen-title.ts'
import { Inbox } from './Inbox.tsx'

/** What one was told, day by day. */
export default function InboxScreen() {
  const { t } = useSpeech()
  useScreenTitle(t('inbox'))
  return (
    <Frame
      railName={t('strategies')}
      rail={<StrategiesRail />}
      bar={
        <span className="path">
          <Link href="/">{t('strategies')}</Link> <span aria-hidden="true">/</span>{' '}
          <strong>{t('inbox')}</strong>
        </span>
      }
    >
      <main id="content" tabIndex={-1} className="sheet inbox-sheet">
        <OfflineNote />
        <NoticesLanguage>
          <Inbox />
        </NoticesLanguage>
      </main>
    </Frame>
  )
}
