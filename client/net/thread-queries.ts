import { queryOptions } from '@tanstack/react-query'
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import { call, type Reply } from './api.ts'
import { answer } from './queries.ts'
import { threadsName } from './remembered.ts'

export type ThreadsReply = Reply<'listThreads'>
export type ThreadView = ThreadsReply['threads'][number]
export type CommentView = ThreadView['comments'][number]
export type Speaker = ThreadsReply['people'][number]

/** Everything that was said on a page; remembered, so that it can be read without a connection. */
export const threadsQuery = (person: PersonId, page: PageId) =>
  queryOptions({
    queryKey: ['threads', page],
    queryFn: ({ signal }) => answer(threadsName(person, page), 'listThreads', { id: page }, signal),
  })

/** What became of all that was said in a strategy. */
export const contributionsQuery = (strategy: StrategyId) =>
  queryOptions({
    queryKey: ['contributions', strategy],
    queryFn: ({ signal }) => call('getContributions', { id: strategy }, signal),
  })
