import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import { useMe } from '../me.ts'
import { AccountSection } from './AccountSection.tsx'

/** For guests: until when, how one comes back, and what becoming a member means. */
export function GuestSection() {
  const { t, dateTime } = useSpeech()
  const { endsAt } = useMe().person
  return (
    <AccountSection title={t('account_guest')}>
      <p>
        {endsAt === null
          ? t('account_guestNoEnd')
          : t('account_guestUntil', { date: dateTime(endsAt) })}
      </p>
      <p>{t('account_guestNoPassword')}</p>
      <p>{t('account_guestMember')}</p>
      <p>{t('account_guestAsk')}</p>
      <p>
        <Link href="/join">{t('haveCode')}</Link>
      </p>
    </AccountSection>
  )
}
