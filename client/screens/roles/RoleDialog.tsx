import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { type StrategyRole, strategyRoles } from '#contract/permissions.ts'
import type { Membership } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'
import { useMe } from '../me.ts'
import { PagesChoice } from './PagesChoice.tsx'
import type { KnownPerson } from './use-people.ts'

interface RoleDialogProps {
  readonly strategy: { readonly id: StrategyId; readonly everyone: StrategyRole | null }
  readonly person: KnownPerson
  /** What they have by name now; null for somebody new. */
  readonly membership: Membership | null
  /** Done; `said` says what. */
  readonly onDone: (said: string) => void
  readonly onClose: () => void
}

/** Given, or taken away. */
type Change = { readonly role: StrategyRole; readonly pages: readonly PageId[] | null } | null

/** Gives a person a role by name, for all pages or some, changes it, or takes it away. */
export function RoleDialog(props: RoleDialogProps) {
  const { strategy, person, membership, onDone, onClose } = props
  const { t } = useSpeech()
  const me = useMe()
  const queries = useQueryClient()
  const [role, setRole] = useState<StrategyRole>(membership?.role ?? 'editor')
  const [pages, setPages] = useState<readonly PageId[] | null>(membership?.pages ?? null)
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState<{ readonly change: Change } | null>(null)
  const { id } = strategy
  const { name } = person

  const save = useMutation({
    mutationFn: async (change: Change) => {
      const to = { id, person: person.id }
      if (change === null) await call('removeMember', to)
      else {
        const { role, pages } = change
        await call('setMember', { ...to, body: { role, pages: pages && [...pages] } })
      }
    },
    onSuccess: async (_, change) => {
      await queries.invalidateQueries({ queryKey: ['strategies', id] })
      onDone(
        change === null
          ? t('roleTaken', { name })
          : t('roleChanged', { name, role: t(`role_${change.role}`) }),
      )
    },
  })

  // Administrators lead every strategy, whatever is written here.
  const isMine = person.id === me.person.id && me.person.role !== 'admin'
  const leads = membership?.role === 'facilitator'
  const apply = (change: Change) => {
    if (isMine && leads && change?.role !== 'facilitator') setAsking({ change })
    else save.mutate(change)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (role !== 'facilitator' && pages?.length === 0) return
    apply({ role, pages: role === 'facilitator' ? null : pages })
  }
  const roles = strategyRoles.filter((one) => person.role !== 'guest' || one !== 'facilitator')
  const failed = save.isError ? <Notice tone="danger">{failureText(t, save.error)}</Notice> : null

  if (asking !== null) {
    return (
      <Dialog key="ask" title={t('stopLeadingTitle')} onClose={() => setAsking(null)}>
        <div className="form">
          <p>{t('stopLeadingText')}</p>
          {failed}
          <div className="actions">
            <Button onClick={() => setAsking(null)}>{t('cancel')}</Button>
            <Button kind="danger" busy={save.isPending} onClick={() => save.mutate(asking.change)}>
              {t('stopLeadingYes')}
            </Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog key="role" title={name} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <Choices
          legend={t('roleHere')}
          value={role}
          choices={roles.map((one) => ({
            value: one,
            name: t(`role_${one}`),
            means: t(`roleMeans_${one}`),
          }))}
          onChoice={setRole}
        />
        {role === 'facilitator' ? null : (
          <PagesChoice
            strategy={id}
            legend={t('roleWhere')}
            pages={pages}
            onChange={setPages}
            error={tried && pages?.length === 0 ? t('choosePages') : undefined}
          />
        )}
        {person.role === 'guest' || strategy.everyone === null ? null : (
          <p className="hint">
            {t(`everyoneDoes_${strategy.everyone}`)} {t('roleInsteadOfEveryone')}
          </p>
        )}
        {failed}
        <div className="actions">
          {membership === null ? null : (
            <span className="apart">
              <Button kind="danger" busy={save.isPending} onClick={() => apply(null)}>
                {t('takeRoleAway')}
              </Button>
            </span>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t(membership === null ? 'giveRole' : 'saveChange')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
