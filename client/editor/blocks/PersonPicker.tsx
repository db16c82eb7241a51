import { lazy, Suspense, useRef, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { useKnownPeople } from './person-name.ts'

// Few people choose anybody while they read or write.
const PersonSearchPanel = lazy(() => import('./PersonSearchPanel.tsx'))

interface PersonPickerProps {
  /** What the person is: "Owner". */
  readonly label: string
  /** A person's id; null: nobody. */
  readonly value: string | null
  readonly onChange: (person: string | null) => void
  /** Words on the button while nobody is chosen, where the label alone would not do. */
  readonly none?: string
}

/**
 * Shows who it is and lets one choose somebody else. Guests, who see no list of people, can take
 * it upon themselves and give it back.
 */
export function PersonPicker({ label, value, onChange, none = label }: PersonPickerProps) {
  const { t } = useSpeech()
  const people = useKnownPeople()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { me } = people
  const person = value === null ? null : people.nameOf(value)
  const face =
    value === null || person === null ? (
      <span className="person-none">{none}</span>
    ) : (
      <>
        <Avatar id={value} name={person.name} />
        <span className="unseen">{label}: </span>
        <span className="person-name">
          {person.name}
          {person.isGone ? <span className="hint"> {t('person_left')}</span> : null}
        </span>
      </>
    )
  const choose = (chosen: string | null) => {
    button.current?.focus()
    setOpen(false)
    if (chosen !== value) onChange(chosen)
  }

  if (me === null) return <span className="person-choice">{face}</span>
  if (!people.mayList) {
    const mine = value === me.id
    return (
      <span className="person-field">
        {value === null ? null : <span className="person-choice">{face}</span>}
        {value === null || mine ? (
          <button
            type="button"
            className="person-choice quiet"
            onClick={() => onChange(mine ? null : me.id)}
          >
            {t(mine ? 'person_giveBack' : 'person_takeOn')}
            <span className="unseen">, {label}</span>
          </button>
        ) : null}
      </span>
    )
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      className="person-field"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        className="person-choice"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open ? (
        <Suspense>
          <PersonSearchPanel
            label={label}
            people={people.all}
            me={me}
            value={value}
            onChoose={choose}
            onGiveUp={() => {
              button.current?.focus()
              setOpen(false)
            }}
          />
        </Suspense>
      ) : null}
    </span>
  )
}
