import './account.css'
import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import { QuietBoundary } from '../../ui/QuietBoundary.tsx'
import { Frame } from '../Frame.tsx'
import { useMe } from '../me.ts'
import { MyLanguageChoice } from '../MyLanguageChoice.tsx'
import { OfflineNote } from '../OfflineNote.tsx'
import { AppearanceChoice } from '../Preferences.tsx'
import { StrategiesRail } from '../StrategiesRail.tsx'
import { useScreenTitle } from '../use-screen-title.ts'
import { AboutMe } from './AboutMe.tsx'
import { AccountSection } from './AccountSection.tsx'
import { GuestSection } from './GuestSection.tsx'
import { MyData } from './MyData.tsx'
import { MyPassword } from './MyPassword.tsx'
import { MySessions } from './MySessions.tsx'
import { MyTokens } from './MyTokens.tsx'

const MyNotices = lazy(() => import('./MyNotices.tsx'))

/** One's own account: everything about oneself that one can see and change. */
export default function AccountScreen() {
  const { t } = useSpeech()
  const { person, organisation } = useMe()
  const isGuest = person.role === 'guest'
  useScreenTitle(t('account'))
  return (
    <Frame
      railName={t('strategies')}
      rail={<StrategiesRail />}
      bar={
        <span className="path">
          <Link href="/">{t('strategies')}</Link> <span aria-hidden="true">/</span>{' '}
          <strong>{t('account')}</strong>
        </span>
      }
    >
      <main id="content" tabIndex={-1} className="sheet account-sheet">
        <OfflineNote />
        <div className="sheet-head">
          <div>
            <p className="over">{organisation.name}</p>
            <h1>{t('account')}</h1>
          </div>
        </div>
        {isGuest ? <GuestSection /> : null}
        <AboutMe />
        <AccountSection title={t('account_preferences')}>
          <div className="form">
            <MyLanguageChoice hint={t('account_languageHint')} />
            <AppearanceChoice hint={t('account_themeHint')} />
          </div>
        </AccountSection>
        <QuietBoundary>
          <Suspense>
            <MyNotices />
          </Suspense>
        </QuietBoundary>
        {isGuest ? null : <MyPassword />}
        <MySessions />
        {isGuest ? null : <MyTokens />}
        <MyData />
      </main>
    </Frame>
  )
}
