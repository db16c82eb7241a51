import { expect, test } from 'vitest'
import { answeredOf, shareOf } from '../../client/screens/process/answered.ts'

test('[M141] the share of what was answered is whole and nothing only where it is', () => {
  const ended = {
    answered: 1,
    adopted: 2,
    'adopted-changed': 3,
    merged: 4,
    parked: 5,
    declined: 6,
  }
  expect(answeredOf({ ended })).toBe(21)
  expect(shareOf(0, 0)).toBe(1)
  expect(shareOf(0, 1_000)).toBe(0)
  expect(shareOf(1, 1_000)).toBe(0.01)
  expect(shareOf(999, 1_000)).toBe(0.99)
  expect(shareOf(1_000, 1_000)).toBe(1)
  expect(shareOf(1, 3)).toBe(0.33)
})
