import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { UnitId } from '#contract/ids.ts'
import { mayInOrganisation } from '#contract/permissions.ts'
import type { Person } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { peopleQuery, unitsQuery } from '../../net/queries.ts'
import { useMe } from '../me.ts'

/** A person with the name of their unit. */
export interface KnownPerson extends Person {
  readonly unitName: string | null
  /** Not any more: they left, or their time as a guest is over. */
  readonly isGone: boolean
}

export interface People {
  /** By name, as the interface's language orders them. */
  readonly all: readonly KnownPerson[]
  readonly byId: ReadonlyMap<string, KnownPerson>
  readonly isPending: boolean
  readonly error: Error | null
}

/** The people of the organisation; nobody for guests, who may not read the list. */
export function usePeople(): People {
  const { compare } = useSpeech()
  const me = useMe()
  const enabled = mayInOrganisation(me.person.role, 'people.read')
  const people = useQuery({ ...peopleQuery, enabled })
  const units = useQuery({ ...unitsQuery, enabled })
  const [now] = useState(() => Date.now())
  const known = useMemo(() => {
    const names = new Map<UnitId, string>(units.data?.map(({ id, name }) => [id, name]))
    const all = (people.data ?? [])
      .map((person) => ({
        ...person,
        unitName: person.unit === null ? null : (names.get(person.unit) ?? null),
        isGone:
          person.deactivatedAt !== null ||
          (person.endsAt !== null && Date.parse(person.endsAt) <= now),
      }))
      .toSorted((a, b) => compare(a.name, b.name))
    return { all, byId: new Map<string, KnownPerson>(all.map((person) => [person.id, person])) }
  }, [people.data, units.data, compare, now])
  return { ...known, isPending: enabled && people.isPending, error: people.error ?? units.error }
}
