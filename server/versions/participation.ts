/** How many of those invited took part, by unit and over time. Counts only, never who. */
import type { PersonId, UnitId } from '#contract/ids.ts'
import type { Person, Unit } from '#contract/records.ts'
import { type Contributions, mondayOf, weekOf } from '../chronicles/contributions.ts'
import { fewest, shownUnits } from './groups.ts'

export interface Participation {
  readonly invited: number
  readonly tookPart: number
  readonly units:
    | {
        readonly unit: UnitId | null
        readonly name: string | null
        readonly invited: number
        readonly tookPart: number
      }[]
    | null
  readonly weeks: { readonly from: string; readonly tookPart: number; readonly soFar: number }[]
}

/**
 * Of the pages whose contributions are given. Where fewer than five are invited nothing is counted
 * but how many wrote in all. `now` in milliseconds since 1970.
 */
export function participationIn(
  pages: readonly Contributions[],
  {
    invited,
    now,
    units,
  }: {
    readonly invited: readonly Pick<Person, 'id' | 'unit'>[]
    readonly units: readonly Unit[]
    readonly now: number
  },
): Participation {
  const weeks = weeksOf(pages, new Set(invited.map(({ id }) => id)))
  const total = { invited: invited.length, tookPart: weeks.size }
  if (invited.length < fewest) return { ...total, units: null, weeks: [] }
  const shown = shownUnits(invited.map(({ unit }) => unit))
  const groups = new Map<UnitId | null, { invited: number; tookPart: number }>()
  for (const { id, unit } of invited) {
    const key = unit !== null && shown.has(unit) ? unit : null
    const group = groups.get(key) ?? { invited: 0, tookPart: 0 }
    group.invited += 1
    if (weeks.has(id)) group.tookPart += 1
    groups.set(key, group)
  }
  const names = new Map(units.map(({ id, name }) => [id, name]))
  return {
    ...total,
    units: [...groups]
      .map(([unit, group]) => ({ unit, name: (unit && names.get(unit)) ?? null, ...group }))
      .toSorted((a, b) => order(a) - order(b) || b.invited - a.invited),
    weeks: overTime(pages, weeks, weekOf(now)),
  }
}

const order = ({ unit }: { readonly unit: UnitId | null }) => (unit === null ? 1 : 0)

/** In which weeks each of these people wrote, on whichever page. */
function weeksOf(
  pages: readonly Contributions[],
  invited: ReadonlySet<PersonId>,
): ReadonlyMap<PersonId, ReadonlySet<number>> {
  const all = new Map<PersonId, Set<number>>()
  for (const page of pages) {
    for (const [person, weeks] of page.writers()) {
      if (!invited.has(person)) continue
      const known = all.get(person) ?? new Set()
      for (const week of weeks) known.add(week)
      all.set(person, known)
    }
  }
  return all
}

function overTime(
  pages: readonly Contributions[],
  weeks: ReadonlyMap<PersonId, ReadonlySet<number>>,
  last: number,
): Participation['weeks'] {
  const began = Math.min(...pages.map((page) => page.began ?? Infinity))
  const counts = new Map<number, { tookPart: number; isNew: number }>()
  const at = (week: number) => {
    const known = counts.get(week) ?? { tookPart: 0, isNew: 0 }
    counts.set(week, known)
    return known
  }
  for (const wrote of weeks.values()) {
    for (const week of wrote) at(week).tookPart += 1
    at(Math.min(...wrote)).isNew += 1
  }
  const rows: Participation['weeks'] = []
  let soFar = 0
  for (let week = began; week <= last; week++) {
    const { isNew, tookPart } = counts.get(week) ?? { tookPart: 0, isNew: 0 }
    soFar += isNew
    rows.push({ from: mondayOf(week), tookPart, soFar })
  }
  return rows
}
