/**
 * What an edition is made of: all that its pages are rendered from, frozen. Stored as canonical
 * JSON, whose SHA-256 the edition names; the same content renders to the same pages.
 */
import type { Finding, KeptFile } from '#contract/editions.ts'
import type { PageId, PersonId, Seq, StrategyId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import type { Piece } from '../piece.ts'
import type { Story } from '../story/story.ts'

export interface EditionPage {
  readonly page: PageId
  /** Name of its file without `.html`: `a-z0-9-`, unique within the edition and none of Talkoot's own. */
  readonly slug: string
  /** The page above it that is in the edition, too; null = at the top. */
  readonly parent: PageId | null
  readonly title: string
  readonly language: Language
  /** Of which page of the edition it is a version; `behind`: that one was written on since. */
  readonly basedOn: { readonly page: PageId; readonly behind: boolean } | null
  readonly seq: Seq
  /** May be empty. */
  readonly ownerRole: string
  /** Named only where they agreed to it. */
  readonly owner: PersonId | null
  /** A day; null = none is set. */
  readonly reviewOn: string | null
  /** Clean: no guiding questions, nothing internal. */
  readonly pieces: readonly Piece[]
}

export interface EditionContent {
  /** Raised when content of before is to be read in another way. */
  readonly format: 1
  readonly strategy: StrategyId
  readonly name: string
  readonly language: Language
  readonly organisation: string
  /** `1.1` */
  readonly number: string
  /** Days. */
  readonly validFrom: string
  readonly approvedOn: string
  readonly changeNote: string
  readonly approvers: readonly {
    readonly role: string
    /** Null: did not agree to be named. */
    readonly name: string | null
    readonly on: string
    /** Why it went on in spite of what was found; empty = nothing was. */
    readonly despite: string
  }[]
  /** What was found, and approved in spite of. */
  readonly findings: readonly Finding[]
  readonly pages: readonly [EditionPage, ...EditionPage[]]
  readonly files: readonly KeptFile[]
  readonly story: Story
}
