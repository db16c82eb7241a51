import './joining.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { sessionQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { textIn } from '../../ui/form-text.ts'
import { isSaidAtField } from '../failure-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { NewPasswordField } from '../NewPasswordField.tsx'
import { OutsideFrame } from '../OutsideFrame.tsx'
import { SignOut } from '../SignOut.tsx'
import { useEnter } from '../use-enter.ts'
import { useScreenTitle } from '../use-screen-title.ts'
import { LookingBones } from './LookingBones.tsx'
import { whyNotValid } from './not-valid.ts'
import { useLinkCode } from './use-link-code.ts'

/** A one-time link, `/link#<code>`: a new password for members, the way back in for guests. */
export function LinkScreen() {
  const { t } = useSpeech()
  const [code] = useLinkCode()
  useScreenTitle(t('signInTitle'))
  return (
    <OutsideFrame>
      {code === '' ? <NotValid why="unknown" /> : <WithCode key={code} code={code} />}
    </OutsideFrame>
  )
}

function WithCode({ code }: { readonly code: string }) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const session = useQuery(sessionQuery)
  const look = useQuery({
    queryKey: ['link-look', code],
    queryFn: ({ signal }) => call('lookAtLink', { body: { code } }, signal),
    staleTime: Infinity,
    gcTime: 0,
  })
  // What was found out when it was used counts more than what it looked like before.
  const [refused, setRefused] = useState<unknown>(null)
  const failed = refused ?? look.error
  const why = whyNotValid(failed)
  if (why !== null) return <NotValid why={why} />
  if (failed !== null) {
    return (
      <>
        <h1>{t('signInTitle')}</h1>
        <FailureNotice error={failed} />
        <div className="actions">
          <Button kind="primary" onClick={() => void look.refetch()}>
            {t('tryAgain')}
          </Button>
        </div>
      </>
    )
  }
  if (look.data === undefined || session.isPending) return <LookingBones />
  const here = session.data?.person
  const isOther =
    here !== undefined && (here.email !== look.data.email || here.name !== look.data.name)
  if (!isOther) return <UseLink code={code} link={look.data} onNotValid={setRefused} />
  const { name } = here
  return (
    <>
      <h1>{t('link_otherTitle', { name })}</h1>
      <p className="lead">{t('link_otherText', { name, other: look.data.name })}</p>
      <div className="actions">
        <SignOut
          person={here}
          label={t('link_otherSignOut', { name })}
          kind="primary"
          onSignedOut={() => queries.setQueryData(sessionQuery.queryKey, null)}
        />
        <Link href="/" className="button plain" replace>
          {t('link_otherStay', { name })}
        </Link>
      </div>
    </>
  )
}

interface UseLinkProps {
  readonly code: string
  readonly link: Reply<'lookAtLink'>
  readonly onNotValid: (error: unknown) => void
}

function UseLink({ code, link, onNotValid }: UseLinkProps) {
  const { t } = useSpeech()
  const enter = useEnter()
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const { name, organisation } = link
  const email = link.email ?? ''
  const takesPassword = link.needs === 'password'

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = textIn(new FormData(event.currentTarget), 'password')
    setBusy(true)
    setFailed(null)
    try {
      const body = takesPassword ? { code, password } : { code }
      await enter(await call('useLink', { body }), '/')
    } catch (error) {
      if (whyNotValid(error) !== null) return onNotValid(error)
      setFailed(error)
      setBusy(false)
    }
  }

  return (
    <>
      <h1>{t('link_title', { name })}</h1>
      <p className="lead">
        {takesPassword
          ? t('link_password', { organisation, email })
          : t('link_guest', { organisation })}
      </p>
      <form className="form" onSubmit={(event) => void submit(event)}>
        {takesPassword ? (
          <>
            <input hidden type="text" autoComplete="username" value={email} readOnly />
            <NewPasswordField label={t('account_passwordNew')} failed={failed} />
            <p className="hint">{t('link_ends')}</p>
          </>
        ) : null}
        {isSaidAtField(t, failed) ? null : <FailureNotice error={failed} />}
        <div className="actions">
          <Button type="submit" kind="primary" busy={busy}>
            {takesPassword ? t('link_submit') : t('goOn')}
          </Button>
        </div>
      </form>
    </>
  )
}

/** A link that lets nobody in: why, and what to do. */
function NotValid({ why }: { readonly why: 'unknown' | 'ended' | 'used' }) {
  const { t } = useSpeech()
  return (
    <>
      <h1>{t(`link_${why}Title`)}</h1>
      <p className="lead" role="alert">
        {t(`link_${why}Text`)}
      </p>
      <div className="actions">
        <Link href="/sign-in" className="button primary">
          {t('signIn')}
        </Link>
      </div>
    </>
  )
}
