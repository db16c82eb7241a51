import { queryOptions } from '@tanstack/react-query'
import type { StrategyId } from '#contract/ids.ts'
import { call, type Reply } from '../../net/api.ts'

export type Published = Reply<'listEditions'>
export type Publication = NonNullable<Published['publication']>
export type Feedback = Reply<'listFeedback'>['feedback'][number]
export type Readings = Reply<'getReadings'>

/** The editions of a strategy, and how it is published. */
export const publishedQuery = (strategy: StrategyId) =>
  queryOptions({
    queryKey: ['publishing', strategy],
    queryFn: ({ signal }) => call('listEditions', { id: strategy }, signal),
  })

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
