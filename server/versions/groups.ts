/**
 * Groups that are large enough to be counted by. Whoever knows all but one of the numbers learns
 * nothing of a small one: what is left over is large enough, too.
 */
import type { UnitId } from '#contract/ids.ts'

/** The fewest people that are counted together. */
export const fewest = 5

/**
 * The units that are shown by themselves. All others are one group, with those who have no unit; if
 * that were too small, the smallest unit goes with it.
 */
export function shownUnits(units: Iterable<UnitId | null>): ReadonlySet<UnitId> {
  const sizes = new Map<UnitId | null, number>()
  for (const unit of units) sizes.set(unit, (sizes.get(unit) ?? 0) + 1)
  const large: [UnitId, number][] = []
  let left = 0
  for (const [unit, size] of sizes) {
    if (unit !== null && size >= fewest) large.push([unit, size])
    else left += size
  }
  // The same one whenever sizes are equal, so that asking twice tells no more than asking once.
  large.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
  const hidden = left > 0 && left < fewest ? 1 : 0
  return new Set(large.slice(hidden).map(([unit]) => unit))
}
