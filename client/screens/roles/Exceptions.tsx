import type { PersonId } from '#contract/ids.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { GuestMark } from './GuestMark.tsx'
import { rolesFor } from './page-roles.ts'
import { PersonSearch } from './PersonSearch.tsx'
import type { KnownPerson } from './use-people.ts'

/** Somebody named on a page. */
export interface Exception {
  readonly person: KnownPerson
  readonly role: StrategyRole
  /** What they may do in the strategy at the most; null: they don't reach the page any more. */
  readonly most: StrategyRole | null
}

interface ExceptionsProps {
  readonly exceptions: readonly Exception[]
  readonly candidates: readonly { readonly person: KnownPerson; readonly most: StrategyRole }[]
  /** Names somebody, changes their role, or with null takes them off. */
  readonly onPut: (person: PersonId, role: StrategyRole | null) => void
}

/** Those who may do more on a page than others. */
export function Exceptions({ exceptions, candidates, onPut }: ExceptionsProps) {
  const { t } = useSpeech()
  const listed = new Set(exceptions.map(({ person }) => person.id))
  return (
    <div className="exceptions">
      <PersonSearch
        label={t('exceptFor')}
        hint={t('exceptForHint')}
        people={candidates.flatMap(({ person }) => (listed.has(person.id) ? [] : [person]))}
        note={({ id }) => {
          const most = candidates.find(({ person }) => person.id === id)?.most
          return most === undefined ? null : t(`role_${most}`)
        }}
        onChoose={({ id }) => {
          const most = candidates.find(({ person }) => person.id === id)?.most
          if (most !== undefined) onPut(id, most)
        }}
      />
      {exceptions.length === 0 ? null : (
        <ul className="bare roster" aria-label={t('exceptFor')}>
          {exceptions.map(({ person, role, most }) => (
            <li key={person.id}>
              <Avatar id={person.id} name={person.name} />
              <span className="who">
                <span>
                  {person.name} <GuestMark person={person} />
                </span>
                {most === null ? <span className="hint">{t('exceptionWithoutRole')}</span> : null}
              </span>
              {most === null ? null : (
                <select
                  className="input compact"
                  aria-label={t('roleOnPageOf', { name: person.name })}
                  value={rolesFor(most).includes(role) ? role : most}
                  onChange={({ target }) => {
                    const chosen = rolesFor(most).find((one) => one === target.value)
                    if (chosen !== undefined) onPut(person.id, chosen)
                  }}
                >
                  {rolesFor(most).map((one) => (
                    <option key={one} value={one}>
                      {t(`role_${one}`)}
                    </option>
                  ))}
                </select>
              )}
              <Button
                kind="quiet"
                aria-label={t('removeException', { name: person.name })}
                title={t('removeException', { name: person.name })}
                onClick={() => onPut(person.id, null)}
              >
                <Icon name="close" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
