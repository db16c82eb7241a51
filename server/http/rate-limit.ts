/**
 * How often somebody may ask for a change. Reading is never limited, and the limits are wide: three
 * hundred people may sit behind one address.
 */
import { AppError } from '#contract/errors.ts'

const keysAtMost = 50_000

export interface RateLimit {
  /** Takes one. AppError too-many-requests with `retryAfter` in seconds when none is left. */
  take(key: string): void
}

/** A bucket per key: `burst` at once, refilled by `perSecond`. */
export function createRateLimit(
  clock: () => number,
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(key) {
      const now = clock()
      const bucket = buckets.get(key)
      const gained = bucket ? (Math.max(0, now - bucket.at) / 1_000) * perSecond : 0
      const left = Math.min(burst, (bucket?.left ?? burst) + gained)
      // A clock that was set back counts from where it is now.
      if (bucket && bucket.at > now) bucket.at = now
      if (left < 1) {
        throw new AppError('too-many-requests', 'That was a lot at once. Try again in a moment.', {
          details: { retryAfter: String(Math.ceil((1 - left) / perSecond)) },
        })
      }
      // Set anew, the key moves to the end: the first keys are those unused the longest.
      buckets.delete(key)
      buckets.set(key, { left: left - 1, at: now })
      for (const oldest of buckets.keys()) {
        if (buckets.size <= keysAtMost) break
        buckets.delete(oldest)
      }
    },
  }
}
