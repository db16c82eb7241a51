import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type OrganisationRole, organisationRoles } from '#contract/permissions.ts'
import type { Person } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { Failed } from './Failed.tsx'
import { LastAdminNote } from './LastAdminNote.tsx'
import { useChangedPerson } from './use-changed-person.ts'

interface PersonRoleProps {
  readonly person: Person
  readonly isLastAdmin: boolean
}

/** What the person may do in the organisation. Guests who become more give an e-mail address. */
export function PersonRole({ person, isLastAdmin }: PersonRoleProps) {
  const { t } = useAdminSpeech()
  const changed = useChangedPerson()
  const [chosen, setChosen] = useState<OrganisationRole | null>(null)
  const [email, setEmail] = useState('')
  const role = chosen ?? person.role
  const needsEmail = person.email === null && role !== 'guest'

  const set = useMutation({
    mutationFn: () =>
      call('setPersonRole', { id: person.id, body: needsEmail ? { role, email } : { role } }),
    onSuccess: (saved) => {
      setChosen(null)
      return changed(saved)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!set.isPending) set.mutate()
  }
  const conflict =
    set.error instanceof Failure && set.error.code === 'conflict' ? set.error.details : null
  const last = conflict?.['role'] === 'last-administrator'
  const taken = conflict?.['email'] === 'taken'

  return (
    <section aria-labelledby="person-role">
      <h3 id="person-role">{t('organisationRole')}</h3>
      {isLastAdmin ? (
        <LastAdminNote name={person.name} />
      ) : (
        <form className="form" onSubmit={submit}>
          <SelectField
            label={t('mayDo', { name: person.name })}
            hint={t(`roleMeans_${role}`)}
            value={role}
            onChange={({ target }) => {
              set.reset()
              setChosen(organisationRoles.find((one) => one === target.value) ?? null)
            }}
          >
            {organisationRoles.map((one) => (
              <option key={one} value={one}>
                {t(`role_${one}`)}
              </option>
            ))}
          </SelectField>
          {needsEmail ? (
            <TextField
              label={t('email')}
              type="email"
              maxLength={254}
              autoComplete="off"
              required
              value={email}
              hint={t('memberEmailHint')}
              error={taken ? t('emailTaken') : undefined}
              onChange={({ target }) => setEmail(target.value)}
            />
          ) : null}
          {last ? <LastAdminNote name={person.name} /> : null}
          {last || taken ? null : <Failed error={set.error} />}
          {role === person.role ? (
            <output className={set.isSuccess ? 'saved-note' : 'unseen'}>
              {set.isSuccess ? t('roleIsNow', { role: t(`role_${role}`) }) : ''}
            </output>
          ) : (
            <div className="actions">
              <Button type="submit" kind="primary" busy={set.isPending}>
                {t('changeRole', { role: t(`role_${role}`) })}
              </Button>
              <Button kind="quiet" onClick={() => setChosen(null)}>
                {t('cancel')}
              </Button>
            </div>
          )}
        </form>
      )}
    </section>
  )
}
