import { useSpeech } from '../../i18n/Language.tsx'
import { TextField } from '../../ui/Field.tsx'
import { emailProblem } from '../failure-text.ts'
import { NewPasswordField } from '../NewPasswordField.tsx'

/** How a member will sign in: e-mail address and password. `failed` is what came of the last try. */
export function AccountFields({ failed }: { readonly failed: unknown }) {
  const { t } = useSpeech()
  return (
    <>
      <TextField
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        maxLength={254}
        error={emailProblem(t, failed)}
        required
      />
      <NewPasswordField label={t('password')} failed={failed} />
    </>
  )
}
