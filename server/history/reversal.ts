/** What becomes of each node and character when a stretch of history is undone. */
import type { Seq } from '#contract/ids.ts'
import type { Chronicle, Place } from './chronicle.ts'

/** What happened after `to`, up to and including `from`, is undone. */
export interface Reversal {
  readonly from: Seq
  readonly to: Seq
  /**
   * Null when all is to be as at `to`. Otherwise only what happened in between is undone, and these
   * are the identities of what it deleted and what has come back by other ways since.
   */
  readonly backAlready: ReadonlySet<Place> | null
}

export type Fate = 'stays' | 'goes' | 'comes back' | 'is gone'

/** The fate of what is at a place, given whether the live document still has it. */
export function fateOf(
  chronicle: Chronicle,
  { from, to, backAlready }: Reversal,
  place: Place,
  alive: boolean,
): Fate {
  const before = chronicle.isVisible(place, to)
  const after = chronicle.isVisible(place, from)
  if (alive) return after && !before ? 'goes' : 'stays'
  if (!before) return 'is gone'
  if (backAlready === null) return 'comes back'
  return after || backAlready.has(chronicle.originOf(place)) ? 'is gone' : 'comes back'
}

/** Identities of what was made after the entry `seq` and is there now. */
export function comeBackSince(chronicle: Chronicle, seq: Seq): ReadonlySet<Place> {
  const back = new Set<Place>()
  for (let place = 1; place < chronicle.places.size; place++) {
    const origin = chronicle.originOf(place)
    if (origin === place || chronicle.insertedAt(place) <= seq) continue
    if (chronicle.isVisible(place, chronicle.head)) back.add(origin)
  }
  return back
}
