import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonId } from '#contract/ids.ts'
import { mayInOrganisation, mayInStrategy, strategyRoles } from '#contract/permissions.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { call, type Reply } from '../net/api.ts'
import { membersQuery, peopleQuery } from '../net/queries.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import { AddPersonDialog } from './AddPersonDialog.tsx'
import { EveryoneField } from './EveryoneField.tsx'
import { failureText } from './failure-text.ts'
import { useMe } from './me.ts'

/** Who may do what in a strategy; facilitators change it, administrators add people. */
export function StrategyPeople({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t, compare } = useSpeech()
  const me = useMe()
  const queries = useQueryClient()
  const people = useQuery(peopleQuery)
  const members = useQuery(membersQuery(strategy.id))
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState('')
  const mayManage = mayInStrategy(strategy.role, 'strategy.manage')
  const { id } = strategy

  const setRole = useMutation({
    mutationFn: async (change: { person: PersonId; name: string; role: StrategyRole | null }) => {
      const { person, role } = change
      if (role === null) await call('removeMember', { id, person })
      else await call('setMember', { id, person, body: { role } })
    },
    onSuccess: (_, { name, role }) => {
      setSaid(
        t('roleChanged', { name, role: role === null ? t('ofOrganisation') : t(`role_${role}`) }),
      )
      return queries.invalidateQueries({ queryKey: ['strategies', id] })
    },
  })
  const setEveryone = useMutation({
    mutationFn: (everyone: StrategyRole | null) =>
      call('changeStrategy', { id, body: { everyone } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['strategies', id] }),
  })
  const roles = new Map(members.data?.map(({ person, role }) => [person, role]))
  const sorted = (people.data ?? []).toSorted((a, b) => compare(a.name, b.name))
  const failed = [people, members, setRole, setEveryone].find((one) => one.isError)

  return (
    <section aria-labelledby="people-heading" className="people">
      <h2 id="people-heading">{t('rights')}</h2>
      {mayManage ? (
        <EveryoneField
          initial={strategy.everyone}
          onChoice={(everyone) => setEveryone.mutate(everyone)}
        />
      ) : (
        <p className="hint">{t('strategyNotMine')}</p>
      )}
      {failed === undefined ? null : <Notice tone="danger">{failureText(t, failed.error)}</Notice>}
      <ul className="bare roster" aria-busy={people.isPending}>
        {sorted.map(({ id: personId, name, email }) => (
          <li key={personId}>
            <Avatar id={personId} name={name} />
            <span className="who">
              <span>
                {name}
                {personId === me.person.id ? <span className="hint"> ({t('you')})</span> : null}
              </span>
              <span className="hint">{email}</span>
            </span>
            {mayManage && personId !== me.person.id ? (
              <select
                className="input compact"
                aria-label={t('roleOf', { name })}
                value={roles.get(personId) ?? ''}
                onChange={({ target }) => {
                  const role = strategyRoles.find((one) => one === target.value) ?? null
                  setRole.mutate({ person: personId, name, role })
                }}
              >
                <option value="">{t('ofOrganisation')}</option>
                {strategyRoles.map((role) => (
                  <option key={role} value={role}>
                    {t(`role_${role}`)}
                  </option>
                ))}
              </select>
            ) : (
              <span className="hint">
                {t(`role_${roles.get(personId) ?? strategy.everyone ?? 'none'}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
      <output className="unseen">{said}</output>
      {mayInOrganisation(me.person.role, 'people.manage') ? (
        <Button onClick={() => setAdding(true)}>
          <Icon name="plus" />
          {t('addPerson')}
        </Button>
      ) : null}
      {adding ? (
        <AddPersonDialog
          onClose={() => setAdding(false)}
          onAdded={(name) => {
            setSaid(t('personAdded', { name }))
            setAdding(false)
          }}
        />
      ) : null}
    </section>
  )
}
