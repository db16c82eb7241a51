import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'

interface InvitedProps {
  readonly invitation: Reply<'lookAtInvitation'>
  /** Says as what one comes; not to those who are in already. */
  readonly isNew: boolean
}

/** Where an invitation leads, in words. */
export function Invited({ invitation, isNew }: InvitedProps) {
  const { t, dateTime } = useSpeech()
  const { organisation, strategy, as, guestsUntil, endsAt, language } = invitation
  const isGuest = as === 'guest'
  return (
    <>
      <div>
        <p className="over">
          {strategy === null ? t('join_invitation') : t('join_from', { organisation })}
        </p>
        <h1 lang={language}>{strategy?.name ?? organisation}</h1>
      </div>
      <p className="lead">
        {isNew ? `${isGuest ? t('join_asGuest') : t('join_asMember')} ` : null}
        {strategy === null ? null : `${t(`join_may_${strategy.role}`)} `}
        {isNew && isGuest && guestsUntil !== null
          ? t('join_guestsUntil', { date: dateTime(guestsUntil) })
          : t('join_endsAt', { date: dateTime(endsAt) })}
      </p>
    </>
  )
}
