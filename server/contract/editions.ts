/**
 * Approvals, editions and their readers, schema first. An edition is a numbered, approved,
 * read-only publication of pages as they were at exact moments; the drafts live on beside it.
 */
import { z } from 'zod'
import {
  frameOriginPattern,
  longestFrameOrigin,
  longestSlug,
  mostFeedbackDays,
  mostFrameOrigins,
  reachKinds,
  slugPattern,
} from './edition-shape.ts'
import {
  approvalId,
  editionId,
  feedbackId,
  fileId,
  pageId,
  personId,
  strategyId,
  unitId,
} from './ids.ts'
import { day, displayName, language } from './records.ts'
import { fates } from './threads.ts'

export { leastCounted, reachKinds } from './edition-shape.ts'

/** Pages of one approval. */
export const mostPublishedPages = 200
/** People asked in one approval. */
export const mostApprovers = 20

/** Words on one line that may be left out: a role, a reason in short. */
const line = z
  .string()
  .normalize('NFC')
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u)

/** Text of several lines: `\n` between them, no other control characters. */
export const plainText = (most: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .max(most)
    .regex(/^(?:[^\p{Cs}\p{Cc}]|\n)*$/u)

/** What stands in the way of publishing, on one page. */
export const findingKinds = [
  /** Threads and proposals that nobody has ended; `count` of them. */
  'open-comments',
  /** Guiding questions without an answer or a reason why not; `count` of them. */
  'unanswered-questions',
  'no-owner',
  'no-review',
  /** The day of the next review has passed. */
  'review-passed',
  /** Pictures without an alternative text that are not marked as decoration. */
  'no-alternative-text',
  /** A goal that no metric measures. */
  'unmeasured-goal',
  /** A goal, or a step of a decision flow, that nobody owns. */
  'nobody-owns',
  /** A time budget whose shares do not make 100 %. */
  'time-budget',
  /** The page follows an older state of the one it is a version of. */
  'behind-its-source',
  'empty-page',
] as const
export const finding = z.object({
  kind: z.enum(findingKinds),
  page: pageId,
  count: z.int().min(1),
})
export type Finding = z.infer<typeof finding>
export type FindingKind = Finding['kind']

/** What an approver said. They may say something else until it is published. */
export const approvalAnswer = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('approved'),
    at: z.iso.datetime(),
    /** Why it goes on in spite of what was found; published. Empty = nothing was found. */
    despite: z.string(),
    /** Agrees to be named beside their role in what is published. */
    named: z.boolean(),
  }),
  z.object({ what: z.literal('returned'), at: z.iso.datetime(), reason: z.string() }),
])
export type ApprovalAnswer = z.infer<typeof approvalAnswer>

/** A page as it is frozen, without its text. */
export const frozenPage = z.object({
  page: pageId,
  /** The page as it was after this entry of its log. */
  seq: z.int().min(0),
  title: z.string().max(500),
  language,
  /** In whose role somebody answers for it: “Head of communications”. May be empty. */
  ownerRole: z.string().max(200),
  owner: personId.nullable(),
  reviewOn: day.nullable(),
})
export type FrozenPage = z.infer<typeof frozenPage>

/** Named people are asked to approve pages as they were at a moment. */
export const approval = z.object({
  id: approvalId,
  strategy: strategyId,
  askedBy: personId,
  askedAt: z.iso.datetime(),
  /** To those who are asked; not published. */
  note: z.string().max(2000),
  /** In the order of the strategy. */
  pages: z.array(frozenPage).min(1).max(mostPublishedPages),
  approvers: z
    .array(
      z.object({
        person: personId,
        /** In which role: “Management group”. Published. */
        role: z.string().max(200),
        answer: approvalAnswer.nullable(),
      }),
    )
    .min(1)
    .max(mostApprovers),
  /** Do the reasons for what became of comments stand in “how this was made”? */
  reasons: z.boolean(),
  /** How it ended; null = not yet. */
  end: z
    .discriminatedUnion('how', [
      z.object({ how: z.literal('cancelled'), at: z.iso.datetime(), by: personId }),
      z.object({ how: z.literal('published'), at: z.iso.datetime(), edition: editionId }),
    ])
    .nullable(),
})
export type Approval = z.infer<typeof approval>

/** Where an approval stands, as its answers and its end say. */
export const approvalStates = ['open', 'approved', 'returned', 'cancelled', 'published'] as const
export type ApprovalState = (typeof approvalStates)[number]
export function stateOfApproval({ approvers, end }: Pick<Approval, 'approvers' | 'end'>) {
  if (end !== null) return end.how
  if (approvers.some(({ answer }) => answer?.what === 'returned')) return 'returned'
  return approvers.every(({ answer }) => answer?.what === 'approved') ? 'approved' : 'open'
}

