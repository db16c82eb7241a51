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
import { verdict } from './verdict.mjs'

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
const line = verdict(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, code)
rmSync(folder, { recursive: true, force: true })
console.log(line)
process.exitCode = code
