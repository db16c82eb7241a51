/** What the answers to scales say, from how many gave each. */

/** The points of a scale: numbers from 1 to 5, or the phases of something. */
export type Points = 'five' | 'phases'

/** The answers that a scale can have. */
export const valuesOf = (points: Points): readonly number[] =>
  points === 'phases' ? [1, 2, 3] : [1, 2, 3, 4, 5]

/**
 * The answer in the middle, the lower of two: at least half gave it or more. Null where nobody
 * gave any.
 */
export function middleOf(spread: readonly number[]): number | null {
  const all = spread.reduce((sum, count) => sum + count, 0)
  let reached = 0
  for (const [place, count] of spread.entries()) {
    reached += count
    if (count > 0 && reached * 2 >= all) return place + 1
  }
  return null
}

/** The lowest of several middles and whose it is; null while one of them is not known. */
export function lowestOf(
  middles: readonly (number | null)[],
): { readonly value: number; readonly places: readonly number[] } | null {
  const known = middles.filter((middle) => middle !== null)
  if (known.length === 0 || known.length < middles.length) return null
  const value = Math.min(...known)
  return { value, places: [...middles.keys()].filter((place) => middles[place] === value) }
}
