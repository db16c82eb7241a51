import { useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { passwordProblem } from './failure-text.ts'
import { passwordGuidance, shortestPassword } from './new-password.ts'

interface NewPasswordFieldProps {
  readonly label: string
  /** Why the form was refused; said here when it was for the password, until it is changed. */
  readonly failed: unknown
}

/** Where a new password is chosen, with guidance while it is typed. Its name is `password`. */
export function NewPasswordField({ label, failed }: NewPasswordFieldProps) {
  const { t } = useSpeech()
  const [password, setPassword] = useState('')
  const [mended, setMended] = useState<unknown>(null)
  return (
    <PasswordField
      label={label}
      name="password"
      autoComplete="new-password"
      minLength={shortestPassword}
      maxLength={256}
      value={password}
      onChange={({ target }) => {
        setPassword(target.value)
        setMended(failed)
      }}
      hint={passwordGuidance(t, password)}
      error={mended === failed ? undefined : passwordProblem(t, failed)}
      showLabel={t('showPassword')}
      required
    />
  )
}
