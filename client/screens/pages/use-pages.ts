import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { call, type Reply } from '../../net/api.ts'
import { pagesQuery } from '../../net/queries.ts'
import { useMe } from '../me.ts'
import { moved, type Place } from './page-order.ts'

export type ListedPage = Reply<'listPages'>['pages'][number]

export interface Move {
  readonly page: PageId
  readonly place: Place
}

const moves = (strategy: StrategyId) => ['move-page', strategy]

/** The pages of a strategy in their order, with the moves that are on their way to the server. */
export function usePages(strategy: StrategyId) {
  const { person } = useMe()
  const { data, isPending, isError, error, refetch } = useQuery(pagesQuery(person.id, strategy))
  const waiting = useMutationState({
    filters: { mutationKey: moves(strategy), status: 'pending' },
    // The cache keeps what a mutation was given as `unknown`; its key says what it is.
    select: ({ state }) => state.variables as Move | undefined,
  })
  const pages = waiting.reduce<readonly ListedPage[] | undefined>(
    (list, move) => (move === undefined || list === undefined ? list : apply(list, move)),
    data,
  )
  return { pages, isPending, isError, error, refetch }
}

const apply = (pages: readonly ListedPage[], { page, place }: Move) => moved(pages, page, place)

/** Moves pages, one after the other; each shows at once where it will be. */
export function useMovePage(strategy: StrategyId) {
  const queries = useQueryClient()
  return useMutation({
    mutationKey: moves(strategy),
    scope: { id: `move-page ${strategy}` },
    mutationFn: ({ page, place }: Move) => call('movePage', { id: page, body: place }),
    // Until the new order is here the move counts as under way.
    onSettled: () => queries.invalidateQueries({ queryKey: ['strategies', strategy, 'pages'] }),
  })
}
