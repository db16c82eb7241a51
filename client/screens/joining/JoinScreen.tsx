import './joining.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { patiently } from '../../net/patiently.ts'
import { sessionQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { OutsideFrame } from '../OutsideFrame.tsx'
import { useEnter } from '../use-enter.ts'
import { useScreenTitle } from '../use-screen-title.ts'
import { CodeForm } from './CodeForm.tsx'
import { GoOnAs } from './GoOnAs.tsx'
import { Invited } from './Invited.tsx'
import { JoinForm } from './JoinForm.tsx'
import { LookingBones } from './LookingBones.tsx'
import { whyNotValid } from './not-valid.ts'
import { useLinkCode } from './use-link-code.ts'

/** Coming in by an invitation: `/join#<code>`, or a code that is typed. */
export function JoinScreen() {
  const { t } = useSpeech()
  const [code, setCode] = useLinkCode()
  useScreenTitle(t('join_title'))
  return (
    <OutsideFrame>
      {code === '' ? (
        <>
          <h1>{t('join_title')}</h1>
          <CodeForm before="" onCode={setCode} />
        </>
      ) : (
        <WithCode key={code} code={code} onCode={setCode} />
      )}
    </OutsideFrame>
  )
}

interface WithCodeProps {
  readonly code: string
  readonly onCode: (code: string) => void
}

function WithCode({ code, onCode }: WithCodeProps) {
  const enter = useEnter()
  const queries = useQueryClient()
  const session = useQuery(sessionQuery)
  const look = useQuery({
    queryKey: ['invitation-look', code],
    queryFn: ({ signal }) => patiently(() => call('lookAtInvitation', { body: { code } }, signal)),
    staleTime: Infinity,
    gcTime: 0,
  })
  // What was found out when it was used counts more than what it looked like before.
  const [refused, setRefused] = useState<unknown>(null)
  const failed = refused ?? look.error
  useAhead(look.isSuccess)
  const again = () => {
    setRefused(null)
    void look.refetch()
  }

  if (failed !== null) {
    return <CodeFailed error={failed} code={code} onCode={onCode} onRetry={again} />
  }
  if (look.data === undefined || session.isPending) return <LookingBones />
  const arrive = (joined: Reply<'join'>) => enter(joined, placeOf(joined))
  const person = session.data?.person
  return (
    <>
      <Invited invitation={look.data} isNew={person === undefined} />
      {person === undefined ? (
        <JoinForm code={code} invitation={look.data} onJoined={arrive} onNotValid={setRefused} />
      ) : (
        <GoOnAs
          code={code}
          person={person}
          invitation={look.data}
          onAccepted={arrive}
          onNotValid={setRefused}
          onSignedOut={() => queries.setQueryData(sessionQuery.queryKey, null)}
        />
      )}
    </>
  )
}

interface CodeFailedProps extends WithCodeProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** A code that lets nobody in, or not now: why, and what to do. */
function CodeFailed({ error, code, onCode, onRetry }: CodeFailedProps) {
  const { t } = useSpeech()
  const why = whyNotValid(error)
  const again = (next: string) => (next === code ? onRetry() : onCode(next))
  if (why === null) {
    return (
      <>
        <h1>{t('join_title')}</h1>
        <FailureNotice error={error} />
        <div className="actions">
          <Button kind="primary" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        </div>
      </>
    )
  }
  return (
    <>
      <h1>{t(`join_${why}Title`)}</h1>
      <p className="lead" role="alert">
        {t(`join_${why}Text`)}
      </p>
      <CodeForm before={why === 'unknown' ? code : ''} onCode={again} />
      <div className="actions">
        <Link href="/sign-in">{t('join_signIn')}</Link>
      </div>
    </>
  )
}

/** Fetches the page's screen and editor while the name is being typed: a hall is waiting. */
function useAhead(invited: boolean): void {
  useEffect(() => {
    // Where it fails it is fetched when it is needed, and that failure is shown.
    if (invited) import('../PageScreen.tsx').catch(() => null)
  }, [invited])
}

function placeOf({ page, strategy }: Reply<'join'>): string {
  if (page !== null) return `/pages/${page}`
  return strategy === null ? '/' : `/strategies/${strategy}`
}
