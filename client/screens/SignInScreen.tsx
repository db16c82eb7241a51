import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import { call } from '../net/api.ts'
import { sessionQuery } from '../net/queries.ts'
import { recall, remember } from '../net/stored.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { failureText } from './failure-text.ts'
import { OutsideFrame } from './OutsideFrame.tsx'
import { textIn } from '../ui/form-text.ts'
import { useScreenTitle } from './use-screen-title.ts'

/** Signing in; afterwards one is where one wanted to go. */
export function SignInScreen() {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [, travel] = useLocation()
  const [search] = useSearchParams()
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  useScreenTitle(t('signInTitle'))
  const back = search.get('back') ?? '/'

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setFailed(null)
    try {
      const session = await call('signIn', {
        body: { email: textIn(form, 'email'), password: textIn(form, 'password') },
      })
      queries.clear()
      remember('session', JSON.stringify(session))
      queries.setQueryData(sessionQuery.queryKey, session)
      travel(/^\/(?!\/)/.test(back) ? back : '/', { replace: true })
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }

  return (
    <OutsideFrame>
      <h1>{t('signInTitle')}</h1>
      <form className="form" onSubmit={(event) => void submit(event)}>
        {search.has('again') && recall('session') !== null ? (
          <Notice>{t('signInAgain')}</Notice>
        ) : null}
        <TextField label={t('email')} name="email" type="email" autoComplete="username" required />
        <PasswordField
          label={t('password')}
          name="password"
          autoComplete="current-password"
          showLabel={t('showPassword')}
          required
        />
        {failed === null ? null : <Notice tone="danger">{failureText(t, failed)}</Notice>}
        <div className="actions">
          <Button type="submit" kind="primary" busy={busy}>
            {t('signIn')}
          </Button>
        </div>
      </form>
    </OutsideFrame>
  )
}
