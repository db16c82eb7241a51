import { queryOptions } from '@tanstack/react-query'
import type { PageId } from '#contract/ids.ts'
import { call } from '../net/api.ts'

/** How often one asks whether the page was written on, milliseconds. */
const often = 10_000

/** What there is to know of a page's history beside the history itself. */
export const factsQuery = (page: PageId) =>
  queryOptions({
    queryKey: ['history', page, 'facts'],
    queryFn: ({ signal }) => call('getHistoryFacts', { id: page }, signal),
    refetchInterval: often,
    staleTime: 0,
  })
