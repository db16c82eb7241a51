import { queryOptions } from '@tanstack/react-query'
import type { PageId } from '#contract/ids.ts'
import { call, type Reply } from './api.ts'

export type NoticeView = Reply<'listNotices'>['notices'][number]

/** What I was told, the newest first. */
export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => call('listNotices', {}, signal),
})

/** How many of them I have not read. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: async ({ signal }) => (await call('countNotices', {}, signal)).unread,
})

/** What I want to be told of, and how. */
export const wishesQuery = queryOptions({
  queryKey: ['notices', 'settings'],
  queryFn: ({ signal }) => call('getWishes', {}, signal),
})

/** Whether I watch this page by itself. */
export const pageWatchQuery = (page: PageId) =>
  queryOptions({
    queryKey: ['notices', 'watch', page],
    queryFn: async ({ signal }) => (await call('getPageWatch', { id: page }, signal)).watching,
  })
