import { expect, test } from 'vitest'
import { type Bus, processBus } from '../../server/bus/bus.ts'
import { createMoments } from '../../server/http/moments.ts'

function counting() {
  const bus: Bus = processBus((error) => {
    throw error
  })
  let now = 1_000_000
  const moments = createMoments({ bus, clock: () => now })
  return { bus, moments, passes: (ms: number) => void (now += ms) }
}

test('[E73] nothing is missed, and of long ago nothing is told again', () => {
  const { bus, moments, passes } = counting()
  bus.publish({ kind: 'people' })
  passes(60_000)
  const before = moments.now()
  expect(moments.since(before)).toEqual([])
  bus.publish({ kind: 'strategies' })
  expect(moments.since(before)).toEqual([{ kind: 'strategies' }])
  // An answer that was made a little before this one may arrive after it.
  expect(moments.since(moments.now())).toEqual([{ kind: 'strategies' }])
  passes(60_000)
  expect(moments.since(moments.now())).toEqual([])
  expect(moments.since(before)).toEqual([{ kind: 'strategies' }])
})

test('[E73] more than is remembered is not told in part', () => {
  const { bus, moments } = counting()
  const before = moments.now()
  for (let many = 0; many < 2_000; many++) bus.publish({ kind: 'people' })
  expect(moments.since(before)).toHaveLength(2_000)
  bus.publish({ kind: 'people' })
  expect(moments.since(before)).toBeNull()
  moments.close()
  const after = moments.now()
  bus.publish({ kind: 'people' })
  expect(moments.now()).toBe(after)
})
