/**
 * Who wrote last on each page, and when: what is asked again and again of the newest entries is
 * read once and kept, without what was written.
 */
import {
  type PageId,
  type PersonId,
  type Seq,
  talkootAuthor,
  unknownAuthor,
} from '#contract/ids.ts'
import type { UpdateLog } from '../storage/storage.ts'

/** Entries that are looked at, counted from the end. */
const longest = 1_000
/** Pages that are kept. */
const keptPages = 200

/** An entry of a person. */
export interface Written {
  readonly by: PersonId
  /** Milliseconds since 1970. */
  readonly at: number
}

interface Tail {
  readonly seq: Seq
  readonly written: readonly Written[]
}

export interface Tails {
  /** What people wrote among the last thousand entries of a page, the oldest first. */
  of(page: PageId): Promise<readonly Written[]>
}

export function createTails(log: UpdateLog): Tails {
  const kept = new Map<PageId, Promise<Tail>>()

  async function goOn(page: PageId, before: Promise<Tail> | undefined): Promise<Tail> {
    const known = await before
    const { seq } = await log.head(page)
    if (known?.seq === seq) return known
    // After a loss the log may be shorter than it was.
    const from = known && known.seq < seq ? known : { seq: 0, written: [] }
    const written = [...from.written]
    for await (const entry of log.read(page, Math.max(from.seq, seq - longest) + 1, seq)) {
      const { at, author: by } = entry
      if (by !== talkootAuthor && by !== unknownAuthor) written.push({ at, by })
    }
    return { seq, written: written.slice(-longest) }
  }

  return {
    async of(page) {
      const going = goOn(page, kept.get(page))
      kept.delete(page)
      kept.set(page, going)
      for (const oldest of kept.keys()) {
        if (kept.size <= keptPages) break
        kept.delete(oldest)
      }
      try {
        return (await going).written
      } catch (error) {
        if (kept.get(page) === going) kept.delete(page)
        throw error
      }
    },
  }
}

/** The people who wrote, the newest first, each once; at most ten. */
export function lastOf(written: readonly Written[]): PersonId[] {
  return [...new Set(written.map(({ by }) => by).toReversed())].slice(0, 10)
}
