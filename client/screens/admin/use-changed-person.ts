import { useQueryClient } from '@tanstack/react-query'
import type { Person } from '#contract/records.ts'
import { peopleQuery } from '../../net/queries.ts'

/** Puts a changed person where the screens read, and has the server asked again. */
export function useChangedPerson(): (person: Person) => Promise<void> {
  const queries = useQueryClient()
  return (person) => {
    queries.setQueryData(peopleQuery.queryKey, (people) =>
      people?.map((one) => (one.id === person.id ? person : one)),
    )
    return queries.invalidateQueries({ queryKey: peopleQuery.queryKey })
  }
}
