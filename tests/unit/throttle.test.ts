import { expect, test } from 'vitest'
import { createRateLimit } from '../../server/http/rate-limit.ts'
import { addressKey, createThrottle } from '../../server/people/throttle.ts'

test('[A6] an attempt counts before its outcome is known, and success takes it back', () => {
  const throttle = createThrottle(() => 0)
  const keys = [{ key: 'one', limit: 2 }]
  const first = throttle.attempt(keys)
  throttle.attempt(keys)
  expect(() => throttle.attempt(keys)).toThrow('Too many attempts')
  first.succeeded()
  throttle.attempt(keys)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['', ''],
])('[A6] %s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})

test('[E14] changes are limited by a bucket that fills again', () => {
  let now = 0
  const limit = createRateLimit(() => now, { burst: 3, perSecond: 1 })
  for (const _ of [1, 2, 3]) limit.take('a')
  expect(() => limit.take('a')).toThrow('a lot at once')
  limit.take('b')
  now += 1_000
  limit.take('a')
  expect(() => limit.take('a')).toThrow('a lot at once')
})
