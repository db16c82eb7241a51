import { afterEach, describe, expect, test, vi } from 'vitest'
import { findChromium } from '../../server/commands/chromium.mjs'
import { holdsAll } from '../../server/commands/prepare.mjs'
import { verdict } from '../../server/commands/verdict.mjs'
import { times } from '../support/counts.ts'

afterEach(() => vi.unstubAllEnvs())

describe('the last line of a test run', () => {
  const report = {
    numPassedTests: 12,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [{ status: 'passed', assertionResults: [{}] }],
  }
  const unreadable = { status: 'failed', assertionResults: [] }

  test.each([
    ['all well', report, 0, '12 passed, 0 failed'],
    ['tests failed', { ...report, numFailedTests: 2 }, 1, '12 passed, 2 failed'],
    ['a file does not load', { ...report, testResults: [unreadable] }, 1, '12 passed, 1 failed'],
    ['an error outside of tests', report, 1, '12 passed, 1 failed'],
    [
      'left out',
      { ...report, numPendingTests: 2, numTodoTests: 1 },
      0,
      '12 passed, 0 failed, 3 skipped',
    ],
    ['broken off', null, 137, '0 passed, 1 failed'],
  ])('[K7] %s', (_name, given, code, line) => {
    expect(verdict(given, code)).toBe(line)
  })
})

test('[K8] installed means: every package of the lockfile, as it is named there', () => {
  const wanted = {
    '': {},
    'node_modules/yjs': { integrity: 'sha512-a' },
    'node_modules/esbuild-for-another-system': { integrity: 'sha512-b', optional: true },
  }
  expect(holdsAll(wanted, { 'node_modules/yjs': { integrity: 'sha512-a' } })).toBe(true)
  expect(holdsAll(wanted, { 'node_modules/yjs': { integrity: 'sha512-old' } })).toBe(false)
  expect(holdsAll(wanted, {})).toBe(false)
})

test('[K9] a twentieth of the work, or all of it', async () => {
  expect([times(200), times(50), times(7)]).toEqual([10, 3, 1])
  vi.stubEnv('TALKOOT_ENDURE', 'full')
  vi.resetModules()
  const enduring = await import('../support/counts.ts')
  expect(enduring.times(200)).toBe(200)
})

test('[K10] the Chromium that is named is taken as it is', () => {
  vi.stubEnv('TALKOOT_CHROMIUM', 'my-own-chromium')
  expect(findChromium()).toBe('my-own-chromium')
})
