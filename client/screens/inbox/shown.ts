/** What of an inbox is shown, as its address says it. */
import { type NoticeKind, noticeKinds } from '#contract/notice-shape.ts'
import type { NoticeView } from '../../net/notice-queries.ts'

export type Shown = 'all' | 'unread' | NoticeKind

/** Reads the part of an address after the question mark; what makes no sense shows everything. */
export function shownIn(search: URLSearchParams): Shown {
  const asked = search.get('show')
  if (asked === 'unread') return asked
  return noticeKinds.find((kind) => kind === asked) ?? 'all'
}

/** The address at which that is shown. */
export function addressOfShown(shown: Shown): string {
  return shown === 'all' ? '/inbox' : `/inbox?${new URLSearchParams({ show: shown })}`
}

/** Does a notice belong to what is shown? */
export function fits({ kind, readAt }: Pick<NoticeView, 'kind' | 'readAt'>, shown: Shown): boolean {
  switch (shown) {
    case 'all':
      return true
    case 'unread':
      return readAt === null
    default:
      return kind === shown
  }
}
