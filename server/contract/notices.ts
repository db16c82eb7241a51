/** Notices: what a person is told of, in their inbox and, if they wish, by e-mail. */
import { z } from 'zod'
import {
  approvalId,
  commentId,
  editionId,
  feedbackId,
  noticeId,
  pageId,
  personId,
  strategyId,
  threadId,
  unitId,
} from './ids.ts'
import { type NoticeKind, noticeKinds, type Way, ways } from './notice-shape.ts'
import { fates } from './threads.ts'

export { type NoticeKind, noticeKinds, type Way, ways } from './notice-shape.ts'

const approvalAnswers = ['approved', 'returned'] as const

export const notice = z.object({
  id: noticeId,
  kind: z.enum(noticeKinds),
  at: z.iso.datetime(),
  /** Who did it; null where nobody did. */
  by: personId.nullable(),
  strategy: strategyId,
  /** Of several the first that its reader may read. */
  page: pageId,
  thread: threadId.nullable(),
  comment: commentId.nullable(),
  /** Of `fate`. */
  fate: z.enum(fates).nullable(),
  /** Of `approval` and `approval-answer`. */
  approval: approvalId.nullable().default(null),
  /** Of `approval-answer`. */
  answer: z.enum(approvalAnswers).nullable().default(null),
  /** Of `published`, and of `feedback` the one that was read. */
  edition: editionId.nullable().default(null),
  /** Of `feedback`. */
  feedback: feedbackId.nullable().default(null),
  /** Of `feedback`: an answer was promised by tomorrow, and there is none. */
  due: z.boolean().default(false),
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
  approval: 'at-once',
  'approval-answer': 'at-once',
  feedback: 'at-once',
  published: 'digest',
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

const newsOf = z.object({
  id: noticeId,
  at: z.iso.datetime(),
  /** Who did it; null = a reader who was not signed in, or a clock. */
  by: personId.nullable(),
  strategy: strategyId,
  /** The pages that it is about, in their order. */
  pages: z.array(pageId).min(1),
})

/**
 * Something that happened in publishing and that people are still to be told of. Like a happening
 * it is stored in the very transaction that made it happen (`storage/told-later.ts`), in the
 * partition of the strategy's editions or of their readers.
 */
export const news = z.discriminatedUnion('what', [
  newsOf.extend({
    what: z.literal('asked'),
    approval: approvalId,
    approvers: z.array(personId).min(1),
  }),
  newsOf.extend({
    what: z.literal('answered'),
    approval: approvalId,
    answer: z.enum(approvalAnswers),
    askedBy: personId,
  }),
  newsOf.extend({ what: z.literal('published'), edition: editionId }),
  newsOf.extend({
    what: z.literal('feedback'),
    edition: editionId,
    feedback: feedbackId,
    /** Is it about one page, whose owner answers? */
    ofPage: z.boolean(),
  }),
])
export type News = z.infer<typeof news>
