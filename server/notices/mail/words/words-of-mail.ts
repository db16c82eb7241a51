/** What the words of e-mails are in every language, with {placeholders}. */
import type { Fate } from '#contract/threads.ts'

/** `one` and `other`, as the plural rules of all four languages have them. */
export interface Counted {
  readonly one: string
  readonly other: string
}

export interface MailWords {
  readonly somebody: string
  readonly untitled: string
  readonly mention: string
  readonly reply: string
  readonly 'my-page': string
  readonly watched: string
  readonly proposed: string
  readonly review: string
  readonly approval: string
  readonly approvalAnswer: Readonly<Record<'approved' | 'returned', string>>
  readonly published: string
  readonly feedback: string
  readonly feedbackDue: string
  /** Who is not signed in. */
  readonly reader: string
  /** A thread of others, and one of the reader's own. */
  readonly ended: string
  readonly reopened: string
  readonly mine: Readonly<Record<Fate, string>>
  readonly mineReopened: string
  readonly fates: Readonly<Record<Fate, string>>
  readonly several: Counted
  readonly digest: Counted
  /** What there was no room for. */
  readonly more: Counted
  readonly open: string
  readonly openPage: string
  readonly openPublishing: string
  readonly why: string
  readonly stop: string
  readonly settings: string
}
