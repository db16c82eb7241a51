/** Times that people sat down to write, from who wrote when. */
import { type PersonId, talkootAuthor, unknownAuthor } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'
import { isWriting } from '../../chronicles/contributions.ts'

/** A longer pause, in milliseconds, ends a sitting, as in a page's history. */
const pause = 30 * 60_000

/** An entry of a page's log. */
export interface StoryEntry {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly author: PersonId
  readonly kind: EntryKind
}

/** One person's writing on one page, without a pause of half an hour. */
export interface OwnSitting {
  readonly author: PersonId
  /** When it began. */
  readonly at: number
}

/** Did a person write it, rather than Talkoot? */
export function isOwnWriting({ author, kind }: StoryEntry): boolean {
  return isWriting(kind) && isPerson(author)
}

/** Somebody, rather than Talkoot or nobody knows whom. */
export function isPerson(author: PersonId): boolean {
  return author !== talkootAuthor && author !== unknownAuthor
}

/** The sittings of one page's entries, which come in the order of its log. */
export function ownSittings(entries: readonly StoryEntry[]): OwnSitting[] {
  const sittings: OwnSitting[] = []
  const last = new Map<PersonId, number>()
  for (const { at, author } of entries.filter(isOwnWriting)) {
    const before = last.get(author)
    if (before === undefined || at - before > pause) sittings.push({ author, at })
    // A clock that was put back makes no pause.
    last.set(author, Math.max(at, before ?? at))
  }
  return sittings
}
