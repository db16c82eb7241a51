/**
 * One project per folder of tests. `npm test -- --project unit` runs one, `npm test -- some/path`
 * one file. Everything up to fuzz shares two workers, then two browsers do; what measures time has
 * the machine for itself at the end.
 */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const full = process.env.TALKOOT_ENDURE === 'full'

const second = 1000
const hour = 3600 * second

interface Kind {
  readonly name: string
  /** Longest time for one test and one hook. */
  readonly timeout: number
  /** Does it start the built server or the built client? */
  readonly built: boolean
  /** What has the same number runs at the same time, the lowest first. */
  readonly turn: number
}

const kinds: readonly Kind[] = [
  { name: 'rules', timeout: 60 * second, built: false, turn: 0 },
  { name: 'unit', timeout: 20 * second, built: false, turn: 0 },
  { name: 'contract', timeout: 60 * second, built: true, turn: 0 },
  { name: 'journeys', timeout: 60 * second, built: true, turn: 0 },
  { name: 'fuzz', timeout: 120 * second, built: false, turn: 0 },
  { name: 'browser', timeout: 120 * second, built: true, turn: 1 },
  { name: 'endure', timeout: 120 * second, built: true, turn: 2 },
]

export default defineConfig({
  root,
  test: {
    retry: 0,
    // On a busy machine things come late; what never comes costs the time only where it fails.
    expect: { poll: { timeout: 15 * second } },
    maxWorkers: 2,
    passWithNoTests: false,
    projects: kinds.map(({ name, timeout, built, turn }) => ({
      extends: true,
      test: {
        name,
        root,
        environment: 'node',
        include: [`tests/${name}/**/*.{test,spec}.{ts,tsx}`],
        testTimeout: full ? 2 * hour : timeout,
        hookTimeout: full ? hour : timeout,
        globalSetup: built ? ['tests/support/built.ts'] : [],
        // A browser on a busy machine is late now and then: what fails thrice in a row has failed.
        sequence: { groupOrder: turn },
        ...(turn > 0 && { retry: 2 }),
        ...(turn > 1 && { fileParallelism: false }),
      },
    })),
  },
})
