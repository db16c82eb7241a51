import { expect, test } from 'vitest'
import { newId, personId, talkootAuthor, type UnitId, unitId } from '#contract/ids.ts'
import { Moments } from '../../../client/history/moments.ts'
import type { HistoryFacts } from '../../../client/history/open-history.ts'
import { bandsOf } from '../../../client/history/timeline/bands.ts'
import { riverPaths } from '../../../client/history/timeline/river.ts'
import { TimeAxis } from '../../../client/history/timeline/time-axis.ts'

const sitting = { from: 1, to: 4, startedAt: 0, endedAt: 3, authors: [], inserted: 4, deleted: 0 }

function historyOf(
  people: readonly { readonly group: UnitId | null; readonly characters: readonly number[] }[],
  units: HistoryFacts['units'],
) {
  const known = people.map(({ group }, n) => ({
    id: newId(personId),
    name: `Person ${n}`,
    unit: group,
    group,
  }))
  const moments = new Moments({
    head: 4,
    times: Float64Array.of(0, 1, 2, 3),
    authors: Uint32Array.of(0, 0, 0, 0),
    people: known.map(({ id }) => id),
    talkoot: talkootAuthor,
    sittings: [sitting],
    growth: {
      seqs: [2, 4],
      people: [talkootAuthor, ...known.map(({ id }) => id)],
      characters: [[100, 100], ...people.map(({ characters }) => characters)],
    },
  })
  const facts: HistoryFacts = {
    ...{ head: 4, epoch: 0, redactions: [], versions: [], lastHere: null },
    ...{ people: known, units },
  }
  return { moments, facts }
}

test('[H93] the picture of growth is of units, never of persons; whoever is in a small one is with all others', () => {
  const [hr, it] = [newId(unitId), newId(unitId)]
  const units = [
    { id: hr, name: 'HR' },
    { id: it, name: 'IT' },
  ]
  const history = historyOf(
    [
      { group: hr, characters: [3, 4] },
      { group: hr, characters: [0, 6] },
      { group: it, characters: [1, 1] },
      { group: null, characters: [2, 2] },
      { group: null, characters: [0, 5] },
      // Its unit is gone: there is no name for it.
      { group: newId(unitId), characters: [1, 1] },
    ],
    units,
  )
  const bands = bandsOf(history)
  expect(bands.map(({ kind, name, characters }) => ({ kind, name, characters }))).toEqual([
    { kind: 'unit', name: 'HR', characters: [3, 10] },
    { kind: 'unit', name: 'IT', characters: [1, 1] },
    { kind: 'others', name: '', characters: [3, 8] },
  ])
  // Told apart by colour and by pattern.
  expect(new Set(bands.map(({ colour }) => colour)).size).toBe(3)
  expect(new Set(bands.map(({ pattern }) => pattern)).size).toBe(3)
  const told = JSON.stringify(bands)
  for (const { id, name } of history.facts.people) {
    expect(told).not.toContain(id)
    expect(told).not.toContain(name)
  }
  const paths = riverPaths(bands, history.moments.growth.seqs, new TimeAxis([sitting]), {
    width: 100,
    height: 19,
  })
  // At the end: 10 of 19 at the bottom, one over them, the others up to the top.
  expect(paths[0]).toContain('100 9')
  expect(paths[1]).toContain('100 8')
  expect(paths[2]).toContain('100 0')
})

test('[H93] eight units and more have a pattern each beside colours that come again', () => {
  const units = Array.from({ length: 9 }, (_, n) => ({ id: newId(unitId), name: `Unit ${n}` }))
  const bands = bandsOf(
    historyOf(
      units.map(({ id }) => ({ group: id, characters: [1, 1] })),
      units,
    ),
  )
  expect(new Set(bands.slice(0, 8).map(({ colour }) => colour)).size).toBe(8)
  expect(new Set(bands.map(({ pattern }) => pattern)).size).toBe(9)
})
