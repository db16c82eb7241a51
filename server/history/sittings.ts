import type { PersonId, Seq } from '#contract/ids.ts'
import type { Chronicle } from './chronicle.ts'
import { textPlaces } from './growth.ts'

/** A longer pause, in milliseconds, ends a sitting. */
const pause = 30 * 60_000

/** A time in which people wrote without a pause of half an hour. */
export interface Sitting {
  readonly from: Seq
  readonly to: Seq
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly endedAt: number
  /** In the order in which they began to write. */
  readonly authors: readonly PersonId[]
  /** Characters that were new. */
  readonly inserted: number
  /** Characters that were deleted and not brought back: moving text deletes nothing. */
  readonly deleted: number
}

/** All sittings, the first one first. */
export function sittingsOf(chronicle: Chronicle): Sitting[] {
  const { head } = chronicle
  const ends: Seq[] = []
  for (let seq = 1; seq <= head; seq++) {
    if (seq === head || chronicle.timeOf(seq + 1) - chronicle.timeOf(seq) > pause) ends.push(seq)
  }
  const sittingOf = new Uint32Array(head + 1)
  let sitting = 0
  for (let seq = 1; seq <= head; seq++) {
    sittingOf[seq] = sitting
    if (seq === ends[sitting]) sitting++
  }
  const inserted = new Int32Array(ends.length)
  const deleted = new Int32Array(ends.length)
  const count = (counts: Int32Array, seq: Seq, by: number) => {
    const at = sittingOf[seq] ?? 0
    counts[at] = (counts[at] ?? 0) + by
  }
  for (const place of textPlaces(chronicle)) {
    const isNew = chronicle.originOf(place) === place
    if (isNew) count(inserted, chronicle.insertedAt(place), 1)
    else count(deleted, chronicle.insertedAt(place), -1)
    const end = chronicle.deletedAt(place)
    if (end !== 0) count(deleted, end, 1)
  }
  return ends.map((to, i) => {
    const from = (ends[i - 1] ?? 0) + 1
    const authors = new Set<PersonId>()
    for (let seq = from; seq <= to; seq++) authors.add(chronicle.authorOf(seq))
    return {
      from,
      to,
      startedAt: chronicle.timeOf(from),
      endedAt: chronicle.timeOf(to),
      authors: [...authors],
      inserted: inserted[i] ?? 0,
      deleted: Math.max(0, deleted[i] ?? 0),
    }
  })
}
