/** Seeded random numbers; a test prints its seed so that a failure can be run again. */
import { times } from './counts.ts'

export interface Random {
  readonly seed: number
  /** 0 ≤ x < 1 */
  next(): number
  /** 0 ≤ n < below */
  int(below: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
}

/** Mulberry32 (public domain algorithm by Tommy Ettinger). */
export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number) => Math.floor(next() * below)
  return {
    seed,
    next,
    int,
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[int(items.length)]
      if (item === undefined) throw new Error('Nothing to pick from')
      return item
    },
  }
}

/** The seeds to run: the one in TALKOOT_SEED, or `count` new ones, printed. */
export function seeds(count: number, named: readonly number[] = []): number[] {
  const asked = process.env['TALKOOT_SEED']
  if (asked !== undefined) return [Number(asked)]
  const start = Date.now() % 1_000_000_000
  const fresh = Array.from({ length: count }, (_, index) => start + index)
  console.info(`seeds ${fresh[0]} to ${fresh.at(-1)}; run one again with TALKOOT_SEED`)
  return [...named, ...fresh]
}

/**
 * The seeds of what is judged by its share of many: `count` new ones under `npm run endure`. Under
 * `npm test` a twentieth, always the same ones, for of so few chance would decide.
 */
export function sample(count: number): number[] {
  const few = times(count)
  if (few === count || process.env['TALKOOT_SEED'] !== undefined) return seeds(count)
  return Array.from({ length: few }, (_, index) => index + 1)
}

/**
 * `count` new seeds as `seeds` gives them, and more, up to ten times as many, until there is enough
 * of what a test is about: with few runs chance may give none of it.
 */
export function* seedsUntil(count: number, enough: () => boolean): Generator<number> {
  const first = seeds(count)
  yield* first
  if (process.env['TALKOOT_SEED'] !== undefined) return
  const next = (first.at(-1) ?? 0) + 1
  for (let more = 0; more < 9 * count && !enough(); more++) yield next + more
}
