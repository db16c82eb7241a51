/** A small seeded random source, so that a failure can be repeated: the seed stands in the test's message. */
export interface Random {
  readonly seed: number
  /** A whole number, 0 <= n < limit. */
  below(limit: number): number
}

/** mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { seed, below: (limit) => Math.floor(next() * limit) }
}

/** Seeds for `count` runs: fresh ones each time, or the one in TALKOOT_SEED. */
export function seeds(count: number): readonly number[] {
  const fixed = process.env.TALKOOT_SEED
  if (fixed !== undefined) return [Number(fixed)]
  return Array.from({ length: count }, () => Math.floor(Math.random() * 2 ** 31))
}
