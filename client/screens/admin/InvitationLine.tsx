import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Invitation } from '#contract/records.ts'
import type { AdminTranslate } from '../../i18n/admin-catalogue.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { invitationsQuery } from '../../net/admin-queries.ts'
import { call, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Failed } from './Failed.tsx'
import type { InvitationState } from './invitation-state.ts'

interface InvitationLineProps {
  readonly invitation: Invitation
  readonly state: InvitationState
  /** The strategy it leads to; undefined = into the organisation alone. */
  readonly strategy: Reply<'getStrategy'> | undefined
  /** The unit that is given; null = people choose. */
  readonly unit: string | null
  readonly onNewCode: (invitation: Reply<'renewCode'>) => void
  readonly onEnded: () => void
}

function usedText(t: AdminTranslate, n: number, most: number | null): string {
  if (most !== null) return t('usedOf', { n, most })
  return n === 0 ? t('notUsedYet') : t('usedBy', { n })
}

/** One invitation: where it leads, how many have used it, until when; ending it, a new code. */
export function InvitationLine(props: InvitationLineProps) {
  const { invitation, state, strategy, unit, onNewCode, onEnded } = props
  const { t, dateTime, date } = useAdminSpeech()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'end' | 'code' | null>(null)
  const { id, label, as, used, most, endsAt, guestsUntil } = invitation
  const end = useMutation({
    mutationFn: () => call('endInvitation', { id }),
    onSuccess: () => {
      setAsking(null)
      onEnded()
      return queries.invalidateQueries({ queryKey: invitationsQuery.queryKey })
    },
  })
  const renew = useMutation({
    mutationFn: () => call('renewCode', { id }),
    onSuccess: (renewed) => {
      setAsking(null)
      onNewCode(renewed)
    },
  })
  const role = invitation.strategy?.role
  return (
    <li>
      <div className="invitation-head">
        <strong>{label}</strong>
        <span className={state === 'open' ? 'mark strong' : 'mark'}>
          {t(`invitation_${state}`)}
        </span>
      </div>
      <p className="facts">
        <span>
          {strategy === undefined ? (
            t('leadsToOrganisation')
          ) : (
            <Link href={`/strategies/${strategy.id}/people`} lang={strategy.language}>
              {strategy.name}
            </Link>
          )}
          {role === undefined ? null : `: ${t(`role_${role}`)}`}
        </span>
        <span>{t(as === 'guest' ? 'comeAsGuests' : 'comeAsMembers')}</span>
        <span>{unit ?? t('unitChosen')}</span>
        {as === 'guest' && guestsUntil !== null ? (
          <span>{t('guestsUntil', { date: date(guestsUntil) })}</span>
        ) : null}
      </p>
      <p className="facts">
        <span>{usedText(t, used, most)}</span>
        <span>
          {t(state === 'ended' ? 'endedAt' : 'invitationUntil', { date: dateTime(endsAt) })}
        </span>
      </p>
      {state === 'open' ? (
        <div className="line-deeds">
          <Button
            kind="quiet"
            aria-label={t('newCodeOf', { label })}
            onClick={() => setAsking('code')}
          >
            {t('newCode')}
          </Button>
          <Button kind="quiet" aria-label={t('endOf', { label })} onClick={() => setAsking('end')}>
            {t('endInvitation')}
          </Button>
        </div>
      ) : null}
      {asking === null ? null : (
        <Dialog
          title={t(asking === 'end' ? 'endTitle' : 'newCodeTitle', { label })}
          onClose={() => setAsking(null)}
        >
          <div className="form">
            <p>{t(asking === 'end' ? 'endText' : 'newCodeText')}</p>
            <Failed error={end.error ?? renew.error} />
            <div className="actions">
              <Button onClick={() => setAsking(null)}>{t('cancel')}</Button>
              {asking === 'end' ? (
                <Button kind="danger" busy={end.isPending} onClick={() => end.mutate()}>
                  {t('endInvitation')}
                </Button>
              ) : (
                <Button kind="primary" busy={renew.isPending} onClick={() => renew.mutate()}>
                  {t('newCode')}
                </Button>
              )}
            </div>
          </div>
        </Dialog>
      )}
    </li>
  )
}
