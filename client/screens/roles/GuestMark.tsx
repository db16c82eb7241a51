import type { OrganisationRole } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'

interface GuestMarkProps {
  readonly person: { readonly role: OrganisationRole } | undefined
}

/** Says beside the name of a guest that they are one; nothing of those of whom it is not known. */
export function GuestMark({ person }: GuestMarkProps) {
  const { t } = useSpeech()
  return person?.role === 'guest' ? <span className="tag">{t('guestMark')}</span> : null
}
