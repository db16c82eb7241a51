import { useQuery } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import type { Membership } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { pagesQuery } from '../../net/queries.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { useMe } from '../me.ts'
import { GuestMark } from './GuestMark.tsx'
import type { KnownPerson } from './use-people.ts'

/** Somebody with a role by name. */
export interface Named {
  readonly person: KnownPerson
  readonly membership: Membership
}

interface RosterProps {
  readonly strategy: StrategyId
  readonly named: readonly Named[]
  readonly label: string
  /** Opens what changes a role; null where one may only look. */
  readonly onChange: ((one: Named) => void) | null
}

/** People with their roles, one a line. */
export function Roster({ strategy, named, label, onChange }: RosterProps) {
  const { t } = useSpeech()
  const me = useMe()
  return (
    <ul className="bare roster" aria-label={label}>
      {named.map((one) => {
        const { person, membership } = one
        const { id, name } = person
        return (
          <li key={id}>
            <Avatar id={id} name={name} />
            <span className="who">
              <span>
                {name}
                {id === me.person.id ? <span className="hint"> ({t('you')})</span> : null}{' '}
                <GuestMark person={person} />
              </span>
              <Whereabouts person={person} />
            </span>
            <span className="role-words">
              {t(person.role === 'admin' ? 'role_facilitator' : `role_${membership.role}`)}
              <RoleLimits strategy={strategy} one={one} />
            </span>
            {onChange === null || person.role === 'admin' ? null : (
              <Button aria-label={t('changeRoleOf', { name })} onClick={() => onChange(one)}>
                {t('change')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Unit, and until when a guest comes; or that they have gone. */
function Whereabouts({ person }: { readonly person: KnownPerson }) {
  const { t, date } = useSpeech()
  const { unitName, endsAt, deactivatedAt, isGone } = person
  const parts = [
    unitName,
    deactivatedAt !== null
      ? t('personLeft')
      : endsAt === null
        ? null
        : t(isGone ? 'guestWasUntil' : 'guestUntil', { date: date(endsAt) }),
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : <span className="hint">{parts.join(' · ')}</span>
}

function RoleLimits({ strategy, one }: { readonly strategy: StrategyId; readonly one: Named }) {
  const { t } = useSpeech()
  const me = useMe()
  const pages = useQuery(pagesQuery(me.person.id, strategy)).data
  const { person, membership } = one
  if (person.role === 'admin') return <span className="hint">{t('asAdministrator')}</span>
  if (membership.pages === null) return null
  const titles = membership.pages.flatMap((id) => {
    const page = pages?.find((each) => each.id === id)
    return page === undefined ? [] : [page.title === '' ? t('untitled') : page.title]
  })
  // Whoever does not see all the pages is told how many they are.
  const all = titles.length === membership.pages.length && titles.length <= 3
  return (
    <span className="hint">
      {all
        ? t('onPages', { titles: titles.join(', ') })
        : t('onSomePages', { n: membership.pages.length })}
    </span>
  )
}
