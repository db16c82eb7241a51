import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { InvitationId } from '#contract/ids.ts'
import type { Invitation } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { invitationsQuery } from '../../net/admin-queries.ts'
import type { Reply } from '../../net/api.ts'
import { strategiesQuery, unitsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { InvitationResult } from '../invitations/InvitationResult.tsx'
import { useMe } from '../me.ts'
import { AdminFrame } from './AdminFrame.tsx'
import { Failed } from './Failed.tsx'
import { InvitationLine } from './InvitationLine.tsx'
import { stateOf } from './invitation-state.ts'
import { MakeInvitationDialog } from './MakeInvitationDialog.tsx'

type Made = Reply<'makeInvitation'>

/** Every invitation: those that let people in first, then those that did. */
export function InvitationsScreen() {
  const { t, compare } = useAdminSpeech()
  const { person } = useMe()
  const queries = useQueryClient()
  const invitations = useQuery(invitationsQuery)
  const strategies = useQuery(strategiesQuery(person.id))
  const units = useQuery(unitsQuery)
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  // At once, whatever the clocks of browser and server say.
  const [endedHere, setEndedHere] = useState<readonly InvitationId[]>([])

  const sortedUnits = useMemo(
    () => (units.data ?? []).toSorted((a, b) => compare(a.name, b.name)),
    [units.data, compare],
  )
  const all = invitations.data ?? []
  const state = (one: Invitation) =>
    endedHere.includes(one.id) ? 'ended' : stateOf(one, invitations.dataUpdatedAt)
  const open = all.filter((one) => state(one) === 'open')
  const over = all.filter((one) => state(one) !== 'open')
  const show = (invitation: Made) => {
    setMaking(false)
    setMade(invitation)
    void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey })
  }
  const strategyOf = ({ strategy }: Invitation) =>
    strategies.data?.find(({ id }) => id === strategy?.id)
  const line = (invitation: Invitation) => (
    <InvitationLine
      key={invitation.id}
      invitation={invitation}
      state={state(invitation)}
      strategy={strategyOf(invitation)}
      unit={sortedUnits.find(({ id }) => id === invitation.unit)?.name ?? null}
      onNewCode={show}
      onEnded={() => setEndedHere([...endedHere, invitation.id])}
    />
  )
  return (
    <AdminFrame
      at="invitations"
      lead={t('invitationsLead')}
      actions={
        <Button kind="primary" onClick={() => setMaking(true)}>
          <Icon name="plus" />
          {t('makeInvitation')}
        </Button>
      }
    >
      <Failed
        error={invitations.error ?? units.error ?? strategies.error}
        onRetry={() => void invitations.refetch()}
      />
      {invitations.isSuccess && open.length === 0 ? (
        <p className="hint">{t('noInvitations')}</p>
      ) : (
        <ul className="bare admin-invitations" aria-busy={invitations.isPending}>
          {open.map(line)}
          {invitations.isPending ? <li className="bone line" aria-hidden="true" /> : null}
        </ul>
      )}
      {over.length === 0 ? null : (
        <section aria-labelledby="over-heading">
          <h2 id="over-heading">{t('invitationsOver')}</h2>
          <ul className="bare admin-invitations">{over.map(line)}</ul>
        </section>
      )}
      {making ? (
        <MakeInvitationDialog units={sortedUnits} onClose={() => setMaking(false)} onMade={show} />
      ) : null}
      {made === null ? null : (
        <Dialog title={made.label} kind="wide" onClose={() => setMade(null)}>
          <div className="form">
            <InvitationResult invitation={made} place={strategyOf(made)?.name ?? null} />
            <div className="actions">
              <Button onClick={() => setMade(null)}>{t('done')}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </AdminFrame>
  )
}
