/** Brings stored changes to everybody in the room, merged and framed once for all. */
import type { Seq } from '#contract/ids.ts'
import { type Frame, updateFrame } from './frame.ts'
import { merge } from './merge.ts'
import type { Session } from './session.ts'

/** What has just been stored. */
export interface Stored {
  readonly changes: readonly {
    readonly update: Uint8Array
    /** Has it already, when these are its own bytes. */
    readonly from: Session | null
  }[]
  /** Up to which of its frames each session is stored now. */
  readonly counts: ReadonlyMap<Session, number>
  readonly seq: Seq
}

/**
 * Tells everybody what changed, and those whose changes are stored that they are: in one write
 * each, because a write costs more than an edit. `fellBehind` is told of sessions that get no more
 * changes until they have taken what they have.
 */
export function fanOut(
  { changes, counts, seq }: Stored,
  sessions: Iterable<Session>,
  fellBehind: (session: Session) => void,
): void {
  const waiting = new Map(counts)
  const [first] = changes
  if (first !== undefined) {
    const only = changes.every((change) => change.from === first.from) ? first.from : null
    let change: Frame | null = null
    for (const session of sessions) {
      if (!session.live || session === only) continue
      // Made when the first one needs it: who writes alone costs nothing here.
      change ??= updateFrame(merge(changes.map(({ update }) => update)))
      const count = waiting.get(session)
      const saved = count === undefined ? null : session.saved(count, seq)
      if (!session.sendChange(change, saved)) fellBehind(session)
      waiting.delete(session)
    }
  }
  for (const [session, count] of waiting) {
    const saved = session.saved(count, seq)
    if (saved !== null) session.send(saved)
  }
}
