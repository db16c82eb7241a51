import { expect, test } from 'vitest'
import { createRateLimit } from '../../server/http/rate-limit.ts'

test('[A97] a clock that is set back a day stops changes for no longer than before', () => {
  let now = Date.now()
  const limit = createRateLimit(() => now, { burst: 2, perSecond: 1 })
  limit.take('somebody')
  limit.take('somebody')
  expect(() => limit.take('somebody')).toThrow('at once')
  now -= 24 * 3_600_000
  expect(() => limit.take('somebody')).toThrow('at once')
  now += 1_000
  limit.take('somebody')
})
