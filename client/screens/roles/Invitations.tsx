import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invitation } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { strategyInvitationsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'
import { InvitationResult } from '../invitations/InvitationResult.tsx'
import { InvitationLine } from './InvitationLine.tsx'
import { InviteDialog } from './InviteDialog.tsx'

type Strategy = Reply<'getStrategy'>
type Made = Reply<'makeStrategyInvitation'>

interface InvitationsProps {
  readonly strategy: Strategy
  readonly onDone: (said: string) => void
}

/** The invitations to a strategy: made, given a new code, ended. */
export function Invitations({ strategy, onDone }: InvitationsProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const invitations = useQuery(strategyInvitationsQuery(strategy.id))
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  const [asking, setAsking] = useState<{ what: 'end' | 'renew'; about: Invitation } | null>(null)

  const again = () => queries.invalidateQueries({ queryKey: ['invitations'] })
  const act = useMutation({
    mutationFn: async ({ what, about }: NonNullable<typeof asking>) => {
      if (what === 'renew') return await call('renewCode', { id: about.id })
      await call('endInvitation', { id: about.id })
      return null
    },
    onSuccess: async (renewed, { about }) => {
      await again()
      setAsking(null)
      if (renewed === null) onDone(t('inviteEnded', { label: about.label }))
      else setMade(renewed)
    },
  })
  const ask = (what: 'end' | 'renew') => (about: Invitation) => {
    act.reset()
    setAsking({ what, about })
  }
  const list = invitations.data ?? []

  return (
    <section aria-labelledby="invitations-heading" className="invitations">
      <h2 id="invitations-heading">{t('invitesHeading')}</h2>
      {invitations.isError ? (
        <Notice
          tone="danger"
          action={<Button onClick={() => void invitations.refetch()}>{t('tryAgain')}</Button>}
        >
          {failureText(t, invitations.error)}
        </Notice>
      ) : null}
      {invitations.isSuccess && list.length === 0 ? (
        <p className="hint">{t('invitesEmpty')}</p>
      ) : (
        <ul className="bare invitation-list" aria-busy={invitations.isPending}>
          {list.map((invitation) => (
            <InvitationLine
              key={invitation.id}
              strategy={strategy.id}
              invitation={invitation}
              at={invitations.dataUpdatedAt}
              onRenew={ask('renew')}
              onEnd={ask('end')}
            />
          ))}
        </ul>
      )}
      <Button onClick={() => setMaking(true)}>
        <Icon name="plus" />
        {t('inviteMake')}
      </Button>
      {making ? (
        <InviteDialog
          strategy={strategy}
          onClose={() => setMaking(false)}
          onMade={(invitation) => {
            setMaking(false)
            setMade(invitation)
            void again()
          }}
        />
      ) : null}
      {made === null ? null : (
        <Dialog title={made.label} kind="wide" onClose={() => setMade(null)}>
          <div className="form">
            <InvitationResult invitation={made} place={strategy.name} />
            <div className="actions">
              <Button onClick={() => setMade(null)}>{t('close')}</Button>
            </div>
          </div>
        </Dialog>
      )}
      {asking === null ? null : (
        <Dialog
          title={t(asking.what === 'end' ? 'inviteEndTitle' : 'inviteRenewTitle', {
            label: asking.about.label,
          })}
          onClose={() => setAsking(null)}
        >
          <div className="form">
            <p>{t(asking.what === 'end' ? 'inviteEndText' : 'inviteRenewText')}</p>
            {act.isError ? <Notice tone="danger">{failureText(t, act.error)}</Notice> : null}
            <div className="actions">
              <Button onClick={() => setAsking(null)}>{t('cancel')}</Button>
              <Button
                kind={asking.what === 'end' ? 'danger' : 'primary'}
                busy={act.isPending}
                onClick={() => act.mutate(asking)}
              >
                {t(asking.what === 'end' ? 'inviteEnd' : 'inviteRenew')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  )
}
