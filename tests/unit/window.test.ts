import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { adaptiveWindow, Windows } from '../../server/rooms/window.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

test('[X2] a change after a pause is stored at once', async () => {
  const pace = new Windows(() => 20)
  expect(pace.next(1)).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(pace.next(1)).toBeUndefined()
})

test('[X2] whoever types slower than the window never waits', async () => {
  const pace = new Windows(() => 20)
  for (let i = 0; i < 10; i++) {
    expect(pace.next(1)).toBeUndefined()
    await vi.advanceTimersByTimeAsync(25)
  }
})

test('[X2] where more is typed, a window lies between two writes', async () => {
  const pace = new Windows(() => 20)
  for (let spare = 0; spare < 3; spare++) expect(pace.next(1)).toBeUndefined()
  const turns: number[] = []
  for (let i = 0; i < 5; i++) {
    const turn = pace.next(1)
    expect(turn).toBeDefined()
    void vi.advanceTimersToNextTimerAsync()
    await turn
    turns.push(Math.round(performance.now()))
  }
  expect(turns).toEqual([20, 40, 60, 80, 100])
})

test('[X2] the window grows slower than the crowd and never beyond what is noticed', () => {
  expect(adaptiveWindow(4)).toBe(8)
  expect(adaptiveWindow(109)).toBe(13)
  expect(adaptiveWindow(100_000)).toBe(50)
})

test('[X3] a hurry ends the waiting, and the next one goes at once', async () => {
  const pace = new Windows(() => 1_000)
  for (let spare = 0; spare < 3; spare++) void pace.next(1)
  const turn = pace.next(1)
  expect(turn).toBeDefined()
  pace.hurry()
  await turn
  expect(performance.now()).toBe(0)
  pace.hurry()
  expect(pace.next(1)).toBeUndefined()
})
