import { queryOptions } from '@tanstack/react-query'
import type { PageId } from '#contract/ids.ts'
import { call } from '../net/api.ts'

/** What there is to know of a page's history beside the history itself. */
export const factsQuery = (page: PageId) =>
  queryOptions({
    queryKey: ['history', page, 'facts'],
    queryFn: ({ signal }) => call('getHistoryFacts', { id: page }, signal),
    staleTime: 0,
  })
