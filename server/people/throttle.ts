/**
 * Slows down guessing: so many failures under a key within a time, then none until it is over. Kept
 * in memory; a restart forgets it.
 */
import { isIPv6 } from 'node:net'
import { AppError } from '#contract/errors.ts'

const quarterMs = 15 * 60_000
const keysAtMost = 50_000

export interface AttemptKey {
  readonly key: string
  /** Failures allowed within the time. */
  readonly limit: number
  /** The time in milliseconds; a quarter of an hour unless it is said. */
  readonly withinMs?: number
}

export interface Throttle {
  /**
   * Counts an attempt under every key before its outcome is known, so that many at once do not
   * get through; `succeeded` takes it back. Throws too-many-requests with `retryAfter` in seconds.
   */
  attempt(keys: readonly AttemptKey[]): { succeeded(): void }
}

export function createThrottle(clock: () => number): Throttle {
  const counts = new Map<string, { failures: number; until: number }>()

  const forgetOld = (now: number) => {
    for (const [key, count] of counts) if (count.until <= now) counts.delete(key)
    // Still full: an attack from many addresses. Forgetting the oldest is better than growing.
    for (const key of counts.keys()) {
      if (counts.size < keysAtMost) break
      counts.delete(key)
    }
  }

  return {
    attempt(keys) {
      const now = clock()
      // Longer than it can be: the clock has been set back, and nobody should wait for that.
      const holds = (until: number, withinMs: number) => until > now && until <= now + withinMs
      for (const { key, limit, withinMs = quarterMs } of keys) {
        const count = counts.get(key)
        if (count && holds(count.until, withinMs) && count.failures >= limit) {
          throw new AppError('too-many-requests', 'Too many attempts. Try again later.', {
            details: { retryAfter: String(Math.ceil((count.until - now) / 1_000)) },
          })
        }
      }
      if (counts.size >= keysAtMost) forgetOld(now)
      for (const { key, withinMs = quarterMs } of keys) {
        const count = counts.get(key)
        if (count && holds(count.until, withinMs)) count.failures += 1
        else counts.set(key, { failures: 1, until: now + withinMs })
      }
      return {
        succeeded() {
          for (const { key } of keys) {
            const count = counts.get(key)
            if (count && count.failures > 0) count.failures -= 1
          }
        },
      }
    },
  }
}

/** What counts as one address: of IPv6 the network, because a household has 2⁶⁴ of them. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...(tail === undefined ? [] : zeros), ...last].slice(0, 4).join(':')
}
