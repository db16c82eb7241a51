/**
 * How many people may be told of. No figure is of fewer than five, and neither is what is left when
 * one is taken from another: whoever subtracts and adds what is published learns of no small group.
 */
import { leastCounted } from '#contract/editions.ts'
import type { People } from './story.ts'

/** Sizes of groups among all; together they are all, or may be. */
export interface Counted {
  readonly all: number
  readonly groups: readonly number[]
}

const isSmall = (count: number) => count > 0 && count < leastCounted

const isTold = (count: number, all: number) =>
  count === 0 || (!isSmall(count) && !isSmall(all - count))

/** All of them, if that may be told. */
export function toldOf(all: number): People {
  return isSmall(all) ? null : all
}

/**
 * The sizes of groups that share members, in their order; null where one is not told: because
 * it is too small, or the rest is, or too few would be left as being in several.
 */
export function toldGroups({ all, groups }: Counted): People[] {
  const told = groups.map((count) => (isTold(count, all) ? count : null))
  const shared = told.reduce<number>((sum, count) => sum + (count ?? 0), 0) - all
  const least = Math.min(
    ...told.map((count) => (count === null || count === 0 || count === all ? Infinity : count)),
  )
  if (isSmall(shared) && Number.isFinite(least)) told[told.indexOf(least)] = null
  return told
}

/**
 * Which of groups without common members are told: those of five or more, as long as what is left
 * of all is nobody, or five or more; the largest ones rather than others.
 */
export function toldParts({ all, groups }: Counted): boolean[] {
  const order = groups
    .map((_, at) => at)
    .filter((at) => (groups[at] ?? 0) >= leastCounted)
    .toSorted((a, b) => (groups[b] ?? 0) - (groups[a] ?? 0))
  const told = groups.map(() => false)
  let left = all
  for (const at of order) {
    told[at] = true
    left -= groups[at] ?? 0
  }
  const smallest = order.at(-1)
  if (isSmall(left) && smallest !== undefined) told[smallest] = false
  return told
}
