import { expect, test } from 'vitest'
import { dueOf } from '../../client/editor/blocks/due.ts'

test.each([
  ['2027-03-30', 'late'],
  ['2027-03-31', 'today'],
  ['2027-04-01', 'ahead'],
  ['2026-12-31', 'late'],
  ['2028-01-01', 'ahead'],
] as const)('[K25] on the evening of 31 March 2027 %s is %s', (day, due) => {
  expect(dueOf(day, new Date(2027, 2, 31, 23, 30))).toBe(due)
  expect(dueOf(day, new Date(2027, 2, 31, 0, 10))).toBe(due)
})
