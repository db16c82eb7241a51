import { Link } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import { root } from '../net/place.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useMe } from './me.ts'
import { GuestMark } from './roles/GuestMark.tsx'
import { MyLanguageChoice } from './MyLanguageChoice.tsx'
import { AppearanceChoice } from './Preferences.tsx'
import { SignOut } from './SignOut.tsx'

/** Who one is, the language, the appearance, one's account, and the way out. */
export function AccountMenu() {
  const { t } = useSpeech()
  const { person } = useMe()
  return (
    <Disclosure
      opens="above"
      summaryClass="account"
      summary={
        <>
          <Avatar id={person.id} name={person.name} />
          <span className="account-name">
            <span className="unseen">{t('account')}: </span>
            {person.name}
          </span>
          <GuestMark person={person} />
          <Icon name="chevron" />
        </>
      }
    >
      <div className="account-panel">
        <p className="hint">
          {person.email}
          {person.email === null ? null : <br />}
          {t(`role_${person.role}`)}
        </p>
        <MyLanguageChoice />
        <AppearanceChoice />
        <div>
          <Link href="/account" className="button quiet">
            {t('account')}
          </Link>
          <SignOut
            person={person}
            label={t('signOut')}
            // A fresh document: nothing of this person stays in memory either.
            onSignedOut={() => location.assign(new URL('sign-in', root))}
          />
        </div>
      </div>
    </Disclosure>
  )
}
