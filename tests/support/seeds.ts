/** The seeds that tests run with. Of a test that fails the seed is named, so that it is run again. */
import { onTestFailed } from 'vitest'
import { times } from './counts.ts'

/**
 * The seeds to run, within a test: the one in TALKOOT_SEED, or `count` new ones, printed, after
 * those that are named. If the test fails, however it does, the seed it was at is printed.
 */
export function seeds(count: number, named: readonly number[] = []): Generator<number> {
  return told(seedList(count, named))
}

/** The same as a list, for `test.each` and its kin: there the names of the tests hold the seeds. */
export function seedList(count: number, named: readonly number[] = []): readonly number[] {
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
export function sample(count: number): Generator<number> {
  const few = times(count)
  if (few === count || process.env['TALKOOT_SEED'] !== undefined) return seeds(count)
  return told(Array.from({ length: few }, (_, index) => index + 1))
}

/**
 * `count` new seeds as `seeds` gives them, and more, up to ten times as many, until there is enough
 * of what a test is about: with few runs chance may give none of it.
 */
export function seedsUntil(count: number, enough: () => boolean): Generator<number> {
  return told(until(seedList(count), 9 * count, enough))
}

function* until(first: readonly number[], most: number, enough: () => boolean): Generator<number> {
  yield* first
  if (process.env['TALKOOT_SEED'] !== undefined) return
  const next = (first.at(-1) ?? 0) + 1
  for (let more = 0; more < most && !enough(); more++) yield next + more
}

function* told(all: Iterable<number>): Generator<number> {
  let at: number | undefined
  // By the hook rather than on the way out of the loop: a test that never ends is stopped in it.
  onTestFailed(() => console.error(`failed at seed ${at}; run it again with TALKOOT_SEED=${at}`))
  for (const seed of all) {
    at = seed
    yield seed
  }
}
