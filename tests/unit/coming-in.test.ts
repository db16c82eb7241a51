import { expect, test } from 'vitest'
import { Failure } from '../../client/net/failure.ts'
import { patiently } from '../../client/net/patiently.ts'
import { codeFault, codeIn } from '../../client/screens/joining/code-shape.ts'
import { newCode } from '../../server/people/codes.ts'

const tooEarly = (seconds: string) =>
  new Failure('too-many-requests', '', { details: { retryAfter: seconds } })

/** Does what it is told to, one after the other, and notes how long it was waited in between. */
function work(outcomes: readonly (Failure | string)[]) {
  const left = [...outcomes]
  const waits: number[] = []
  const done = patiently(
    async () => {
      const outcome = left.shift()
      if (typeof outcome === 'string') return outcome
      throw outcome ?? new Error('asked once too often')
    },
    async (milliseconds) => void waits.push(milliseconds),
  )
  return { done, waits, left }
}

test('[W55] a server that is a moment too busy is asked again, a little later than it said', async () => {
  const { done, waits } = work([tooEarly('1'), tooEarly('5'), 'in'])
  expect(await done).toBe('in')
  expect(waits).toHaveLength(2)
  expect(waits[0]).toBeGreaterThanOrEqual(1_000)
  expect(waits[0]).toBeLessThan(2_000)
  expect(waits[1]).toBeGreaterThanOrEqual(5_000)
})

test('[W55] it is told when the wait is long, when it never ends, and when it is something else', async () => {
  for (const failure of [
    tooEarly('640'),
    new Failure('link-not-valid', ''),
    new Failure('unreachable', ''),
  ]) {
    const { done, waits } = work([failure, 'in'])
    await expect(done).rejects.toBe(failure)
    expect(waits).toEqual([])
  }
  const { done, left } = work(Array.from({ length: 10 }, () => tooEarly('2')))
  await expect(done).rejects.toBeInstanceOf(Failure)
  expect(left).toHaveLength(4)
})

test('[W57] what cannot be a code is found before it is sent, and no code is taken for such', () => {
  for (let n = 0; n < 200; n += 1) {
    const code = newCode()
    expect(codeFault(code)).toBeNull()
    expect(codeFault(` ${code.toUpperCase().replaceAll('-', ' ')}\n`)).toBeNull()
    expect(codeFault(codeIn(`https://talkoot.example/wiki/join#${code}`))).toBeNull()
  }
  expect(codeFault('abcd-efgh-jkm')).toEqual({ of: 'length', n: 11 })
  expect(codeFault('abcd–efgh–jkmn')).toBeNull()
  for (const wrong of ['abcd-efgh-jkm0', 'abcd-efgh-jkmO', 'abcd-efgh-jkm!', 'abcd-efgh-jkmä']) {
    expect(codeFault(wrong)).toEqual({ of: 'letters' })
  }
})
