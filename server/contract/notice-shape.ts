/** What notices can be, for those who have no use for the validator: browsers. */

/** What there is to be told of, in the order in which it is offered. */
export const noticeKinds = [
  /** I, or my unit, was mentioned in a comment. */
  'mention',
  /** Somebody said something in a thread that I take part in. */
  'reply',
  /** What became of a thread or proposal of mine. */
  'fate',
  /** Something was said or proposed on a page that I answer for. */
  'my-page',
  /** A page that I answer for is due to be looked at. */
  'review',
  /** I am asked to approve pages before they are published. */
  'approval',
  /** Somebody approved or returned what I asked for. */
  'approval-answer',
  /** A reader of an edition wrote, and I answer for it. */
  'feedback',
  /** An edition came out with pages that I own, wrote on or commented. */
  'published',
  /** Something was said on a page that I watch. */
  'watched',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** How one kind reaches a person. In the inbox everything is, unless it is `off`. */
export const ways = ['off', 'inbox', 'digest', 'at-once'] as const
export type Way = (typeof ways)[number]

/** Where a notice about publishing leads, from the root; null for one about anything else. */
export function publishingPath(notice: {
  readonly kind: NoticeKind
  readonly strategy: string
  readonly approval: string | null
}): string | null {
  const { approval, kind, strategy } = notice
  const publishing = `/strategies/${strategy}/publishing`
  switch (kind) {
    case 'approval':
    case 'approval-answer':
      return approval === null ? publishing : `${publishing}/approvals/${approval}`
    case 'feedback':
      return `${publishing}/feedback`
    case 'published':
      return publishing
    case 'mention':
    case 'reply':
    case 'fate':
    case 'my-page':
    case 'review':
    case 'watched':
      return null
  }
}
