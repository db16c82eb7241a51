import { useSpeech } from '../../i18n/Language.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { findPeople } from '../../net/find-people.ts'
import { GuestMark } from './GuestMark.tsx'
import type { KnownPerson } from './use-people.ts'

interface PersonSearchProps {
  readonly label: string
  readonly hint?: string
  /** Whom it can find. */
  readonly people: readonly KnownPerson[]
  /** What they may do now, where there is something to say. */
  readonly note?: (person: KnownPerson) => string | null
  readonly onChoose: (person: KnownPerson) => void
}

/** Finds a person by name, unit or e-mail address. */
export function PersonSearch({ people, note, onChoose, ...field }: PersonSearchProps) {
  const { t } = useSpeech()
  const option = (person: KnownPerson) => {
    const more = [person.unitName, person.email, note?.(person) ?? null].filter(
      (part) => part !== null,
    )
    const guest = person.role === 'guest' ? t('role_guest') : null
    return {
      id: person.id,
      name: [person.name, guest, ...more].filter((part) => part !== null).join(', '),
      face: (
        <>
          <Avatar id={person.id} name={person.name} />
          <span className="who">
            <span>
              {person.name} <GuestMark person={person} />
            </span>
            <span className="hint">{more.join(' · ')}</span>
          </span>
        </>
      ),
    }
  }
  return (
    <Combobox
      {...field}
      placeholder={t('searchPeople')}
      find={(typed) => findPeople(people, typed).map(option)}
      onChoose={(id) => {
        const chosen = people.find((person) => String(person.id) === id)
        if (chosen !== undefined) onChoose(chosen)
      }}
    />
  )
}
