/** Optimistic concurrency: somebody else was quicker, so read again and try again. */
import { AppError } from '#contract/errors.ts'

const attempts = 10

/** Runs `change`, again after a conflict; gives up with the conflict after ten times. */
export async function retryConflict<T>(change: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change()
    } catch (error) {
      if (!isConflict(error) || attempt === attempts) throw error
    }
  }
}

/** Did a transaction meet a newer revision or a taken key? What says more by itself is none. */
export function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === 'conflict' && error.details === undefined
}
