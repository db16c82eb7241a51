/** How an edition was made, in figures and reasons. No person is named in it, and no comment told. */
import type { PageId, PersonId } from '#contract/ids.ts'
import type { Fate } from '#contract/threads.ts'

/**
 * How many people; null = at least one, but not told: fewer than five, or so near to another figure
 * that what is between them would be.
 */
export type People = number | null

export interface Story {
  /** The days between which it was written. */
  readonly from: string
  readonly to: string
  /** Every week from the first to the last, quiet ones too. */
  readonly weeks: readonly {
    /** The day on which it begins. */
    readonly monday: string
    /** Times that somebody sat down to write on a page. */
    readonly sittings: number
    readonly people: People
  }[]
  readonly people: People
  /** Units of which five people or more wrote or said something, most first. */
  readonly units: readonly { readonly name: string; readonly people: number }[]
  readonly pages: readonly {
    readonly page: PageId
    readonly people: People
    readonly comments: number
    readonly proposals: number
    /** Threads and proposals that nobody has ended. */
    readonly open: number
    /** Named moments, the oldest first. */
    readonly versions: readonly { readonly name: string; readonly on: string }[]
  }[]
  /** What became of threads and proposals. */
  readonly fates: Readonly<Record<Fate, number>>
  /** Why, where reasons are published: the oldest first. */
  readonly reasons: readonly {
    readonly page: PageId
    readonly fate: Fate
    readonly on: string
    readonly reason: string
  }[]
  /** Everybody who wrote or said something; named only where they agree to it now. */
  readonly contributors: readonly PersonId[]
}
