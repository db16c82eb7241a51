/** What those who are mentioned are called now, as far as it may be looked up. */
import { useQuery } from '@tanstack/react-query'
import { mayInOrganisation } from '#contract/permissions.ts'
import type { Reply } from '../../net/api.ts'
import { everyPageQuery } from '../../net/mention-queries.ts'
import { peopleQuery, sessionQuery } from '../../net/queries.ts'

/** Whoever is signed in; null until that is known. */
export function useMyself() {
  // An event of the server says when it has changed, here and below.
  return useQuery({ ...sessionQuery, staleTime: Infinity }).data?.person ?? null
}

/** The people of the organisation; null for guests, who may not see the list. */
export function usePeople(): Reply<'listPeople'>['people'] | null {
  const me = useMyself()
  const enabled = me !== null && mayInOrganisation(me.role, 'people.read')
  return useQuery({ ...peopleQuery, enabled, staleTime: Infinity }).data ?? null
}

/** Every page that I may read; null while that is not known. */
export function useEveryPage(): Reply<'findPages'>['pages'] | null {
  const me = useMyself()
  return useQuery({ ...everyPageQuery(me?.id ?? null), staleTime: Infinity }).data ?? null
}
