import { expect, test } from 'vitest'
import { lowestOf, middleOf } from '../../client/editor/blocks/scales/spread.ts'
import { balanced, isProposal, sharesOf, sumOf } from '../../client/editor/blocks/time/budget.ts'
import { timeShares } from '#contract/page-values.ts'

test.each([
  [[0, 0, 0, 0, 0], null],
  [[5, 0, 0, 0, 0], 1],
  [[1, 1, 1, 1, 1], 3],
  [[0, 3, 0, 3, 0], 2],
  [[0, 2, 0, 3, 0], 4],
  [[0, 0, 0, 0, 7], 5],
  [[2, 2, 1], 2],
] as const)('[K52] the middle of %j is %j', (spread, middle) => {
  expect(middleOf(spread)).toBe(middle)
})

test('[K52] the result is the lowest of what is shown, and nothing while one is missing', () => {
  expect(lowestOf([3, 1, 2, 1])).toEqual({ value: 1, places: [1, 3] })
  expect(lowestOf([2])).toEqual({ value: 2, places: [0] })
  expect(lowestOf([3, null])).toBeNull()
  expect(lowestOf([])).toBeNull()
})

test('[K54] shares make a sum; the rest goes on one of them, what is too much comes off', () => {
  const shares = sharesOf({ ...timeShares, making: 65 })
  expect(sumOf(shares)).toBe(95)
  expect(balanced(shares, 'analysing')).toBe(15)
  const over = sharesOf({ ...timeShares, talking: 30 })
  expect(sumOf(over)).toBe(120)
  expect(balanced(over, 'making')).toBe(50)
  expect(balanced(over, 'sharing')).toBeNull()
  expect(balanced(sharesOf(timeShares), 'making')).toBeNull()
  expect(isProposal(sharesOf(timeShares))).toBe(true)
  expect(isProposal(over)).toBe(false)
  expect(sumOf(sharesOf({ making: 'much', talking: 400, sharing: -3 }))).toBe(100)
})
