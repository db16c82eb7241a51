import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { SessionId } from '#contract/ids.ts'
import type { Translate } from '../../i18n/catalogue.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { sessionsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { useMe } from '../me.ts'
import { AccountSection } from './AccountSection.tsx'
import { deviceName } from './device-name.ts'

type Session = Reply<'listSessions'>['sessions'][number]

/** Where one is signed in; ends one of these places, or all but this one. */
export function MySessions() {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  const sessions = useQuery(sessionsQuery)
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState('')
  const ended = async (words: string) => {
    setSaid(words)
    heading.current?.focus()
    await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  }
  const end = useMutation({
    mutationFn: ({ id }: { readonly id: SessionId; readonly device: string }) =>
      call('endSession', { id }),
    onSuccess: (_, { device }) => ended(t('account_sessionEnded', { device })),
  })
  const list = sessions.data ?? []

  return (
    <AccountSection title={t('account_sessions')} heading={heading}>
      <ul className="bare ruled-list" aria-busy={sessions.isPending}>
        {list.map((session) => (
          <SessionLine
            key={session.id}
            session={session}
            busy={end.isPending}
            onEnd={(device) => end.mutate({ id: session.id, device })}
          />
        ))}
        {sessions.isPending ? <li className="bone line" aria-hidden="true" /> : null}
      </ul>
      <output className="done">{said}</output>
      <FailureNotice error={sessions.error ?? end.error} />
      {list.length > 1 ? (
        <div className="actions">
          <Button onClick={() => setAsking(true)}>{t('account_sessionsEnd')}</Button>
        </div>
      ) : null}
      {asking ? (
        <EndOthersDialog
          onClose={() => setAsking(false)}
          onEnded={() => {
            setAsking(false)
            return ended(t('account_sessionsEnded'))
          }}
        />
      ) : null}
    </AccountSection>
  )
}

interface SessionLineProps {
  readonly session: Session
  readonly busy: boolean
  readonly onEnd: (device: string) => void
}

function SessionLine({ session, busy, onEnd }: SessionLineProps) {
  const { t, ago, date } = useSpeech()
  const { current, startedAt, usedAt } = session
  const device = wordsFor(t, session)
  const when = ago(usedAt)
  return (
    <li>
      <div className="what">
        <span className="what-name">{device}</span>
        <span className="facts">
          {current ? (
            <strong className="here-mark">{t('account_sessionHere')}</strong>
          ) : (
            <span>
              {when === null ? t('account_sessionLately') : t('account_sessionUsed', { when })}
            </span>
          )}
          <span>{t('account_sessionSince', { date: date(startedAt) })}</span>
        </span>
      </div>
      {current ? null : (
        <Button
          busy={busy}
          aria-label={t('account_sessionEndOf', { device })}
          onClick={() => onEnd(device)}
        >
          {t('account_sessionEnd')}
        </Button>
      )}
    </li>
  )
}

function wordsFor(t: Translate, session: Session): string {
  const { browser, system } = deviceName(session.device)
  if (browser !== null && system !== null) return t('device_on', { browser, system })
  return browser ?? system ?? t('device_unknown')
}

interface EndOthersProps {
  readonly onClose: () => void
  readonly onEnded: () => Promise<void>
}

function EndOthersDialog({ onClose, onEnded }: EndOthersProps) {
  const { t } = useSpeech()
  const { person } = useMe()
  const end = useMutation({ mutationFn: () => call('endOtherSessions', {}), onSuccess: onEnded })
  return (
    <Dialog title={t('account_sessionsEndTitle')} onClose={onClose}>
      <div className="form">
        <p>{t('account_sessionsEndText')}</p>
        {person.role === 'guest' ? <p>{t('account_sessionsEndGuest')}</p> : null}
        <FailureNotice error={end.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" busy={end.isPending} onClick={() => end.mutate()}>
            {t('account_sessionsEndYes')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
