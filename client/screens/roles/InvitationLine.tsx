import { useQuery } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import type { Invitation } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { pagesQuery, unitsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { stateOf } from '../admin/invitation-state.ts'
import { useMe } from '../me.ts'

interface InvitationLineProps {
  readonly strategy: StrategyId
  readonly invitation: Invitation
  /** When it was so, milliseconds since 1970. */
  readonly at: number
  readonly onRenew: (invitation: Invitation) => void
  readonly onEnd: (invitation: Invitation) => void
}

/** One invitation: what it gives, until when, how often it was used. */
export function InvitationLine(props: InvitationLineProps) {
  const { strategy, invitation, at, onRenew, onEnd } = props
  const { t, date } = useSpeech()
  const me = useMe()
  const pages = useQuery(pagesQuery(me.person.id, strategy)).data ?? []
  const units = useQuery(unitsQuery).data ?? []
  const { label, endsAt, most, used, unit, guestsUntil } = invitation
  // What the server has just ended has ended, also by a clock that is a little behind.
  const state = stateOf(invitation, at + 60_000)
  // New members are let in by administrators alone.
  const mayRenew = invitation.as === 'guest' || me.person.role === 'admin'
  const only = invitation.strategy?.pages ?? null
  const titles = pages.flatMap(({ id, title }) =>
    only?.includes(id) === true ? [title === '' ? t('untitled') : title] : [],
  )
  const unitName = unit === null ? undefined : units.find(({ id }) => id === unit)?.name
  const gives = [
    invitation.strategy === null
      ? t(`role_${invitation.as}`)
      : t(`inviteGives_${invitation.as}_${invitation.strategy.role}`),
    only === null ? t('inviteWhole') : t('onPages', { titles: titles.join(', ') }),
    unitName ?? null,
  ].filter((part) => part !== null)
  const until = [
    state === 'ended'
      ? t('inviteWasUntil', { date: date(endsAt) })
      : t('inviteIsUntil', { date: date(endsAt) }),
    most === null ? t('inviteUsed', { n: used }) : t('inviteUsedOf', { n: used, most }),
    guestsUntil === null ? null : t('inviteGuestsStay', { date: date(guestsUntil) }),
  ].filter((part) => part !== null)
  return (
    <li className={state !== 'open' ? 'over-with' : undefined}>
      <span className="who">
        <span className="invitation-label">{label}</span>
        <span className="hint">{gives.join(' · ')}</span>
        <span className="hint">{until.join(' · ')}</span>
      </span>
      {state === 'ended' ? null : (
        <span className="actions">
          {state === 'open' && mayRenew ? (
            <Button aria-label={t('inviteRenewOf', { label })} onClick={() => onRenew(invitation)}>
              {t('inviteRenew')}
            </Button>
          ) : null}
          <Button aria-label={t('inviteEndOf', { label })} onClick={() => onEnd(invitation)}>
            {t('inviteEnd')}
          </Button>
        </span>
      )}
    </li>
  )
}
