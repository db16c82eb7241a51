import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Input } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { sessionsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { textIn } from '../../ui/form-text.ts'
import { PasswordField } from '../../ui/PasswordField.tsx'
import { passwordProblem } from '../failure-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'
import { NewPasswordField } from '../NewPasswordField.tsx'
import { AccountSection } from './AccountSection.tsx'

/** Changes the password; everywhere else one is signed out by it. */
export function MyPassword() {
  const { t } = useSpeech()
  const { person } = useMe()
  const queries = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  // Once it is changed the fields begin anew, empty.
  const [times, setTimes] = useState(0)
  const change = useMutation({
    mutationFn: (body: Input<'changeMyPassword'>['body']) => call('changeMyPassword', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    change.mutate(
      { current: textIn(given, 'current'), password: textIn(given, 'password') },
      {
        onSuccess: () => {
          setTimes(times + 1)
          heading.current?.focus()
        },
      },
    )
  }
  const wrong = change.error instanceof Failure && change.error.code === 'wrong-credentials'
  const said = wrong || passwordProblem(t, change.error) !== undefined
  return (
    <AccountSection title={t('account_password')} heading={heading}>
      <form className="form" onSubmit={submit} key={times}>
        <input hidden type="text" autoComplete="username" value={person.email ?? ''} readOnly />
        <PasswordField
          label={t('account_passwordCurrent')}
          name="current"
          autoComplete="current-password"
          maxLength={256}
          error={wrong ? t('passwordWrong') : undefined}
          showLabel={t('showPassword')}
          required
        />
        <NewPasswordField label={t('account_passwordNew')} failed={change.error} />
        <p className="hint">{t('account_passwordEnds')}</p>
        {said ? null : <FailureNotice error={change.error} />}
        <div className="actions">
          <Button type="submit" busy={change.isPending}>
            {t('account_passwordChange')}
          </Button>
        </div>
      </form>
      <output className="done">{change.isSuccess ? t('account_passwordChanged') : ''}</output>
    </AccountSection>
  )
}
