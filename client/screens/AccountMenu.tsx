import { useSpeech } from '../i18n/Language.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useMe } from './me.ts'
import { AppearanceChoice, LanguageChoice } from './Preferences.tsx'
import { SignOut } from './SignOut.tsx'

/** Who one is, the language, the appearance, and the way out. */
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
          <Icon name="chevron" />
        </>
      }
    >
      <div className="account-panel">
        <p className="hint">
          {person.email}
          <br />
          {t(`role_${person.role}`)}
        </p>
        <LanguageChoice />
        <AppearanceChoice />
        <SignOut />
      </div>
    </Disclosure>
  )
}
