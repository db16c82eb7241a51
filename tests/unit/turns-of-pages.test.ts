import { expect, test } from 'vitest'
import { newId, pageId } from '#contract/ids.ts'
import { TurnsOfPages } from '../../server/digests/turns-of-pages.ts'

const [a, b, c] = [newId(pageId), newId(pageId), newId(pageId)] as const

test('[E67] pages have their turns in order, and none has two within the time', () => {
  const turns = new TurnsOfPages(50)
  expect(turns.next()).toBe(null)
  turns.add(a, 30)
  turns.add(b, 20)
  turns.add(a, 90)
  expect([turns.next(), turns.due(10, 9)]).toEqual([20, []])
  expect([turns.due(30, 9), turns.due(30, 1)]).toEqual([[b, a], [b]])
  turns.take(b, 30)
  expect(turns.due(30, 9)).toEqual([a])
  // Written on while it was looked at.
  turns.add(b, 33)
  turns.add(c, 33)
  expect([turns.due(79, 9), turns.due(80, 9)]).toEqual([
    [a, c],
    [a, c, b],
  ])
  for (const page of [a, b, c]) turns.take(page, 80)
  turns.add(a, 200)
  expect([turns.due(Infinity, 9), turns.next()]).toEqual([[a], 200])
})
