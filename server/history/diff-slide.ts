/**
 * Where exactly something was inserted cannot always be told: `We [al]ways a[nswer]` reads as well
 * as `We [always] answer`. Yjs takes the first place; readers take the one between words.
 */
import type { Matching, Side } from './diff-side.ts'

/** How far something is moved to stand between words. */
const farthest = 40

const letter = /[\p{L}\p{N}\p{M}]/u

/** Slides what was inserted into kept text, or deleted from it, to between words if it can be. */
export function slideToWords(before: Side, after: Side, matching: Matching): void {
  const { stays } = matching
  slide(after, {
    partners: matching.before,
    stays: (unit) => stays[unit] === 1,
    keep(unit, partner) {
      matching.before[unit] = partner
      matching.after[partner] = unit
      stays[unit] = 1
    },
    free(unit) {
      matching.before[unit] = -1
      stays[unit] = 0
    },
  })
  slide(before, {
    partners: matching.after,
    stays: (unit) => stays[matching.after[unit] ?? -1] === 1,
    keep(unit, partner) {
      matching.after[unit] = partner
      matching.before[partner] = unit
    },
    free(unit) {
      matching.after[unit] = -1
    },
  })
}

interface Sliding {
  /** Of each unit the one that it is at the other moment, or -1. */
  readonly partners: Int32Array
  stays(unit: number): boolean
  keep(unit: number, partner: number): void
  free(unit: number): void
}

function slide(side: Side, sliding: Sliding): void {
  const { text, element, owner } = side
  const { partners } = sliding
  const isFree = (unit: number) => partners[unit] === -1 && element[unit] === -1
  for (let from = 1; from < text.length; from++) {
    if (!isFree(from) || element[from - 1] !== -1 || !sliding.stays(from - 1)) continue
    let to = from
    while (isFree(to) && owner[to] === owner[from]) to++
    const partner = partners[from - 1] ?? -1
    /** Is it kept text of this line, beside what is kept at the other side of the gap? */
    const goesOn = (unit: number, shift: number) =>
      element[unit] === -1 &&
      owner[unit] === owner[from] &&
      partners[unit] === partner + shift &&
      sliding.stays(unit)
    const shift = goesOn(to, 1) ? bestShift(text, { from, to, goesOn }) : 0
    for (let i = 0; i < -shift; i++) {
      const other = partners[from - 1 - i] ?? -1
      sliding.free(from - 1 - i)
      sliding.keep(to - 1 - i, other)
    }
    for (let i = 0; i < shift; i++) {
      const other = partners[to + i] ?? -1
      sliding.free(to + i)
      sliding.keep(from + i, other)
    }
    from = to + Math.max(0, shift)
  }
}

/** By how much to slide the gap: the least that puts most of its ends between words. */
function bestShift(
  text: string,
  gap: { from: number; to: number; goesOn: (unit: number, shift: number) => boolean },
): number {
  const { from, to, goesOn } = gap
  const isWithin = (at: number) => letter.test(text[at - 1] ?? '') && letter.test(text[at] ?? '')
  const cost = (shift: number) => Number(isWithin(from + shift)) + Number(isWithin(to + shift))
  let best = 0
  const look = (shift: number) => {
    if (cost(shift) < cost(best)) best = shift
  }
  for (let i = 1; i <= farthest && cost(best) > 0; i++) {
    if (!goesOn(from - i, 1 - i) || text[from - i] !== text[to - i]) break
    look(-i)
  }
  for (let i = 1; i <= farthest && cost(best) > 0; i++) {
    if (!goesOn(to + i - 1, i) || text[from + i - 1] !== text[to + i - 1]) break
    look(i)
  }
  return best
}
