// @ts-check
/** `npm run bench`: prepares and runs the benchmark; arguments go on to it. */
import { existsSync } from 'node:fs'
import { prepare } from './prepare.mjs'
import { commandOf, runNode } from './run.mjs'
import { inRoot } from './tree.mjs'

await prepare()
const bench = ['bench.ts', 'bench.mjs']
  .map((name) => inRoot('tests', 'bench', name))
  .find(existsSync)
if (bench === undefined) {
  console.error('There is no benchmark in tests/bench.')
  process.exit(1)
}
process.exit(await runNode(commandOf('tsx'), [bench, ...process.argv.slice(2)]))
