import { expect, test } from 'vitest'
import {
  mapSide,
  marksOf,
  placeAt,
  stepFrom,
} from '../../client/editor/blocks/stakeholders/marks.ts'
import { random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'

test('[K49] marks never cover each other, stay in their cells and tell their place back', () => {
  for (const seed of seeds(200)) {
    const dice = random(seed)
    const crowded = dice.chance(0.3)
    const rows = Array.from({ length: dice.int(60) }, () => ({
      power: dice.chance(0.1) ? null : crowded ? 4 : 1 + dice.int(5),
      interest: dice.chance(0.1) ? null : crowded ? 5 : 1 + dice.int(5),
    }))
    const marks = marksOf(rows)
    expect(marks.map(({ index }) => index)).toEqual(
      [...rows.keys()].filter(
        (n) => typeof rows[n]?.power === 'number' && typeof rows[n]?.interest === 'number',
      ),
    )
    for (const [place, mark] of marks.entries()) {
      const { x, y, radius, power, interest } = mark
      expect(radius, `seed ${seed}`).toBeGreaterThan(4)
      for (const [dx, dy] of [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ] as const) {
        const edge = placeAt(x + dx * radius, y + dy * radius)
        expect(edge, `seed ${seed}, mark ${place}`).toEqual({ power, interest })
      }
      for (const other of marks.slice(place + 1)) {
        const apart = Math.hypot(other.x - x, other.y - y)
        expect(apart, `seed ${seed}`).toBeGreaterThanOrEqual(radius + other.radius)
      }
    }
  }
})

test.each([
  [0, 0, 5, 1],
  [mapSide, mapSide, 1, 5],
  [-50, mapSide / 2, 3, 1],
  [mapSide * 2, -1, 5, 5],
  [250, 250, 3, 3],
])('[K49] %i, %i on the map is power %i and interest %i', (x, y, power, interest) => {
  expect(placeAt(x, y)).toEqual({ power, interest })
})

test('[K49] arrows move by one and stop at the edge', () => {
  const middle = { power: 3, interest: 3 }
  expect(stepFrom(middle, 'ArrowUp')).toEqual({ power: 4, interest: 3 })
  expect(stepFrom(middle, 'ArrowLeft')).toEqual({ power: 3, interest: 2 })
  expect(stepFrom({ power: 1, interest: 5 }, 'ArrowDown')).toEqual({ power: 1, interest: 5 })
  expect(stepFrom({ power: 1, interest: 5 }, 'ArrowRight')).toEqual({ power: 1, interest: 5 })
  expect(stepFrom(middle, 'Enter')).toBeNull()
})
