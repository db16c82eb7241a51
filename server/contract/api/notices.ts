/** A person's inbox, what they want to be told of, and what they watch. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import { noticeId, pageId, strategyId } from '../ids.ts'
import * as n from '../notices.ts'

/** A notice with the names as they are now. What its reader may no longer read is left out. */
const noticeView = n.notice.omit({ mail: true }).extend({
  byName: z.string().nullable(),
  pageTitle: z.string(),
  strategyName: z.string(),
  /** The beginning of what was said, or why; at most 200 characters. */
  excerpt: z.string(),
  /** Is it about more of the strategy than the page that it leads to? */
  isWide: z.boolean(),
  /** Of the edition that came out. */
  number: z.string().nullable(),
})

const wishesView = n.wishes.omit({ person: true }).extend({
  /** Whether this Talkoot can send e-mail, and where mine would go; null = nowhere. */
  mail: z.object({ possible: z.boolean(), address: z.string().nullable() }),
})

const watching = z.object({ watching: z.boolean() })

export const noticeEndpoints = {
  listNotices: define({
    method: 'GET',
    path: '/api/notices',
    summary: 'What I was told, the newest first.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ unread: z.int(), notices: z.array(noticeView) }),
  }),
  countNotices: define({
    method: 'GET',
    path: '/api/notices/unread',
    summary: 'How many of them I have not read.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({ unread: z.int() }),
  }),
  readNotices: define({
    method: 'PUT',
    path: '/api/notices/read',
    summary: 'Mark notices as read or unread; without `ids` all of them.',
    access: { by: 'signed-in' },
    params: none,
    body: z.object({ ids: z.array(noticeId).max(n.mostNotices).optional(), read: z.boolean() }),
    status: 204,
    reply: nothing,
  }),
  getWishes: define({
    method: 'GET',
    path: '/api/notices/settings',
    summary: 'What I want to be told of, and how.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: wishesView,
  }),
  setWishes: define({
    method: 'PATCH',
    path: '/api/notices/settings',
    summary: 'Change what I want to be told of, and how.',
    access: { by: 'signed-in' },
    params: none,
    body: z.object({
      ways: z.partialRecord(z.enum(n.noticeKinds), z.enum(n.ways)).optional(),
      hour: n.wishes.shape.hour.optional(),
      timeZone: n.wishes.shape.timeZone.optional(),
    }),
    status: 200,
    reply: wishesView,
  }),
  getPageWatch: define({
    method: 'GET',
    path: '/api/pages/:id/watch',
    summary: 'Whether I watch this page by itself.',
    access: { by: 'page', action: 'page.read' },
    params: z.object({ id: pageId }),
    body: nothing,
    status: 200,
    reply: watching,
  }),
  watchPage: define({
    method: 'PUT',
    path: '/api/pages/:id/watch',
    summary: 'Watch this page, or do not any more.',
    access: { by: 'page', action: 'page.read' },
    params: z.object({ id: pageId }),
    body: watching,
    status: 204,
    reply: nothing,
  }),
  watchStrategy: define({
    method: 'PUT',
    path: '/api/strategies/:id/watch',
    summary: 'Watch all pages of this strategy, or do not any more.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: z.object({ id: strategyId }),
    body: watching,
    status: 204,
    reply: nothing,
  }),
  stopMail: define({
    method: 'POST',
    path: '/api/notices/stop/:code',
    summary:
      'No more e-mail of the kind that the code names to whom it names: the link in every e-mail, for those who are not signed in (RFC 8058).',
    access: { by: 'anyone' },
    oneClick: true,
    params: z.object({ code: z.string().min(1).max(400) }),
    body: nothing,
    status: 204,
    reply: nothing,
  }),
} as const
