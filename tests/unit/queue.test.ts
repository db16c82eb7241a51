import { expect, test } from 'vitest'
import { createQueue } from '../../server/pages/queue.ts'

test('[F45] two run at a time, in the order in which they came, whatever becomes of them', async () => {
  const queue = createQueue(2)
  const started: number[] = []
  const ending: ((how: 'well' | 'badly') => void)[] = []
  let running = 0
  let most = 0
  const work = (n: number) =>
    queue(async () => {
      started.push(n)
      running += 1
      most = Math.max(most, running)
      const how = await new Promise((resolve) => ending.push(resolve))
      running -= 1
      if (how === 'badly') throw new Error(String(n))
      return n
    })
  const all = [1, 2, 3, 4, 5].map(work)
  const outcomes = Promise.allSettled(all)
  expect(started).toEqual([1, 2])
  for (let n = 0; n < 5; n += 1) {
    await expect.poll(() => ending.length).toBeGreaterThan(n)
    ending[n]?.(n % 2 === 0 ? 'badly' : 'well')
  }
  expect((await outcomes).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
  ])
  expect(started).toEqual([1, 2, 3, 4, 5])
  expect(most).toBe(2)
  expect(await queue(async () => 'again')).toBe('again')
})
