/** What the thread that holds histories is asked, and what it answers. */
import type { JSONContent } from '@tiptap/core'
import type { PageId, PersonId, Seq } from '#contract/ids.ts'
import type { Anchor, Resolved } from '../history/anchors.ts'
import type { LoggedEntry } from '../history/chronicle.ts'
import type { PageChanges } from '../history/page-changes.ts'
import type { IdRange } from '../history/id-ranges.ts'
import type { Wanted } from '../history/restore.ts'
import type { Mentions } from './mentions.ts'

interface OfPage {
  readonly page: PageId
}

/** `open` comes before everything else about a page, and `close` lets go of it. */
export interface Questions {
  /** Begins with a packed bundle, or with nothing. Fails when the bundle is spoilt. */
  open: OfPage & { readonly packed: Uint8Array | null }
  /** Goes on with the entries that come next. */
  append: OfPage & { readonly entries: readonly LoggedEntry[] }
  close: OfPage
  bundle: OfPage
  /** The page as it was after an entry. */
  at: OfPage & { readonly seq: Seq }
  changes: OfPage & { readonly from: Seq; readonly to: Seq }
  /** What brings the past back into the page as it is now. */
  restore: OfPage & { readonly wanted: Wanted; readonly part: YjsId | null }
  /** What has to go so that passages are gone from the whole history. */
  redaction: OfPage & { readonly chosen: readonly IdRange[] }
  /** The names in mentions of a person. */
  mentions: OfPage & { readonly person: PersonId }
  /** Where anchors are on the page as it is now. */
  anchors: OfPage & { readonly anchors: readonly Anchor[] }
}

/** What a node or character is called for ever. */
export interface YjsId {
  readonly client: number
  readonly clock: number
}

export interface Answers {
  /** The last entry that it holds. */
  open: Seq
  append: Seq
  close: null
  bundle: { readonly seq: Seq; readonly packed: Uint8Array; readonly contributions: Uint8Array }
  at: PageMoment
  changes: PageChanges
  /** An update under a client id that nobody has used; null when there is nothing to bring back. */
  restore: { readonly seq: Seq; readonly update: Uint8Array | null }
  redaction: Redacting
  mentions: Mentions
  /** In the order of the question, and the last entry that they go by. */
  anchors: { readonly seq: Seq; readonly resolved: readonly Resolved[] }
}

export interface Redacting {
  readonly ranges: readonly IdRange[]
  /** Characters and values, each counted once. */
  readonly characters: number
  /** The passages as they stood, to look for them in what was derived from the page. */
  readonly words: readonly string[]
  /** Deletes what of it is on the page now; null when nothing is. */
  readonly update: Uint8Array | null
}

export type QuestionName = keyof Questions

/** A page at a moment. */
export interface PageMoment {
  readonly seq: Seq
  /** Milliseconds since 1970. */
  readonly at: number
  readonly by: PersonId
  readonly content: JSONContent
  readonly text: string
}

/** As it goes to the thread. */
export type Asked = {
  [Name in QuestionName]: {
    readonly id: number
    readonly name: Name
    readonly question: Questions[Name]
  }
}[QuestionName]

/** As it comes back. */
export type Answered =
  | { readonly id: number; readonly answer: unknown }
  /** There is no such moment or part. */
  | { readonly id: number; readonly absent: true }
  | { readonly id: number; readonly error: string }
