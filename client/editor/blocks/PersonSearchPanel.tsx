import { useQuery } from '@tanstack/react-query'
import type { Person } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { findPeople } from '../../net/find-people.ts'
import { unitsQuery } from '../../net/queries.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Combobox } from '../../ui/Combobox.tsx'

interface PersonSearchPanelProps {
  readonly label: string
  readonly people: readonly Person[]
  readonly me: Person
  /** Who it is now; null: nobody. */
  readonly value: string | null
  readonly onChoose: (person: string | null) => void
  readonly onGiveUp: () => void
}

/** Finds a person by name, unit or e-mail address: oneself first, as that is asked for most. */
export default function PersonSearchPanel(props: PersonSearchPanelProps) {
  const { label, people, me, value, onChoose, onGiveUp } = props
  const { t } = useSpeech()
  const units = useQuery({ ...unitsQuery, staleTime: Infinity }).data
  const known = [me, ...people.filter(({ id }) => id !== me.id)].map((person) => ({
    ...person,
    unitName: units?.find(({ id }) => id === person.unit)?.name ?? null,
  }))
  const option = ({ id, name, role, unitName, email }: (typeof known)[number]) => {
    const more = [
      id === me.id ? t('you') : null,
      role === 'guest' ? t('guestMark') : null,
      unitName ?? email,
    ].filter((part) => part !== null)
    return {
      id,
      name: [name, ...more].join(', '),
      face: (
        <>
          <Avatar id={id} name={name} />
          <span className="who">
            <span>{name}</span>
            <span className="hint">{more.join(' · ')}</span>
          </span>
        </>
      ),
    }
  }
  return (
    <div className="person-panel">
      <Combobox
        label={label}
        placeholder={t('searchPeople')}
        find={(typed) => findPeople(known, typed).map(option)}
        onChoose={onChoose}
        onGiveUp={onGiveUp}
      />
      {value === null ? null : (
        <Button
          kind="quiet"
          // The field keeps the focus, or its list would close and this move away under the hand.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(null)}
        >
          {t('person_nobody')}
        </Button>
      )}
    </div>
  )
}
