import { longestLinkPassword } from '#contract/edition-shape.ts'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { PasswordField } from '../../ui/PasswordField.tsx'
import type { PasswordChange, Problems } from './settings-draft.ts'

interface LinkPasswordProps {
  readonly password: PasswordChange
  /** Is one asked for as it is saved? */
  readonly has: boolean
  readonly problem: Problems['password']
  readonly onChange: (password: PasswordChange) => void
}

/** Whether a password is asked for beside the link; one that is set is never shown again. */
export function LinkPassword({ password, has, problem, onChange }: LinkPasswordProps) {
  const { t } = useReadershipSpeech()
  const keep = (
    <Button kind="quiet" onClick={() => onChange({ is: 'kept' })}>
      {t('set_passwordKeep')}
    </Button>
  )
  return (
    <fieldset className="link-password">
      <legend>{t('set_password')}</legend>
      {password.is === 'set' ? (
        <>
          <PasswordField
            label={t('password')}
            hint={t('set_passwordHint')}
            error={problem === null ? undefined : t('set_passwordShort')}
            showLabel={t('showPassword')}
            value={password.to}
            maxLength={longestLinkPassword}
            autoComplete="new-password"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- Whoever asked for the field goes on in it.
            autoFocus
            onChange={({ target }) => onChange({ is: 'set', to: target.value })}
          />
          <div className="actions">{keep}</div>
        </>
      ) : (
        <>
          <p>
            {t(
              password.is === 'removed'
                ? 'set_passwordGoes'
                : has
                  ? 'set_passwordIs'
                  : 'set_passwordNone',
            )}
          </p>
          <div className="actions">
            <Button onClick={() => onChange({ is: 'set', to: '' })}>
              {t(has ? 'set_passwordChange' : 'set_passwordSet')}
            </Button>
            {password.is === 'removed' ? (
              keep
            ) : has ? (
              <Button onClick={() => onChange({ is: 'removed' })}>{t('set_passwordRemove')}</Button>
            ) : null}
          </div>
        </>
      )}
    </fieldset>
  )
}
