/** Whom a block means when it holds a person's id. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { mayInOrganisation } from '#contract/permissions.ts'
import type { Person } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { peopleQuery, sessionQuery } from '../../net/queries.ts'

export interface PersonName {
  /** What to call them; whom one may not look up is "somebody". */
  readonly name: string
  /** They left, or their time as a guest is over. */
  readonly isGone: boolean
}

export interface KnownPeople {
  /** Whoever is signed in here; null until that is known. */
  readonly me: Person | null
  /** May I see the list of people? Guests may not: they know themselves alone. */
  readonly mayList: boolean
  /** Those who are there, by name. */
  readonly all: readonly Person[]
  readonly nameOf: (id: string) => PersonName
}

/** The people of the organisation, as blocks name them and choose among them. */
export function useKnownPeople(): KnownPeople {
  const { t, compare } = useSpeech()
  const [now] = useState(() => Date.now())
  const me = useQuery({ ...sessionQuery, staleTime: Infinity }).data?.person ?? null
  const mayList = me !== null && mayInOrganisation(me.role, 'people.read')
  // An event of the server says when it has changed.
  const people = useQuery({ ...peopleQuery, enabled: mayList, staleTime: Infinity })
  return useMemo(() => {
    const known = people.data ?? (me === null ? [] : [me])
    const byId = new Map<string, Person>(known.map((person) => [person.id, person]))
    const isGone = ({ deactivatedAt, endsAt }: Person) =>
      deactivatedAt !== null || (endsAt !== null && Date.parse(endsAt) <= now)
    const unknown = mayList && people.isPending ? '…' : t('somebody')
    return {
      me,
      mayList,
      all: known.filter((person) => !isGone(person)).toSorted((a, b) => compare(a.name, b.name)),
      nameOf: (id) => {
        const person = byId.get(id)
        if (person === undefined) return { name: unknown, isGone: false }
        return { name: person.name, isGone: isGone(person) }
      },
    }
  }, [people.data, people.isPending, me, mayList, now, t, compare])
}
