import { type FormEvent, useState } from 'react'
import { useSearchParams } from 'wouter'
import { isLanguage, languageNames, useSpeech } from '../i18n/Language.tsx'
import { call } from '../net/api.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { textIn } from '../ui/form-text.ts'
import { emailProblem, isSaidAtField } from './failure-text.ts'
import { FailureNotice } from './FailureNotice.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { OutsideFrame } from './OutsideFrame.tsx'
import { useEnter } from './use-enter.ts'
import { useScreenTitle } from './use-screen-title.ts'

/** Setting up the organisation with the one-time link (`/setup?token=…` or `/setup#token=…`). */
export function SetUpScreen() {
  const { t, language } = useSpeech()
  const enter = useEnter()
  const [search] = useSearchParams()
  const [token] = useState(() => search.get('token') ?? tokenInFragment())
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  useScreenTitle(t('setupTitle'))

  if (token === '') {
    return (
      <OutsideFrame>
        <h1>{t('setupWaiting')}</h1>
        <p>{t('setupWaitingText')}</p>
      </OutsideFrame>
    )
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const chosen = textIn(form, 'language')
    setBusy(true)
    setFailed(null)
    try {
      const session = await call('setUp', {
        body: {
          token,
          organisation: textIn(form, 'organisation'),
          language: isLanguage(chosen) ? chosen : language,
          person: {
            name: textIn(form, 'name'),
            email: textIn(form, 'email'),
            password: textIn(form, 'password'),
          },
        },
      })
      await enter(session, '/')
    } catch (error) {
      setFailed(error)
      setBusy(false)
    }
  }

  return (
    <OutsideFrame>
      <h1>{t('setupTitle')}</h1>
      <p className="lead">{t('setupIntro')}</p>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <fieldset>
          <legend>{t('setupOrganisation')}</legend>
          <div className="form">
            <TextField
              label={t('setupOrganisationName')}
              name="organisation"
              autoComplete="organization"
              maxLength={120}
              required
            />
            <SelectField
              label={t('language')}
              name="language"
              defaultValue={language}
              hint={t('setupLanguageHint')}
            >
              {Object.entries(languageNames).map(([code, name]) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </SelectField>
          </div>
        </fieldset>
        <fieldset>
          <legend>{t('setupYou')}</legend>
          <div className="form">
            <TextField label={t('name')} name="name" autoComplete="name" maxLength={120} required />
            <TextField
              label={t('email')}
              name="email"
              type="email"
              autoComplete="username"
              error={emailProblem(t, failed)}
              required
            />
            <NewPasswordField label={t('password')} failed={failed} />
          </div>
        </fieldset>
        {isSaidAtField(t, failed) ? null : <FailureNotice error={failed} />}
        <div className="actions">
          <Button type="submit" kind="primary" busy={busy}>
            {t('setupSubmit')}
          </Button>
        </div>
      </form>
    </OutsideFrame>
  )
}

function tokenInFragment(): string {
  const fragment = location.hash.slice(1)
  return new URLSearchParams(fragment).get('token') ?? fragment
}
