/**
 * `npm run bench`: how fast Talkoot is, beside others in the same run on the same machine. Compare
 * within a run only; ratios under 1.3 are noise.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { percentile } from './load/figures.ts'
import { readOptions, usage } from './options.ts'
import { table, writeJson } from './report.ts'
import type { Bench, Row, Scenario } from './scenario.ts'
import { acknowledgement } from './scenarios/acknowledgement.ts'
import { carets } from './scenarios/carets.ts'
import { fanOutScenarios } from './scenarios/fan-out.ts'
import { firstSync } from './scenarios/first-sync.ts'
import { history } from './scenarios/history.ts'
import { ingest } from './scenarios/ingest.ts'
import { latency } from './scenarios/latency.ts'
import { memory } from './scenarios/memory.ts'
import { micro } from './scenarios/micro.ts'
import { allReturn } from './scenarios/return.ts'
import { publishedPages } from './scenarios/published.ts'
import { keystroke } from './scenarios/keystroke.ts'
import { stalledReader } from './scenarios/stalled-reader.ts'
import { threads } from './scenarios/threads.ts'

const scenarios: readonly Scenario[] = [
  micro,
  ...fanOutScenarios,
  latency,
  carets,
  stalledReader,
  ingest,
  acknowledgement,
  allReturn,
  memory,
  firstSync,
  keystroke,
  threads,
  history,
  publishedPages,
]

await main()

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(`${usage}\nScenarios: ${scenarios.map(({ name }) => name).join(', ')}\n`)
    return
  }
  const chosen = scenarios.filter(({ name }) => options.only?.includes(name) ?? true)
  if (chosen.length === 0) throw new Error(`No such scenario: ${options.only?.join(', ')}`)
  if (!options.alone) installPeers()
  if (options.profile !== null) process.env['TALKOOT_BENCH_PROFILE'] = path.resolve(options.profile)

  const root = await mkdtemp(path.join(tmpdir(), 'talkoot-bench-'))
  const start = performance.now()
  const say = (text: string) => {
    const seconds = Math.round((performance.now() - start) / 1_000)
    process.stderr.write(`${String(seconds).padStart(4)} s  ${text}\n`)
  }
  try {
    const rows: Row[] = []
    const fsync = await measureFsync(root)
    const bench = benchIn(root, { ...options, fsync, say, row: (row) => void rows.push(row) })
    for (const scenario of chosen) {
      say(scenario.name)
      try {
        await scenario.run(bench)
      } catch (error) {
        // What the others found is worth its table.
        process.exitCode = 1
        say(`${scenario.name} failed: ${error instanceof Error ? error.stack : String(error)}`)
      }
    }
    say('done')
    process.stdout.write(`\n${table(rows)}\n`)
    const found = { quick: options.quick, traces: options.traces !== null, fsync, rows }
    if (options.json !== null) await writeJson(options.json, found)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

function benchIn(root: string, rest: Omit<Bench, 'using' | 'folder'>): Bench {
  const folder = () => mkdtemp(path.join(root, 'data-'))
  return {
    ...rest,
    folder,
    async using(system, options, use) {
      rest.say(`  ${system.name}`)
      const running = await system.start({ ...options, data: await folder() })
      try {
        return await use(running)
      } finally {
        await running.stop()
      }
    },
  }
}

/** Milliseconds that 4 kB take to be on the disk. */
async function measureFsync(folder: string): Promise<Bench['fsync']> {
  const file = await open(path.join(folder, 'fsync'), 'w')
  const times: number[] = []
  for (let i = 0; i < 200; i++) {
    const start = performance.now()
    await file.write(Buffer.alloc(4_096))
    await file.datasync()
    times.push(performance.now() - start)
  }
  await file.close()
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) }
}

/** The servers to compare with are nobody's dependency but the benchmark's. */
function installPeers(): void {
  const folder = fileURLToPath(new URL('peers', import.meta.url))
  if (existsSync(path.join(folder, 'node_modules', '.package-lock.json'))) return
  process.stderr.write('Installing the servers to compare with …\n')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
}
