import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import type { UnitId } from '#contract/ids.ts'
import { organisationRoles } from '#contract/permissions.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { peopleQuery, unitsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { Failed } from './Failed.tsx'
import { OneTimeLink } from './OneTimeLink.tsx'
import { UnitField } from './UnitField.tsx'

interface AddPersonProps {
  readonly onClose: () => void
  readonly onAdded: (name: string) => void
}

/** Adds a person: name, address, unit and role, then the link to hand over. */
export function AddPersonSteps({ onClose, onAdded }: AddPersonProps) {
  const { t } = useAdminSpeech()
  const [added, setAdded] = useState<Reply<'addPerson'> | null>(null)
  if (added === null) return <AddPersonForm onClose={onClose} onAdded={setAdded} />
  const { name, link, role } = added
  const done = () => onAdded(name)
  return (
    <Dialog title={t('personAdded', { name })} onClose={done}>
      <div className="form">
        {link === null ? null : (
          <OneTimeLink name={name} link={link} of={role === 'guest' ? 'guest' : 'new'} />
        )}
        <div className="actions">
          <Button onClick={() => setAdded(null)}>{t('addAnother')}</Button>
          <Button kind="primary" onClick={done}>
            {t('done')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function AddPersonForm(props: {
  readonly onClose: () => void
  readonly onAdded: (added: Reply<'addPerson'>) => void
}) {
  const { t, compare } = useAdminSpeech()
  const queries = useQueryClient()
  const units = useQuery(unitsQuery)
  const [unit, setUnit] = useState<UnitId | null>(null)
  const [role, setRole] = useState<(typeof organisationRoles)[number]>('member')
  const sorted = useMemo(
    () => (units.data ?? []).toSorted((a, b) => compare(a.name, b.name)),
    [units.data, compare],
  )
  const add = useMutation({
    mutationFn: (body: Input<'addPerson'>['body']) => call('addPerson', { body }),
    onSuccess: (added) => {
      void queries.invalidateQueries({ queryKey: peopleQuery.queryKey })
      props.onAdded(added)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (add.isPending) return
    add.mutate({ name: textIn(form, 'name'), email: textIn(form, 'email'), unit, role })
  }
  const taken = add.error instanceof Failure && add.error.code === 'conflict'
  return (
    <Dialog title={t('addPerson')} onClose={props.onClose}>
      <form className="form" onSubmit={submit}>
        <TextField label={t('name')} name="name" maxLength={120} autoComplete="off" required />
        <TextField
          label={t('email')}
          name="email"
          type="email"
          maxLength={254}
          autoComplete="off"
          error={taken ? t('emailTaken') : undefined}
          required
        />
        <UnitField label={t('unit')} units={sorted} value={unit} onChange={setUnit} />
        <SelectField
          label={t('organisationRole')}
          hint={t(`roleMeans_${role}`)}
          value={role}
          onChange={({ target }) =>
            setRole(organisationRoles.find((one) => one === target.value) ?? 'member')
          }
        >
          {organisationRoles.map((one) => (
            <option key={one} value={one}>
              {t(`role_${one}`)}
            </option>
          ))}
        </SelectField>
        {taken ? null : <Failed error={add.error ?? units.error} />}
        <p className="hint">{t('addPersonNext')}</p>
        <div className="actions">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('addAndLink')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
