/**
 * One project per folder of tests. `npm test -- --project unit` runs one, `npm test -- some/path`
 * one file. Everything up to fuzz shares two workers; what measures time or drives a browser has
 * the machine for itself afterwards.
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
  /** Does it need the machine for itself? */
  readonly alone: boolean
}

const kinds: readonly Kind[] = [
  { name: 'rules', timeout: 60 * second, built: false, alone: false },
  { name: 'unit', timeout: 20 * second, built: false, alone: false },
  { name: 'contract', timeout: 60 * second, built: true, alone: false },
  { name: 'journeys', timeout: 60 * second, built: true, alone: false },
  { name: 'fuzz', timeout: 120 * second, built: false, alone: false },
  { name: 'browser', timeout: 120 * second, built: true, alone: true },
  { name: 'endure', timeout: 120 * second, built: true, alone: true },
]

export default defineConfig({
  root,
  test: {
    retry: 0,
    // On a busy machine things come late; what never comes costs the time only where it fails.
    expect: { poll: { timeout: 15 * second } },
    maxWorkers: 2,
    passWithNoTests: false,
    projects: kinds.map(({ name, timeout, built, alone }) => ({
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
        ...(alone && { fileParallelism: false, sequence: { groupOrder: 1 }, retry: 2 }),
      },
    })),
  },
})
