import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { call, type Input } from '../net/api.ts'
import { Failure } from '../net/failure.ts'
import { peopleQuery } from '../net/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { failureText } from './failure-text.ts'
import { textIn } from '../ui/form-text.ts'
import { passwordGuidance, shortestPassword } from './new-password.ts'

interface AddPersonDialogProps {
  readonly onClose: () => void
  readonly onAdded: (name: string) => void
}

/** Adds a person to the organisation with a first password, which one hands over oneself. */
export function AddPersonDialog({ onClose, onAdded }: AddPersonDialogProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const add = useMutation({
    mutationFn: (body: Input<'addPerson'>['body']) => call('addPerson', { body }),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: peopleQuery.queryKey })
      onAdded(name)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    add.mutate({
      name: textIn(form, 'name'),
      email: textIn(form, 'email'),
      password,
      role: form.get('role') === 'admin' ? 'admin' : 'member',
    })
  }
  const taken = add.error instanceof Failure && add.error.code === 'conflict'
  return (
    <Dialog title={t('addPerson')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField label={t('name')} name="name" maxLength={120} autoComplete="off" required />
        <TextField
          label={t('email')}
          name="email"
          type="email"
          autoComplete="off"
          error={taken ? t('emailTaken') : undefined}
          required
        />
        <PasswordField
          label={t('firstPassword')}
          autoComplete="new-password"
          minLength={shortestPassword}
          maxLength={256}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          hint={password === '' ? t('firstPasswordHint') : passwordGuidance(t, password)}
          showLabel={t('showPassword')}
          required
        />
        <SelectField label={t('organisationRole')} name="role" defaultValue="member">
          <option value="member">{t('role_member')}</option>
          <option value="admin">{t('role_admin')}</option>
        </SelectField>
        {add.isError && !taken ? <Notice tone="danger">{failureText(t, add.error)}</Notice> : null}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('addPerson')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
