/**
 * Does something with each of some keys, one after the other, beside everything else and with pauses
 * for others. What failed is tried again, later each time.
 */
import { setImmediate as othersTurn, setTimeout as pause } from 'node:timers/promises'

/** Milliseconds until what failed is tried again, longer each time. */
const firstRetryMs = 1_000
const longestRetryMs = 300_000

export interface Rounds<Key> {
  /** Once for however often it was added before its turn came. */
  add(key: Key): void
  /** Is it to be ended? Then what is under way stops where it can. */
  readonly closing: AbortSignal
  /** Ends after what is being done. */
  close(): Promise<void>
}

export function createRounds<Key>(deps: {
  readonly each: (key: Key) => Promise<void>
  /** Told of what failed. */
  readonly failed: (error: unknown, key: Key) => void
}): Rounds<Key> {
  const waiting = new Set<Key>()
  const failures = new Map<Key, number>()
  const closing = new AbortController()
  let working: Promise<void> | null = null

  function add(key: Key): void {
    waiting.add(key)
    start()
  }

  function start(): void {
    if (working !== null || waiting.size === 0 || closing.signal.aborted) return
    working = work().finally(() => {
      working = null
      start()
    })
  }

  async function work(): Promise<void> {
    // Whoever asked for it has not answered its request yet.
    await othersTurn()
    for (const key of waiting) {
      if (closing.signal.aborted) return
      waiting.delete(key)
      try {
        await deps.each(key)
        failures.delete(key)
      } catch (error) {
        deps.failed(error, key)
        again(key)
      }
    }
  }

  function again(key: Key): void {
    const failed = (failures.get(key) ?? 0) + 1
    failures.set(key, failed)
    const ms = Math.min(longestRetryMs, firstRetryMs * 2 ** (failed - 1))
    pause(ms, null, { signal: closing.signal, ref: false }).then(
      () => add(key),
      // The next start finds it.
      () => {},
    )
  }

  return {
    add,
    closing: closing.signal,
    async close() {
      closing.abort()
      await working
    },
  }
}
