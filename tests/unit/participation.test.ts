import { expect, test } from 'vitest'
import { newId, type PersonId, personId, type UnitId, unitId } from '#contract/ids.ts'
import type { EntryKind } from '#contract/records.ts'
import { Contributions, mondayOf, weekOf } from '../../server/chronicles/contributions.ts'
import { fewest, shownUnits } from '../../server/versions/groups.ts'
import { participationIn } from '../../server/versions/participation.ts'
import { random } from '../support/random.ts'

const dayMs = 24 * 3_600_000
const monday = Date.parse('2027-03-29T00:00:00Z')

const people = (count: number, unit: UnitId | null) =>
  Array.from({ length: count }, () => ({ id: newId(personId), unit }))
const unitCalled = (name: string) => ({
  id: newId(unitId),
  name,
  createdAt: '2027-01-01T00:00:00.000Z',
})

/** Who wrote when, as entries of these kinds. */
function contributions(
  entries: readonly { readonly author: PersonId; readonly at: number; readonly kind?: EntryKind }[],
): Contributions {
  const made = new Contributions()
  for (const [n, { kind = 'edit', ...entry }] of entries.entries()) {
    made.add({ ...entry, kind, seq: n + 1 })
  }
  return made
}

test('[H71] weeks begin on Mondays', () => {
  for (let day = 0; day < 7; day++) {
    expect(mondayOf(weekOf(monday + day * dayMs))).toBe('2027-03-29')
  }
  expect(mondayOf(weekOf(monday + 7 * dayMs))).toBe('2027-04-05')
  expect(mondayOf(weekOf(monday - 1))).toBe('2027-03-22')
})

test('[H71] people are counted by unit and by week, once each', () => {
  const [hr, it] = [unitCalled('HR'), unitCalled('IT')]
  const invited = [...people(6, hr.id), ...people(5, it.id)]
  const [a, b] = invited
  const page = contributions([
    { author: a?.id ?? fail(), at: monday, kind: 'template' },
    { author: a?.id ?? fail(), at: monday },
    { author: a?.id ?? fail(), at: monday + dayMs },
    { author: b?.id ?? fail(), at: monday + 14 * dayMs, kind: 'offline' },
    // Not invited any more.
    { author: newId(personId), at: monday },
    // Begins a page, writes nothing.
    { author: invited[7]?.id ?? fail(), at: monday, kind: 'copy' },
  ])
  const again = contributions([{ author: a?.id ?? fail(), at: monday + 7 * dayMs }])
  const given = { invited, units: [hr, it], now: monday + 20 * dayMs }
  expect(participationIn([page, again], given)).toEqual({
    invited: 11,
    tookPart: 2,
    units: [
      { unit: hr.id, name: 'HR', invited: 6, tookPart: 2 },
      { unit: it.id, name: 'IT', invited: 5, tookPart: 0 },
    ],
    weeks: [
      { from: '2027-03-29', tookPart: 1, soFar: 1 },
      { from: '2027-04-05', tookPart: 1, soFar: 1 },
      { from: '2027-04-12', tookPart: 1, soFar: 2 },
    ],
  })
})

test('[H71] fewer than five are not counted by unit nor by week', () => {
  const unit = unitCalled('HR')
  const invited = people(4, unit.id)
  const page = contributions([{ author: invited[0]?.id ?? fail(), at: monday }])
  expect(participationIn([page], { invited, units: [unit], now: monday })).toEqual({
    invited: 4,
    tookPart: 1,
    units: null,
    weeks: [],
  })
})

test('[H72] whatever is subtracted from whatever, no group of fewer than five remains', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const dice = random(seed)
    const units = Array.from({ length: 1 + dice.int(6) }, (_, n) => unitCalled(`Unit ${n}`))
    const invited = units.flatMap(({ id }) => people(dice.int(12), id))
    invited.push(...people(dice.int(8), null))
    const { units: shown } = participationIn([], { invited, units, now: monday })
    const told = `seed ${seed}`
    if (invited.length < fewest) {
      expect([told, shown]).toEqual([told, null])
      continue
    }
    expect([told, shown?.reduce((sum, one) => sum + one.invited, 0)]).toEqual([
      told,
      invited.length,
    ])
    for (const one of shown ?? []) {
      expect([told, one.invited >= fewest]).toEqual([told, true])
      // A unit is shown whole or not at all: what is missing of it would be a group, too.
      const members = invited.filter(({ unit }) => unit === one.unit).length
      if (one.unit !== null) expect([told, one.invited]).toEqual([told, members])
    }
    // Whoever knows which units there are learns nothing of those that are not shown but together.
    const hidden = units.filter(({ id }) => !shownUnits(invited.map(({ unit }) => unit)).has(id))
    expect(shown?.filter(({ unit }) => hidden.some(({ id }) => id === unit))).toEqual([])
  }
})

test('[H71] what is kept of contributions is read as it was written', () => {
  const authors = people(4, null).map(({ id }) => id)
  const made = contributions(
    authors.map((author, n) => ({ author, at: monday + n * 30 * dayMs - 90 * 365 * dayMs })),
  )
  const read = Contributions.decode(made.encode())
  expect([...read.writers()]).toEqual([...made.writers()])
  expect([read.seq, read.began, read.people]).toEqual([made.seq, made.began, made.people])
})

function fail(): never {
  throw new Error('not there')
}
