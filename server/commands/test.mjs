// @ts-check
/**
 * `npm test`: from a fresh clone to a finished test run. Arguments after `--` go on to vitest. The
 * last line is always `N passed, N failed`, with `, N skipped` where a test was left out.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from './prepare.mjs'
import { commandOf, runNode } from './run.mjs'
import { provideChromium } from './chromium.mjs'

await prepare()

const filters = process.argv.slice(2)
const chromium = await provideChromium({ install: filters.length === 0 })

const folder = mkdtempSync(join(tmpdir(), 'talkoot-test-'))
const report = join(folder, 'report.json')
const code = await runNode(
  commandOf('vitest'),
  [
    'run',
    '--config=tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filters,
  ],
  { env: { ...process.env, ...(chromium && { TALKOOT_CHROMIUM: chromium }) } },
)
const counts = count(report)
rmSync(folder, { recursive: true, force: true })

// What failed outside of a test (a file that does not load, an error nobody caught) counts too:
// this line must never say that all is well where it isn't.
const failed = Math.max(counts.failed, code === 0 ? 0 : 1)
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
console.log(`${counts.passed} passed, ${failed} failed${skipped}`)
process.exitCode = code

/**
 * What vitest's JSON report says; nothing passed where there is no report.
 * @param {string} file
 */
function count(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 }
  const all = JSON.parse(readFileSync(file, 'utf8'))
  const broken = all.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ result) =>
      result.status === 'failed' && result.assertionResults.length === 0,
  )
  return {
    passed: all.numPassedTests,
    failed: all.numFailedTests + broken.length,
    skipped: all.numPendingTests + all.numTodoTests,
  }
}
