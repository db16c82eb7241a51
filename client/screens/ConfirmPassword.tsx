import { type FormEvent, useEffect, useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { call } from '../net/api.ts'
import { type Answer, onConfirmationAsked } from '../net/confirmation.ts'
import { Failure } from '../net/failure.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { textIn } from '../ui/form-text.ts'
import { PasswordField } from '../ui/PasswordField.tsx'
import { FailureNotice } from './FailureNotice.tsx'
import { useMe } from './me.ts'

/** Asks for the password once more when a call takes one given lately; one dialog for them all. */
export function ConfirmPassword() {
  const [waiting] = useState(() => new Set<Answer>())
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const stop = onConfirmationAsked((tell) => {
      waiting.add(tell)
      setOpen(true)
    })
    return () => {
      stop()
      tellAll(waiting, false)
    }
  }, [waiting])
  if (!open) return null
  return (
    <ConfirmPasswordDialog
      onAnswer={(given) => {
        setOpen(false)
        tellAll(waiting, given)
      }}
    />
  )
}

function tellAll(waiting: Set<Answer>, given: boolean): void {
  const all = [...waiting]
  waiting.clear()
  for (const tell of all) tell(given)
}

function ConfirmPasswordDialog({ onAnswer }: { readonly onAnswer: Answer }) {
  const { t } = useSpeech()
  const { person } = useMe()
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const wrong = failed instanceof Failure && failed.code === 'wrong-credentials'

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const password = textIn(new FormData(form), 'password')
    setBusy(true)
    setFailed(null)
    try {
      await call('confirmPassword', { body: { password } })
      onAnswer(true)
    } catch (error) {
      setFailed(error)
      setBusy(false)
      form.querySelector('input')?.select()
    }
  }

  return (
    <Dialog title={t('confirm_title')} onClose={() => onAnswer(false)}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{t('confirm_text')}</p>
        <PasswordField
          label={t('password')}
          name="password"
          autoComplete="current-password"
          maxLength={256}
          error={wrong ? t('passwordWrong') : undefined}
          showLabel={t('showPassword')}
          required
        />
        {/* Password managers want to know whose password it is. */}
        <input hidden type="text" autoComplete="username" value={person.email ?? ''} readOnly />
        {wrong ? null : <FailureNotice error={failed} />}
        <div className="actions">
          <Button onClick={() => onAnswer(false)}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {t('goOn')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
