import { createPortal } from 'react-dom'
import { useSpeech } from '../../i18n/Language.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import type { ShownInvitation } from './shown-invitation.ts'

/** The invitation as a sheet of paper: seen by the printer alone, which prints nothing else then. */
export function InvitationPrint({ shown }: { readonly shown: ShownInvitation }) {
  const { t } = useSpeech()
  const { organisation, label, place, link, typed, code, terms } = shown
  return createPortal(
    <div className="print-sheet" aria-hidden="true">
      <p className="print-organisation">{organisation}</p>
      <p className="print-label">{label}</p>
      {place === null ? null : <p>{place}</p>}
      <QrCode text={link} name={t('qrOf', { label })} />
      <p>{t('invitationScan')}</p>
      <p>{t('invitationType', { address: typed })}</p>
      <p className="print-code">{code}</p>
      <p className="print-terms">{terms}</p>
    </div>,
    document.body,
  )
}
