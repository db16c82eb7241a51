import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { NoticeId } from '#contract/ids.ts'
import { call } from '../../net/api.ts'
import { noticesQuery, unreadQuery } from '../../net/notice-queries.ts'

interface Marking {
  /** null: all of them. */
  readonly ids: readonly NoticeId[] | null
  readonly read: boolean
}

const mutationKey = ['notices', 'marking'] as const

/** Marks notices as read or unread: at once here, and as soon as it can be on the server. */
export function useMarking(): {
  readonly mark: (ids: Marking['ids'], read: boolean) => void
  readonly error: unknown
} {
  const queries = useQueryClient()
  const { mutate, error } = useMutation({
    mutationKey,
    // One after the other: of read and unread the last one said is meant.
    scope: { id: 'notices' },
    mutationFn: ({ ids, read }: Marking) =>
      call('readNotices', { body: { read, ...(ids !== null && { ids: [...ids] }) } }),
    onMutate: async ({ ids, read }) => {
      await queries.cancelQueries({ queryKey: noticesQuery.queryKey })
      const known = queries.getQueryData(noticesQuery.queryKey)
      if (known === undefined) return
      const readAt = read ? new Date().toISOString() : null
      const notices = known.notices.map((notice) =>
        ids === null || ids.includes(notice.id)
          ? { ...notice, readAt: read ? (notice.readAt ?? readAt) : null }
          : notice,
      )
      const unread = notices.filter((notice) => notice.readAt === null).length
      queries.setQueryData(noticesQuery.queryKey, { notices, unread })
      queries.setQueryData(unreadQuery.queryKey, unread)
    },
    onSettled: async () => {
      // What the server says in between is not yet what was marked last.
      if (queries.isMutating({ mutationKey }) > 1) return
      await queries.invalidateQueries({ queryKey: noticesQuery.queryKey })
    },
  })
  return { mark: (ids, read) => mutate({ ids, read }), error }
}
