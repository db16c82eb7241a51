import { type FormEvent, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import { call } from '../net/api.ts'
import { lastGuest } from '../net/last-guest.ts'
import { recall } from '../net/stored.ts'
import { wayBack } from '../net/way-back.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { textIn } from '../ui/form-text.ts'
import { Notice } from '../ui/Notice.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { FailureNotice } from './FailureNotice.tsx'
import { ForgottenPassword } from './ForgottenPassword.tsx'
import { OutsideFrame } from './OutsideFrame.tsx'
import { useEnter } from './use-enter.ts'
import { useScreenTitle } from './use-screen-title.ts'

/** Signing in; afterwards one is where one wanted to go. */
export function SignInScreen() {
  const { t } = useSpeech()
  const enter = useEnter()
  const [search] = useSearchParams()
  const [guest] = useState(lastGuest)
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  useScreenTitle(t('signInTitle'))
  const back = wayBack(search.get('back'))

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setFailed(null)
    try {
      const session = await call('signIn', {
        body: { email: textIn(form, 'email'), password: textIn(form, 'password') },
      })
      // What this place was left with belongs to the one that it leads back to.
      await enter(session, back, globalThis.history.state)
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }

  return (
    <OutsideFrame>
      <h1>{t('signInTitle')}</h1>
      {guest === null ? null : <Notice>{t('guestBack', { name: guest })}</Notice>}
      <form className="form" onSubmit={(event) => void submit(event)}>
        {guest === null && search.has('again') && recall('session') !== null ? (
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
        <FailureNotice error={failed} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={busy}>
            {t('signIn')}
          </Button>
        </div>
      </form>
      <ul className="bare other-ways">
        <li>
          <ForgottenPassword />
        </li>
        <li>
          <Link href="/join">{t('haveCode')}</Link>
        </li>
      </ul>
    </OutsideFrame>
  )
}
