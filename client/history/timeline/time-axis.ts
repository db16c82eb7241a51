import type { Seq } from '#contract/ids.ts'
import type { Sitting } from '../../../server/history/sittings.ts'

/** Of the whole width, so much goes to pauses between sittings. */
const pauses = 0.16
const hour = 3_600_000

interface Stretch {
  readonly from: Seq
  readonly to: Seq
  /** Where it begins and ends, from 0 to 1. */
  readonly start: number
  readonly end: number
}

/**
 * Where on a line from 0 to 1 each moment stands. People write for minutes and pause for weeks: a
 * true scale would be empty. So sittings are as wide as much was written in them (by its root, for
 * short ones to be seen), and pauses as they are long (by their logarithm).
 */
export class TimeAxis {
  readonly #stretches: readonly Stretch[]

  constructor(sittings: readonly Sitting[]) {
    const written = sittings.map(({ from, to }) => Math.sqrt(to - from + 1))
    const paused = sittings.map(({ startedAt }, i) => {
      const before = sittings[i - 1]
      if (before === undefined) return 0
      return Math.log2(1 + Math.max(0, startedAt - before.endedAt) / hour)
    })
    const allWritten = sum(written)
    const allPaused = sum(paused)
    const forPauses = allPaused === 0 ? 0 : pauses
    let at = 0
    this.#stretches = sittings.map(({ from, to }, i) => {
      const start = at + (allPaused === 0 ? 0 : ((paused[i] ?? 0) / allPaused) * forPauses)
      const end = start + ((written[i] ?? 0) / allWritten) * (1 - forPauses)
      at = end
      return { from, to, start, end }
    })
  }

  /** Where a moment stands: at the end of what was written then. */
  placeOf(seq: Seq): number {
    const stretch = this.#stretches.find(({ to }) => seq <= to)
    if (stretch === undefined) return seq < 1 ? 0 : 1
    const { from, to, start, end } = stretch
    if (seq < from) return start
    return start + ((seq - from + 1) / (to - from + 1)) * (end - start)
  }

  /** The last moment by a place; the first one before it. */
  momentAt(place: number): Seq {
    let last = 1
    for (const { from, to, start, end } of this.#stretches) {
      if (place < start) break
      const within = Math.min(1, (place - start) / (end - start))
      last = Math.max(from, Math.min(to, from - 1 + Math.floor(within * (to - from + 1) + 1e-9)))
    }
    return last
  }

  /** Where the sittings begin and end. */
  get stretches(): readonly Stretch[] {
    return this.#stretches
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
