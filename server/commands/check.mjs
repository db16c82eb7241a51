// @ts-check
/**
 * `npm run check`: format, lint, types, boundaries, unused code; all five, also where one fails.
 * `npm run check -- --fix` formats instead of complaining about the format.
 */
import { prepare } from './prepare.mjs'
import { commandOf, runNode } from './run.mjs'

await prepare({ build: 'no' })

const fix = process.argv.includes('--fix')
const folders = ['client', 'server', 'tests']
/** @type {readonly (readonly [name: string, command: string, args: readonly string[]])[]} */
const checks = [
  [
    'format',
    commandOf('oxfmt'),
    [fix ? '--write' : '--check', '-c', 'tests/rules/oxfmt.json', ...folders, '!**/*.md'],
  ],
  [
    'lint',
    commandOf('oxlint'),
    ['-c', 'tests/rules/oxlint.json', '--type-aware', '--deny-warnings', ...folders],
  ],
  ['types', commandOf('typescript', 'tsc'), ['--noEmit', '--pretty']],
  [
    'boundaries',
    commandOf('vitest'),
    ['run', '--config=tests/vitest.config.ts', '--project=rules', 'boundaries'],
  ],
  ['unused', commandOf('knip'), ['--config', 'tests/rules/knip.jsonc', '--no-progress']],
]

const rows = []
for (const [name, command, args] of checks) {
  console.log(`\n── ${name} ──`)
  const start = Date.now()
  const code = await runNode(command, args)
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  rows.push({ check: name, result: code === 0 ? 'ok' : `failed (${code})`, seconds })
  if (code > 128) break
}
console.log('')
for (const { check, result, seconds } of rows) {
  console.log(`${check.padEnd(12)}${result.padEnd(14)}${seconds.padStart(6)} s`)
}
process.exitCode = rows.some(({ result }) => result !== 'ok') ? 1 : 0
