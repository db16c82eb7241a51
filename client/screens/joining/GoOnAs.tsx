import { type FormEvent, useState } from 'react'
import type { Person } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { textIn } from '../../ui/form-text.ts'
import { isSaidAtField } from '../failure-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { SignOut } from '../SignOut.tsx'
import { AccountFields } from './AccountFields.tsx'
import { whyNotValid } from './not-valid.ts'

interface GoOnAsProps {
  readonly code: string
  readonly person: Person
  readonly invitation: Reply<'lookAtInvitation'>
  readonly onAccepted: (joined: Reply<'acceptInvitation'>) => Promise<void>
  readonly onNotValid: (error: unknown) => void
  readonly onSignedOut: () => void
}

/** An invitation opened by somebody who is signed in: taken as who one is, or by somebody else. */
export function GoOnAs(props: GoOnAsProps) {
  const { code, person, invitation, onAccepted, onNotValid, onSignedOut } = props
  const { t } = useSpeech()
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const { name } = person
  const becomesMember = person.role === 'guest' && invitation.as === 'member'

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const account = { email: textIn(form, 'email'), password: textIn(form, 'password') }
    setBusy(true)
    setFailed(null)
    try {
      const body = becomesMember ? { code, ...account } : { code }
      await onAccepted(await call('acceptInvitation', { body }))
    } catch (error) {
      if (whyNotValid(error) !== null) return onNotValid(error)
      setFailed(error)
      setBusy(false)
    }
  }

  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <h2>{becomesMember ? t('join_becomeTitle', { name }) : t('join_goOnAs', { name })}</h2>
      {becomesMember ? (
        <>
          <p>{t('join_becomeText')}</p>
          <AccountFields failed={failed} />
        </>
      ) : null}
      {isSaidAtField(t, failed) ? null : <FailureNotice error={failed} />}
      <div className="actions">
        <Button type="submit" kind="primary" busy={busy}>
          {becomesMember ? t('join_becomeYes') : t('join_goOnYes', { name })}
        </Button>
        <SignOut person={person} label={t('join_other')} kind="plain" onSignedOut={onSignedOut} />
      </div>
    </form>
  )
}
