import { queryOptions } from '@tanstack/react-query'
import type { ApprovalId, PageId, StrategyId } from '#contract/ids.ts'
import { call, type Reply } from './api.ts'

export type Publishing = Reply<'listEditions'>
export type EditionView = Publishing['editions'][number]
export type ApprovalView = Publishing['approvals'][number]
export type ApprovalReply = Reply<'getApproval'>
export type Finding = ApprovalReply['findings'][number]
export type PageChange = NonNullable<ApprovalReply['since']>['changes'][number]

/** The editions of a strategy and the approvals that lead to them. */
export const publishingQuery = (strategy: StrategyId) =>
  queryOptions({
    queryKey: ['publishing', strategy],
    queryFn: ({ signal }) => call('listEditions', { id: strategy }, signal),
  })

/** One approval: what is asked, what stands in the way, what changes. */
export const approvalQuery = (strategy: StrategyId, approval: ApprovalId) =>
  queryOptions({
    queryKey: ['publishing', strategy, 'approvals', approval],
    queryFn: ({ signal }) => call('getApproval', { id: strategy, approval }, signal),
    // What is still open on the pages is mended elsewhere.
    staleTime: 0,
  })

/** What stands in the way of publishing these pages as they are now; one at least. */
export const checksQuery = (strategy: StrategyId, pages: readonly PageId[]) =>
  queryOptions({
    queryKey: ['publishing', strategy, 'checks', ...pages],
    queryFn: async ({ signal }) =>
      (await call('checkPages', { id: strategy, body: { pages: [...pages] } }, signal)).findings,
    staleTime: 0,
  })
