import { queryOptions } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import { call } from './api.ts'

/** The goals of a strategy on the pages that I may read, and whether a metric measures them. */
export const goalsQuery = (id: StrategyId) =>
  queryOptions({
    queryKey: ['strategies', id, 'goals'],
    queryFn: async ({ signal }) => (await call('listGoals', { id }, signal)).goals,
  })
