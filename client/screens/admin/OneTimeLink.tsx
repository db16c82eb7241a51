import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { oneTimeLink } from '../invitations/links.ts'
import { useMe } from '../me.ts'

interface OneTimeLinkProps {
  readonly name: string
  readonly link: Reply<'makePersonLink'>
  /** Guests come in by it; others choose a password, the first one if they are new. */
  readonly of: 'guest' | 'member' | 'new'
}

/** A one-time link, shown this once: to be copied or scanned, and how to hand it over. */
export function OneTimeLink({ name, link, of }: OneTimeLinkProps) {
  const { t, dateTime } = useAdminSpeech()
  const { organisation } = useMe()
  const address = oneTimeLink(organisation, link.code)
  return (
    <div className="one-time-link">
      <QrCode text={address} name={t('qrOf', { label: t('linkOf', { name }) })} />
      <div>
        <p className="invitation-link">{address}</p>
        <p className="hint">{t('worksOnce', { date: dateTime(link.endsAt) })}</p>
        <div className="actions">
          <CopyButton text={address} label={t('copyLink')} />
        </div>
      </div>
      <p className="invitation-once">
        <strong>{t('shownOnce')}</strong> {t(`handOver_${of}`, { name })}
      </p>
    </div>
  )
}
