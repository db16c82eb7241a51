/**
 * How many have read an edition, so that it is never told of fewer than five: neither how many have,
 * nor how many have not, nor by taking one number from another. Pure.
 */
import { leastCounted } from '#contract/editions.ts'
import type { PersonId, UnitId } from '#contract/ids.ts'

export interface Group {
  readonly read: number
  readonly all: number
}

/** `read` null: not told. */
export interface Told {
  readonly read: number | null
  readonly all: number
}

export interface ReadCounts extends Told {
  /** Those of five people or more, in no order. */
  readonly units: ReadonlyMap<UnitId, Told>
}

/** Everybody once, with who of them has read it. */
export function readCounts(
  people: readonly { readonly id: PersonId; readonly unit: UnitId | null }[],
  have: ReadonlySet<PersonId>,
): ReadCounts {
  const groupOf = (some: typeof people): Group => ({
    read: some.filter(({ id }) => have.has(id)).length,
    all: some.length,
  })
  const whole = groupOf(people)
  const known = new Set(people.flatMap(({ unit }) => unit ?? []))
  const units = [...known].flatMap((id): [UnitId, Group][] => {
    const group = groupOf(people.filter(({ unit }) => unit === id))
    return group.all < leastCounted ? [] : [[id, group]]
  })
  const told = tellable(whole, units)
  return {
    read: isTold(whole) ? whole.read : null,
    all: whole.all,
    units: new Map(
      units.map(([unit, { all, read }]) => [unit, { all, read: told.has(unit) ? read : null }]),
    ),
  }
}

/** May it be told how many of them have read it? */
const isTold = ({ all, read }: Group): boolean =>
  read >= leastCounted && (all === read || all - read >= leastCounted)

/** The units of which it may be told, beside the whole. */
function tellable(whole: Group, units: readonly [UnitId, Group][]): Set<UnitId> {
  // The largest first: of those one learns the most, and they give the least away.
  const left = units
    .filter(([, group]) => isTold(group))
    .toSorted(([a, one], [b, other]) => other.all - one.all || (a < b ? -1 : 1))
  // Without the whole there is nothing to take the units from.
  if (!isTold(whole)) return new Set(left.map(([unit]) => unit))
  while (left.length > 0) {
    const rest = left.reduce(
      ({ all, read }, [, group]) => ({ all: all - group.all, read: read - group.read }),
      whole,
    )
    if (rest.all === 0 || isTold(rest)) break
    left.pop()
  }
  return new Set(left.map(([unit]) => unit))
}
