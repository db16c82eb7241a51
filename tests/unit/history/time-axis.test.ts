import { expect, test } from 'vitest'
import { TimeAxis } from '../../../client/history/timeline/time-axis.ts'
import type { Sitting } from '../../../server/history/sittings.ts'
import { random } from '../../support/random.ts'

const hour = 3_600_000

function sittings(seed: number): Sitting[] {
  const dice = random(seed)
  let seq = 0
  let at = 0
  return Array.from({ length: 1 + dice.int(12) }, () => {
    const from = seq + 1
    seq += 1 + dice.int(dice.chance(0.5) ? 5 : 3_000)
    at += hour * (0.6 + dice.int(1_000))
    const startedAt = at
    at += dice.int(hour)
    return { from, to: seq, startedAt, endedAt: at, authors: [], inserted: 0, deleted: 0 }
  })
}

test('[H92] every moment has a place on the line of time, and is found there again', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const all = sittings(seed)
    const axis = new TimeAxis(all)
    const head = all.at(-1)?.to ?? 0
    let before = 0
    for (let seq = 1; seq <= head; seq++) {
      const place = axis.placeOf(seq)
      expect(place, `seed ${seed}, moment ${seq}`).toBeGreaterThan(before)
      expect(axis.momentAt(place), `seed ${seed}, moment ${seq}`).toBe(seq)
      before = place
    }
    expect(before).toBeCloseTo(1)
    expect(axis.momentAt(0)).toBe(1)
  }
})

test('[H92] a pause shows what was there before it; short sittings are seen beside long ones', () => {
  const axis = new TimeAxis([
    { from: 1, to: 2, startedAt: 0, endedAt: 1, authors: [], inserted: 2, deleted: 0 },
    {
      ...{ from: 3, to: 10_002, startedAt: 2_000 * hour, endedAt: 2_001 * hour },
      ...{ authors: [], inserted: 10_000, deleted: 0 },
    },
  ])
  const [short, long] = axis.stretches
  expect((short?.end ?? 0) - (short?.start ?? 0)).toBeGreaterThan(0.01)
  const between = ((short?.end ?? 0) + (long?.start ?? 0)) / 2
  expect(axis.momentAt(between)).toBe(2)
  expect((long?.start ?? 0) - (short?.end ?? 0)).toBeGreaterThan(0.1)
})
