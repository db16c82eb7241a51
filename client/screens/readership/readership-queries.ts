import { queryOptions } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import { call, type Reply } from '../../net/api.ts'
import type { Publishing } from '../../net/publishing-queries.ts'

export type Publication = NonNullable<Publishing['publication']>
export type Feedback = Reply<'listFeedback'>['feedback'][number]
export type Readings = Reply<'getReadings'>

/** What readers wrote, the newest first, as far as one may answer it. */
export const feedbackQuery = (strategy: StrategyId) =>
  queryOptions({
    queryKey: ['publishing', strategy, 'feedback'],
    queryFn: async ({ signal }) => (await call('listFeedback', { id: strategy }, signal)).feedback,
  })

/** How many have read the current edition; for facilitators. */
export const readingsQuery = (strategy: StrategyId) =>
  queryOptions({
    queryKey: ['publishing', strategy, 'readings'],
    queryFn: ({ signal }) => call('getReadings', { id: strategy }, signal),
  })
