import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PageId } from '#contract/ids.ts'
import { call } from '../../net/api.ts'
import { deskQuery } from '../../net/pages-queries.ts'
import { useMe } from '../me.ts'
import { useIdle } from './use-idle.ts'

/** Which pages I have marked, and a way to mark one or take the mark away. */
export function useFavourites() {
  const { person } = useMe()
  const queries = useQueryClient()
  const query = deskQuery(person.id)
  const desk = useQuery({ ...query, enabled: useIdle() })
  const change = useMutation({
    mutationFn: ({ page, favourite }: { readonly page: PageId; readonly favourite: boolean }) =>
      call('setFavourite', { id: page, body: { favourite } }),
    onSettled: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  })
  const { isPending, variables, mutate, error } = change
  return {
    error,
    isFavourite: (page: PageId) =>
      isPending && variables.page === page
        ? variables.favourite
        : desk.data?.favourites.some(({ id }) => id === page) === true,
    setFavourite: (page: { readonly id: PageId }, favourite: boolean) =>
      mutate({ page: page.id, favourite }),
  }
}
