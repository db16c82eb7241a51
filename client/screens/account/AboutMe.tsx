import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { call } from '../../net/api.ts'
import { noteSession } from '../../net/enter.ts'
import { unitsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { emailProblem } from '../failure-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'
import { AccountSection } from './AccountSection.tsx'

/** Name, e-mail address, and what others have settled about one: unit and role. */
export function AboutMe() {
  const { t } = useSpeech()
  const { person } = useMe()
  const isGuest = person.role === 'guest'
  return (
    <AccountSection title={isGuest ? t('account_aboutGuest') : t('account_about')}>
      <MyName />
      {isGuest ? null : <MyEmail />}
      <SettledByOthers />
    </AccountSection>
  )
}

function MyName() {
  const { t } = useSpeech()
  const me = useMe()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (name: string) => call('changeMe', { body: { name } }),
    onSuccess: (person) => noteSession(queries, { ...me, person }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change.mutate(textIn(new FormData(event.currentTarget), 'name'))
  }
  return (
    <form className="form" onSubmit={submit}>
      <div className="field-and-button">
        <TextField
          label={t('name')}
          hint={t('account_nameHint')}
          name="name"
          autoComplete="name"
          maxLength={120}
          defaultValue={me.person.name}
          onChange={() => change.reset()}
          required
        />
        <Button
          type="submit"
          busy={change.isPending}
          aria-label={`${t('account_save')}: ${t('name')}`}
        >
          {t('account_save')}
        </Button>
      </div>
      <output className="done">{change.isSuccess ? t('account_nameSaved') : ''}</output>
      <FailureNotice error={change.error} />
    </form>
  )
}

function MyEmail() {
  const { t } = useSpeech()
  const me = useMe()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (email: string) => call('changeMyEmail', { body: { email } }),
    onSuccess: (person) => noteSession(queries, { ...me, person }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change.mutate(textIn(new FormData(event.currentTarget), 'email'))
  }
  const problem = emailProblem(t, change.error)
  return (
    <form className="form" onSubmit={submit}>
      <div className="field-and-button">
        <TextField
          label={t('email')}
          hint={t('account_emailHint')}
          error={problem}
          name="email"
          type="email"
          autoComplete="email"
          maxLength={254}
          defaultValue={me.person.email ?? ''}
          onChange={() => change.reset()}
          required
        />
        <Button
          type="submit"
          busy={change.isPending}
          aria-label={`${t('account_save')}: ${t('email')}`}
        >
          {t('account_save')}
        </Button>
      </div>
      <output className="done">{change.isSuccess ? t('account_emailSaved') : ''}</output>
      {problem === undefined ? <FailureNotice error={change.error} /> : null}
    </form>
  )
}

function SettledByOthers() {
  const { t } = useSpeech()
  const { person } = useMe()
  const units = useQuery(unitsQuery)
  const unit = units.data?.find(({ id }) => id === person.unit)
  return (
    <div className="settled">
      <dl>
        <div>
          <dt>{t('account_role')}</dt>
          <dd>{t(`role_${person.role}`)}</dd>
        </div>
        <div>
          <dt>{t('account_unit')}</dt>
          <dd>{person.unit === null ? t('account_unitNone') : (unit?.name ?? '…')}</dd>
        </div>
      </dl>
      <p className="hint">{t('account_byAdmins')}</p>
    </div>
  )
}
