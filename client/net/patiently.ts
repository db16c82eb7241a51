import { Failure } from './failure.ts'

/** The longest that one is made to wait without a word, seconds. */
const longestWait = 10
const mostTries = 6

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/**
 * Does the work again when the server says that it is only a moment too early: two hundred people
 * come in at once, and each waits a little longer than told, by chance, so as not to come at once
 * again. A longer wait, and every other failure, is the caller's to show.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  wait: (milliseconds: number) => Promise<void> = pause,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      const seconds = error instanceof Failure ? Number(error.details['retryAfter']) : Number.NaN
      if (tries === mostTries || !(seconds <= longestWait)) throw error
      await wait((seconds + tries * Math.random()) * 1_000)
    }
  }
}
