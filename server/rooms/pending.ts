/** What a room has been sent and not judged yet, or applied and not stored yet. */
import type { Seq } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'
import type { NewEntry } from '../storage/storage.ts'
import type { Stored } from './fan-out.ts'
import type { Change } from './live-page.ts'
import type { From, Session } from './session.ts'

/** A frame as it came. */
export interface Received {
  /** Which of the session's update and step-2 frames it is. */
  readonly count: number
  readonly from: From
  readonly update: Uint8Array
  /** Might its sender write when it came? */
  readonly mayWrite: boolean
}

/** Something applied, to be stored and then told. */
export interface Pending {
  readonly changes: readonly Change[]
  readonly at: number
  readonly session: Session | null
  /** Which frame of the session it acknowledges. */
  readonly count: number
  /** Told the place of its first entry, null when it has none. */
  readonly settle?: {
    readonly resolve: (seq: Seq | null) => void
    readonly reject: (error: unknown) => void
  }
}

/** All entries of a batch, in order. */
export function entriesOf(batch: readonly Pending[]): NewEntry[] {
  return batch.flatMap(({ changes, at }) =>
    changes.map(({ about, author, kind, update }) => ({
      author,
      kind,
      update,
      at,
      ...(about !== undefined && { about }),
    })),
  )
}

export function kindsOf(entries: readonly NewEntry[]): readonly EntryKind[] {
  return entries.map(({ kind }) => kind)
}

/**
 * Tells those who wait for a batch that it is stored, up to `last`; gives which of its frames each
 * session is told of.
 */
export function settle(batch: readonly Pending[], last: Seq): ReadonlyMap<Session, number> {
  const counts = new Map<Session, number>()
  let next = last - entriesOf(batch).length + 1
  for (const { changes, count, session, settle: one } of batch) {
    if (session !== null) counts.set(session, count)
    one?.resolve(changes.length > 0 ? next : null)
    next += changes.length
  }
  return counts
}

/** The updates of a batch, each with the session whose own bytes it is. */
export function changesOf(batch: readonly Pending[]): Stored['changes'] {
  return batch.flatMap(({ changes, session }) =>
    changes.map(({ update, asReceived }) => ({ update, from: asReceived ? session : null })),
  )
}
