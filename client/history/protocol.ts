/**
 * What the screen and the thread that holds a page's history say to each other: a question has a
 * number, and its answer the same.
 */
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Place } from '../../server/history/chronicle.ts'
import type { PageChanges } from '../../server/history/page-changes.ts'
import type { Growth } from '../../server/history/growth.ts'
import type { HistoryNode, PlaceRun } from '../../server/history/page-at.ts'
import type { Sitting } from '../../server/history/sittings.ts'
import type { WrittenNode } from '../../server/history/written.ts'

/** What is known of all moments at once. */
export interface Overview {
  readonly head: Seq
  /** Of each entry from 1 on, the first at 0: milliseconds since 1970. */
  readonly times: Float64Array
  /** Of each entry, its author's place in `people`. */
  readonly authors: Uint32Array
  readonly people: readonly PersonId[]
  /** Who is named as the author of what Talkoot itself wrote: the text of its templates. */
  readonly talkoot: PersonId
  readonly sittings: readonly Sitting[]
  readonly growth: Growth
}

/** A block, or the place of one that is as it was in the answer before. */
export type SentBlock = HistoryNode | Place

/** Characters by their Yjs ids, which never change. */
export interface IdRange {
  readonly client: number
  readonly clock: number
  readonly length: number
}

export interface Questions {
  /** Takes the history in; to be asked first. */
  readonly open: { readonly bundle: Uint8Array }
  /** Goes on with what was written since. */
  readonly goOn: { readonly entries: Uint8Array }
  readonly overview: { readonly steps: number }
  readonly page: { readonly seq: Seq }
  readonly changes: { readonly from: Seq; readonly to: Seq }
  readonly written: { readonly seq: Seq }
  readonly ids: { readonly runs: readonly PlaceRun[] }
  /** How much would go from the whole history with these characters. */
  readonly redaction: { readonly ranges: readonly IdRange[] }
}

export interface Answers {
  readonly open: Seq
  readonly goOn: Seq
  readonly overview: Overview
  readonly page: readonly SentBlock[]
  readonly changes: PageChanges
  readonly written: WrittenNode
  readonly ids: readonly IdRange[]
  /** `elsewhere`: of these, what is copies and the like. */
  readonly redaction: { readonly characters: number; readonly elsewhere: number }
}

export type QuestionName = keyof Questions

/** A question on its way. */
export type Asked = {
  readonly [Name in QuestionName]: {
    readonly id: number
    readonly name: Name
    readonly question: Questions[Name]
  }
}[QuestionName]

export type Answered =
  | { readonly id: number; readonly answer: unknown }
  /** It failed; what went wrong is for those who mend Talkoot. */
  | { readonly id: number; readonly error: string }
