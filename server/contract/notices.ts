/** Notices: what a person is told of, in their inbox and, if they wish, by e-mail. */
import { z } from 'zod'
import { commentId, noticeId, pageId, personId, strategyId, threadId, unitId } from './ids.ts'
import { type NoticeKind, noticeKinds, type Way, ways } from './notice-shape.ts'
import { fates } from './threads.ts'

export { type NoticeKind, noticeKinds, type Way, ways } from './notice-shape.ts'

export const notice = z.object({
  id: noticeId,
  kind: z.enum(noticeKinds),
  at: z.iso.datetime(),
  /** Who did it; null where nobody did. */
  by: personId.nullable(),
  strategy: strategyId,
  page: pageId,
  thread: threadId.nullable(),
  comment: commentId.nullable(),
  /** Of `fate`. */
  fate: z.enum(fates).nullable(),
  readAt: z.iso.datetime().nullable(),
  /** Whether it is still to go by e-mail; null = no, or it has gone. */
  mail: z.enum(['at-once', 'digest']).nullable(),
})
export type Notice = z.infer<typeof notice>

/** Notices that are kept of one person, the newest. */
export const mostNotices = 500

/** What a person wants to be told of, and how. */
export const wishes = z.object({
  person: personId,
  ways: z.record(z.enum(noticeKinds), z.enum(ways)),
  /** The hour of the day at which a digest goes, 0–23, in the time zone. */
  hour: z.int().min(0).max(23),
  /** An IANA name, `Europe/Helsinki`. */
  timeZone: z.string().max(60),
  /** Pages, and strategies with all their pages, that they watch. */
  pages: z.array(pageId).max(500),
  strategies: z.array(strategyId).max(200),
})
export type Wishes = z.infer<typeof wishes>

/** Of whoever has not said anything else. */
export const usualWays = {
  mention: 'at-once',
  reply: 'at-once',
  fate: 'digest',
  'my-page': 'digest',
  review: 'digest',
  watched: 'inbox',
} as const satisfies Record<NoticeKind, Way>

/**
 * Something that happened in a thread and that people are still to be told of. Stored in the very
 * transaction that made it happen, in the collection `outbox` of the page's threads, and removed
 * when everybody's inbox has it: a kill in between tells nobody twice and nobody never. Its id goes
 * into the ids of the notices.
 */
export const happening = z.object({
  id: noticeId,
  at: z.iso.datetime(),
  by: personId,
  strategy: strategyId,
  page: pageId,
  thread: threadId,
  comment: commentId.nullable(),
  /** `changed`: somebody was mentioned by other words for a comment; only they are told. */
  what: z.enum(['begun', 'said', 'changed', 'ended', 'reopened']),
  fate: z.enum(fates).nullable(),
  /** Mentioned by it, and not before. */
  people: z.array(personId),
  units: z.array(unitId),
  /** Who began the thread, and all who had said something in it before. */
  begunBy: personId,
  takePart: z.array(personId),
})
export type Happening = z.infer<typeof happening>
