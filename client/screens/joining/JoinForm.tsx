import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { patiently } from '../../net/patiently.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { isSaidAtField } from '../failure-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { AccountFields } from './AccountFields.tsx'
import { stateWith } from './use-link-code.ts'
import { whyNotValid } from './not-valid.ts'

interface JoinFormProps {
  readonly code: string
  readonly invitation: Reply<'lookAtInvitation'>
  readonly onJoined: (joined: Reply<'join'>) => Promise<void>
  /** The invitation has become invalid in the meantime. */
  readonly onNotValid: (error: unknown) => void
}

/** Who somebody new is: for guests a name and a unit, no more. */
export function JoinForm({ code, invitation, onJoined, onNotValid }: JoinFormProps) {
  const { t, language, compare } = useSpeech()
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const isMember = invitation.as === 'member'
  const units = invitation.units.toSorted((a, b) => compare(a.name, b.name))

  const only = units.length === 1 ? units[0]?.id : undefined

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const body: Input<'join'>['body'] = {
      code,
      name: textIn(form, 'name'),
      unit: units.find(({ id }) => id === form.get('unit'))?.id ?? null,
      language,
    }
    const account = { email: textIn(form, 'email'), password: textIn(form, 'password') }
    setBusy(true)
    setFailed(null)
    try {
      const all = isMember ? { ...body, ...account } : body
      await onJoined(await patiently(() => call('join', { body: all })))
    } catch (error) {
      if (whyNotValid(error) !== null) return onNotValid(error)
      setFailed(error)
      setBusy(false)
    }
  }

  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('join_name')}
        hint={t('account_nameHint')}
        name="name"
        autoComplete="name"
        autoCapitalize="words"
        maxLength={120}
        required
      />
      {isMember ? <AccountFields failed={failed} /> : null}
      {invitation.unit === null ? null : <p>{t('join_unitGiven', { unit: invitation.unit })}</p>}
      {invitation.unit === null && units.length > 0 ? (
        <SelectField label={t('join_unit')} name="unit" defaultValue={only ?? ''} required>
          <option value="" disabled>
            {t('join_unitChoose')}
          </option>
          {units.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      {isSaidAtField(t, failed) ? null : <FailureNotice error={failed} />}
      <div className="actions">
        <Button type="submit" kind="primary" busy={busy}>
          {t('join_submit')}
        </Button>
        <Link href="/sign-in?back=%2Fjoin" state={stateWith(code)}>
          {t('join_signIn')}
        </Link>
      </div>
    </form>
  )
}
