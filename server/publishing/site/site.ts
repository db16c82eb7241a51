/**
 * An edition as static pages. Pure: the same edition, standing and day give the same bytes. No
 * script, one stylesheet, links relative, so that the files work under any address, also `file://`.
 */
import type { EditionState } from '#contract/editions.ts'
import type { FileId, PersonId } from '#contract/ids.ts'
import type { EditionContent } from '../editions/edition-content.ts'

/** One line of the list of editions. */
export interface EditionLine {
  /** `1.1` */
  readonly number: string
  /** The day it was published. */
  readonly on: string
  readonly validFrom: string
  readonly state: Exclude<EditionState, 'scheduled'>
  readonly changeNote: string
  /** Its front page, relative to the pages of this one or absolute; null = it is not linked. */
  readonly href: string | null
}

/** Where this edition stands today. */
export type Standing =
  | { readonly is: 'draft' }
  | { readonly is: 'current' }
  /** `href`: the front page of the one that goes now. */
  | { readonly is: 'superseded'; readonly by: string; readonly href: string | null }
  | {
      readonly is: 'withdrawn'
      readonly on: string
      readonly reason: string
      /** The front page of the one that goes now; null = none does. */
      readonly href: string | null
    }

/** What of an edition there is beside its pages: what needs the server is left out of what is taken along. */
export interface Served {
  readonly search: boolean
  /** Days within which feedback is answered; null = it is not asked for. */
  readonly feedbackDays: number | null
  readonly confirmation: boolean
  readonly feeds: boolean
  readonly pdf: boolean
  /** Its files must do wherever they are put, on a disk too. */
  readonly takenAlong: boolean
}

export interface SiteOf {
  readonly content: EditionContent
  readonly sha256: string
  /** Days on which something was taken out of it. */
  readonly redactedOn: readonly string[]
  /** The edition before it, by which “what changed” is told; null = it is the first. */
  readonly previous: EditionContent | null
  /** Newest first, this one too. */
  readonly editions: readonly EditionLine[]
  readonly standing: Standing
  /** Who agree to be named, now. */
  readonly names: ReadonlyMap<PersonId, string>
  /** By the pieces' ids; absent = gone. */
  readonly files: ReadonlyMap<
    FileId,
    { readonly type: string; readonly name: string; readonly bytes: Uint8Array }
  >
  readonly served: Served
  /** Absolute address of the folder of these pages, with `/` at its end; null = not known. */
  readonly address: string | null
  /** Absolute address of the folder of the current edition, for canonical links; null = not known. */
  readonly canonical: string | null
  readonly today: string
}

/** A file of a site, by its name within the folder: letters a-z, digits, `.`, `-`, `/` alone. */
export interface SiteFile {
  readonly type: string
  readonly bytes: Uint8Array
  /** Its name changes with its bytes, so that it may be kept for ever. */
  readonly hashed: boolean
}
export type Site = ReadonlyMap<string, SiteFile>

/** Names of files that no page may take, without `.html`. */
export const ownNames = [
  'index',
  'how-this-was-made',
  'what-changed',
  'editions',
  'rules',
  'search',
  'feedback',
  'read',
  'enter',
  'feed',
  'edition',
  'files',
] as const
