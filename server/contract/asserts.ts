/** Words for what cannot happen. A failing assertion is a fault of ours, never a user's. */

/** Promises that `condition` holds. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`)
}

/** The value, which is known to be there. */
export function must<T>(value: T | null | undefined, message = 'a value is missing'): T {
  if (value === null || value === undefined) throw new Error(`Assertion failed: ${message}`)
  return value
}

/** Closes an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Error(`Assertion failed: unexpected ${JSON.stringify(value)}`)
}
