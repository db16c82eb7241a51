/**
 * Nobody learns of fewer than five people from what is published, whatever they add and subtract:
 * shown by trying every world that fits what is told.
 */
import { expect, test } from 'vitest'
import { toldGroups, toldOf, toldParts } from '../../../server/publishing/story/counted-people.ts'

/** All ways to put at most `most` people into so many places. */
function* worlds(places: number, most: number): IterableIterator<readonly number[]> {
  if (places === 0) {
    yield []
    return
  }
  for (let here = 0; here <= most; here++) {
    for (const rest of worlds(places - 1, most - here)) yield [here, ...rest]
  }
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

/**
 * What can be computed from what is told of worlds: of every group that is made of places its
 * size, where all worlds of which the same is told have the same. Only sizes of 1 to 4.
 */
function computed(
  places: number,
  most: number,
  tell: (world: readonly number[]) => unknown,
): string[] {
  const alike = new Map<string, Int16Array>()
  const several = -1
  for (const world of worlds(places, most)) {
    const said = JSON.stringify(tell(world))
    const known = alike.get(said)
    const sizes = known ?? new Int16Array(2 ** places)
    for (let group = 1; group < sizes.length; group++) {
      const size = sumOf(world.filter((_, place) => (group >> place) % 2 === 1))
      if (known === undefined) sizes[group] = size
      else if (sizes[group] !== size) sizes[group] = several
    }
    alike.set(said, sizes)
  }
  return [...alike].flatMap(([said, sizes]) =>
    [...sizes].flatMap((size, group) =>
      size > 0 && size < 5 ? [`${said}: ${size} in group ${group.toString(2)}`] : [],
    ),
  )
}

/** The places are who was in which groups: in the first, in the second, in both … */
function groupsIn(world: readonly number[], groups: number): number[] {
  return Array.from({ length: groups }, (_, group) =>
    sumOf(world.filter((_count, place) => ((place + 1) >> group) % 2 === 1)),
  )
}

test.each([
  [1, 30],
  [2, 24],
  [3, 12],
])('[P386] nobody can compute a group of one to four from %i pages or weeks', (groups, most) => {
  const found = computed(2 ** groups - 1, most, (world) => {
    const all = sumOf(world)
    return { all: toldOf(all), groups: toldGroups({ all, groups: groupsIn(world, groups) }) }
  })
  expect(found).toEqual([])
})

test.each([
  [2, 1, 24],
  [3, 1, 10],
])('[P386] nor where some only spoke, and are in none of %i weeks', (groups, beside, most) => {
  const found = computed(2 ** groups - 1 + beside, most, (world) => {
    const all = sumOf(world)
    const sat = world.slice(0, 2 ** groups - 1)
    return { all: toldOf(all), groups: toldGroups({ all, groups: groupsIn(sat, groups) }) }
  })
  expect(found).toEqual([])
})

test.each([
  [1, 40],
  [2, 30],
  [3, 20],
  [4, 16],
])('[P386] nor from all and %i units, with who is in none', (units, most) => {
  const found = computed(units + 1, most, (world) => {
    const all = sumOf(world)
    const groups = world.slice(0, units)
    const told = toldParts({ all, groups })
    return { all: toldOf(all), units: groups.map((size, at) => (told[at] === true ? size : null)) }
  })
  expect(found).toEqual([])
})

test('[P386] nor from pages and units together', () => {
  // Whoever wrote on the first, the second or both pages, in one unit or the other.
  const found = computed(6, 13, (world) => {
    const all = sumOf(world)
    const sizes = [world.slice(0, 3), world.slice(3)].map(sumOf)
    const told = toldParts({ all, groups: sizes })
    const pages = [0, 1].map((page) => sumOf(world.filter((_, at) => at % 3 !== page)))
    return {
      all: toldOf(all),
      pages: toldGroups({ all, groups: pages }),
      units: sizes.map((size, at) => (told[at] === true ? size : null)),
    }
  })
  expect(found).toEqual([])
})

test('[P386] figures that are only large enough by themselves would tell', () => {
  const naive = (world: readonly number[]) => [sumOf(world), ...groupsIn(world, 2)].map(toldOf)
  expect(computed(3, 12, naive).length).toBeGreaterThan(0)
})

test('[P386] what is told is true, and as much as may be', () => {
  expect(toldOf(0)).toBe(0)
  expect([1, 4].map(toldOf)).toEqual([null, null])
  expect([5, 400].map(toldOf)).toEqual([5, 400])
  expect(toldGroups({ all: 20, groups: [0, 4, 5, 15, 16, 20] })).toEqual([
    ...[0, null, 5, 15, null, 20],
  ])
  expect(toldParts({ all: 20, groups: [6, 4, 5, 5] })).toEqual([true, false, true, false])
  expect(toldParts({ all: 21, groups: [6, 5, 5, 5] })).toEqual([true, true, true, true])
  // 12 without 5 and 5 would be a group of two.
  expect(toldParts({ all: 12, groups: [5, 5, 2] })).toEqual([true, false, false])
  expect(toldParts({ all: 10, groups: [5, 5] })).toEqual([true, true])
  expect(toldParts({ all: 8, groups: [5, 3] })).toEqual([false, false])
})
