import type { Person, Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { PersonAccess } from './PersonAccess.tsx'
import { PersonDetails } from './PersonDetails.tsx'
import { PersonLeaving } from './PersonLeaving.tsx'
import { PersonMarks } from './PersonRow.tsx'
import { PersonRole } from './PersonRole.tsx'
import { SideSheet } from './SideSheet.tsx'

interface PersonSheetProps {
  /** null = there is nobody at this address. */
  readonly person: Person | null
  readonly units: readonly Unit[]
  readonly now: number
  /** Nobody else could look after the organisation. */
  readonly isLastAdmin: boolean
  readonly onClose: () => void
}

/** Everything about one person that administrators can change. */
export function PersonSheet(props: PersonSheetProps) {
  const { person, units, now, isLastAdmin, onClose } = props
  const { t, date } = useAdminSpeech()
  if (person === null) {
    return (
      <SideSheet title={t('nobodyHere')} onClose={onClose}>
        <p>{t('nobodyHereText')}</p>
      </SideSheet>
    )
  }
  const { id, name, createdAt, deactivatedAt } = person
  return (
    <SideSheet
      title={
        <>
          <Avatar id={id} name={name} />
          {name}
        </>
      }
      onClose={onClose}
    >
      <p className="facts">
        <span>{t('hereSince', { date: date(createdAt) })}</span>
        <span className="person-marks">
          <span className="mark">{t(`role_${person.role}`)}</span>{' '}
          <PersonMarks person={person} now={now} />
        </span>
      </p>
      {deactivatedAt === null ? null : <PersonLeaving person={person} isLastAdmin={false} />}
      <PersonDetails person={person} units={units} />
      {deactivatedAt === null ? (
        <>
          <PersonRole person={person} isLastAdmin={isLastAdmin} />
          <PersonAccess person={person} />
          <PersonLeaving person={person} isLastAdmin={isLastAdmin} />
        </>
      ) : null}
    </SideSheet>
  )
}
