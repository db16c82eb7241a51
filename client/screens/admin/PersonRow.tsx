import { memo } from 'react'
import { Link } from 'wouter'
import type { Person } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Avatar } from '../../ui/Avatar.tsx'

interface PersonRowProps {
  readonly person: Person
  /** Name of their unit; '' = none. */
  readonly unit: string
  readonly href: string
  readonly isMe: boolean
  readonly now: number
}

/** One of the people, as a line; a card where it is narrow. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { person, unit, href, isMe, now } = props
  const { t } = useAdminSpeech()
  const { id, name, email, role, deactivatedAt } = person
  return (
    <li>
      <Link href={href} className={deactivatedAt === null ? 'person-row' : 'person-row off'}>
        <Avatar id={id} name={name} />
        <span className="who">
          <span className="person-name">
            {name}
            {isMe ? <span className="hint"> ({t('you')})</span> : null}
          </span>{' '}
          <span className="hint">{email ?? t('noEmail')}</span>
        </span>{' '}
        <span className="person-unit">{unit}</span>{' '}
        <span className="person-marks">
          <span className={role === 'admin' ? 'mark strong' : 'person-role'}>
            {t(`role_${role}`)}
          </span>{' '}
          <PersonMarks person={person} now={now} />
        </span>
      </Link>
    </li>
  )
})

/** What there is to know about a person beside the role: leads others, until when, not any more. */
export function PersonMarks(props: { readonly person: Person; readonly now: number }) {
  const { t, date } = useAdminSpeech()
  const { role, manager, endsAt, deactivatedAt } = props.person
  const ends = role === 'guest' && deactivatedAt === null ? endsAt : null
  return (
    <>
      {manager ? <span className="mark">{t('manager')}</span> : null}
      {ends === null ? null : Date.parse(ends) > props.now ? (
        <span className="mark">{t('guestUntil', { date: date(ends) })}</span>
      ) : (
        <span className="mark warn">{t('guestEnded', { date: date(ends) })}</span>
      )}
      {deactivatedAt === null ? null : <span className="mark warn">{t('deactivated')}</span>}
    </>
  )
}