/** A numbered publication, without its texts. Only what happens to it afterwards changes. */
export const edition = z.object({
  id: editionId,
  strategy: strategyId,
  approval: approvalId,
  major: z.int().min(1),
  minor: z.int().min(0),
  /** When it was, or will be, published. */
  publishAt: z.iso.datetime(),
  /** When that happened; null = it is scheduled. */
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: personId,
  validFrom: day,
  changeNote: z.string().max(2000),
  pages: z.array(frozenPage.extend({ slug: z.string() })).min(1),
  /** SHA-256 of the frozen content, hex. Another one after each redaction. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  redactions: z.array(z.object({ at: z.iso.datetime(), sha256: z.string() })),
  withdrawn: z
    .object({ at: z.iso.datetime(), by: personId, reason: z.string().max(1000) })
    .nullable(),
})
export type Edition = z.infer<typeof edition>

/** `1.0`, `1.1`, `2.0`. */
export const numberOf = ({ major, minor }: Pick<Edition, 'major' | 'minor'>) => `${major}.${minor}`

/** Where an edition stands. `current` is the newest that is published and not withdrawn. */
export const editionStates = ['scheduled', 'current', 'superseded', 'withdrawn'] as const
export type EditionState = (typeof editionStates)[number]

/** The name of a strategy's address under `/published/`. */
export const slug = z.string().regex(slugPattern).max(longestSlug)

/** An origin that may show editions in a frame: `https://intranet.example.org`. */
export const frameOrigin = z.string().max(longestFrameOrigin).regex(frameOriginPattern)

/** How a strategy is published. The record beside it holds what no answer gives: key and hashes. */
export const publicationSettings = z.object({
  slug,
  /** `network`: whoever reaches this server. `link`: whoever has the link. */
  reach: z.enum(reachKinds),
  /** Until when the link lets in; null = no end. */
  linkUntil: z.iso.datetime().nullable(),
  embedding: z.array(frameOrigin).max(mostFrameOrigins),
  /** Working days within which readers get an answer; null = they are not asked for feedback. */
  feedbackDays: z.int().min(1).max(mostFeedbackDays).nullable(),
  /** Are readers asked to say that they have read it? */
  confirmation: z.boolean(),
})
export type PublicationSettings = z.infer<typeof publicationSettings>

/** What readers wrote of one strategy, kept at once. */
export const mostFeedback = 5_000

/** What a reader wrote. */
export const feedback = z.object({
  id: feedbackId,
  strategy: strategyId,
  edition: editionId,
  /** Of which page; null = of all of it. */
  page: pageId.nullable(),
  text: z.string(),
  /** As the reader called themselves; may be empty. */
  name: z.string().max(120),
  /** Who was signed in; null = nobody. */
  person: personId.nullable(),
  language,
  at: z.iso.datetime(),
  /** The day by which an answer was promised. */
  answerBy: day,
  fate: z
    .object({
      fate: z.enum(fates),
      reason: z.string().max(1000),
      by: personId,
      at: z.iso.datetime(),
    })
    .nullable(),
})
export type Feedback = z.infer<typeof feedback>

/** Somebody says to have read an edition: the newest that they said it of. */
export const reading = z.object({
  person: personId,
  unit: unitId.nullable(),
  edition: editionId,
  at: z.iso.datetime(),
})
export type Reading = z.infer<typeof reading>

/** Somebody agrees to be named in “how this was made”; taken back by removing the record. */
export const consent = z.object({ person: personId, at: z.iso.datetime() })
export type Consent = z.infer<typeof consent>

/** What is asked for when an approval is. */
export const approvalAsked = z.object({
  pages: z
    .array(z.object({ page: pageId, ownerRole: line }))
    .min(1)
    .max(mostPublishedPages),
  approvers: z
    .array(z.object({ person: personId, role: displayName }))
    .min(1)
    .max(mostApprovers),
  note: plainText(2000),
  reasons: z.boolean(),
})

/** The whole of a text that became another one: what stayed, went and came, in its order. */
export const changedText = z.array(
  z.object({ how: z.enum(['same', 'added', 'removed']), text: z.string() }),
)
export type ChangedText = z.infer<typeof changedText>

/** What is different on a page between two editions; blocks that stayed as they are are left out. */
export const pageChange = z.object({
  page: pageId,
  title: z.string(),
  language,
  how: z.enum(['new', 'removed', 'changed', 'same']),
  blocks: z.array(
    z.object({
      how: z.enum(['added', 'removed', 'changed']),
      /** The heading it stands under; empty = none. */
      under: z.string(),
      text: changedText,
    }),
  ),
})
export type PageChange = z.infer<typeof pageChange>

/** A file of an edition that is kept with it. */
export const keptFile = z.object({
  /** As the pieces name it. */
  file: fileId,
  /** The copy that belongs to the edition. */
  kept: fileId,
  type: z.enum(['image/webp', 'image/png', 'application/octet-stream']),
  name: z.string(),
  size: z.int(),
  sha256: z.string(),
})
export type KeptFile = z.infer<typeof keptFile>
