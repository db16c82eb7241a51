import { useState } from 'react'
import type { Invitation } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { download } from '../../ui/download.ts'
import { Icon } from '../../ui/Icon.tsx'
import { qrFile } from '../../ui/qr.ts'
import { QrCode } from '../../ui/QrCode.tsx'
import { useMe } from '../me.ts'
import './invitations.css'
import { InvitationPrint } from './InvitationPrint.tsx'
import { joinLink, joinPlace } from './links.ts'
import { Projector } from './Projector.tsx'
import type { ShownInvitation } from './shown-invitation.ts'

interface InvitationResultProps {
  readonly invitation: Pick<Invitation, 'label' | 'endsAt' | 'most'> & { readonly code: string }
  /** Name of the strategy or page it leads to; null = only into the organisation. */
  readonly place?: string | null
}

/**
 * An invitation that was just made, or given a new code: to be copied, scanned, printed or shown on
 * a wall. The code cannot be had again, and this says so.
 */
export function InvitationResult({ invitation, place = null }: InvitationResultProps) {
  const { t, dateTime } = useSpeech()
  const { organisation } = useMe()
  const [onWall, setOnWall] = useState(false)
  const { label, code, endsAt, most } = invitation
  const until = t('invitationUntil', { date: dateTime(endsAt) })
  const shown: ShownInvitation = {
    organisation: organisation.name,
    label,
    place,
    link: joinLink(organisation, code),
    typed: joinPlace(organisation),
    code: code.toUpperCase(),
    terms: most === null ? until : `${until} ${t('invitationFor', { n: most })}`,
  }
  return (
    <div className="invitation-result">
      <QrCode text={shown.link} name={t('qrOf', { label })} />
      <div className="invitation-words">
        <dl>
          <dt>{t('invitationLink')}</dt>
          <dd className="invitation-link">{shown.link}</dd>
          <dt>{t('invitationCode')}</dt>
          <dd className="invitation-code">{shown.code}</dd>
        </dl>
        <p className="hint">{shown.terms}</p>
        <div className="actions">
          <CopyButton kind="primary" text={shown.link} label={t('copyLink')} />
          <Button onClick={() => setOnWall(true)}>
            <Icon name="screen" />
            {t('showBig')}
          </Button>
          <Button onClick={() => globalThis.print()}>
            <Icon name="print" />
            {t('print')}
          </Button>
          <Button onClick={() => download(`${label}.svg`, 'image/svg+xml', qrFile(shown.link))}>
            <Icon name="download" />
            {t('downloadQr')}
          </Button>
        </div>
      </div>
      <p className="invitation-once">{t('invitationOnce')}</p>
      <InvitationPrint shown={shown} />
      {onWall ? <Projector shown={shown} onClose={() => setOnWall(false)} /> : null}
    </div>
  )
}
