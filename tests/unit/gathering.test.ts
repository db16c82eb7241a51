import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ServerEvent } from '#contract/api.ts'
import { newId, strategyId } from '#contract/ids.ts'
import { Gathering } from '../../client/net/gathering.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('[W265] lists of pages that change with every word are told of once in a while, and in the end', () => {
  const told: ServerEvent[] = []
  const gathering = new Gathering((event) => told.push(event))
  const [one, other] = [newId(strategyId), newId(strategyId)]
  for (let word = 0; word < 20; word += 1) {
    gathering.add({ kind: 'pages', strategy: one, written: true })
    vi.advanceTimersByTime(200)
  }
  const during = told.length
  expect(during).toBeGreaterThan(1)
  expect(during).toBeLessThan(4)
  gathering.add({ kind: 'pages', strategy: other, written: true })
  vi.advanceTimersByTime(10_000)
  expect(told.slice(during).map((event) => 'strategy' in event && event.strategy)).toEqual([
    one,
    other,
  ])
})

test('[W265] all else is told at once, and nothing after the end', () => {
  const told: ServerEvent[] = []
  const gathering = new Gathering((event) => told.push(event))
  gathering.add({ kind: 'desk' })
  gathering.add({ kind: 'rights' })
  gathering.add({ kind: 'pages', strategy: newId(strategyId) })
  expect(told.map(({ kind }) => kind)).toEqual(['desk', 'rights', 'pages'])
  gathering.add({ kind: 'pages', strategy: newId(strategyId), written: true })
  gathering.end()
  vi.advanceTimersByTime(10_000)
  expect(told).toHaveLength(3)
})
