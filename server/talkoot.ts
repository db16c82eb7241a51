/** The command line: check, back up and restore a data folder. */
import { parseArgs } from 'node:util'
import { StorageFailed } from '#contract/errors.ts'
import { backupFolder, checkFolder } from './storage/embedded/orders.ts'
import { restoreArchive } from './storage/embedded/restore.ts'

const help = `Usage: npm run talkoot -- COMMAND [--data FOLDER]

  check          verify everything in the data folder; also of a running server
  backup FILE    save a complete copy as FILE (tar.gz); also of a running server
  restore FILE   bring a copy back into an empty data folder

  --data FOLDER  the data folder; otherwise TALKOOT_DATA, otherwise ./data
  --help         this text

Exit code: 0 all well, 1 something is missing or spoilt, 2 it could not be done.`

const out = (line: string) => process.stdout.write(`${line}\n`)
const say = (line: string) => process.stderr.write(`${line}\n`)

/** Says how far something is, every two seconds at most. */
function progress(text: (count: number) => string): (count: number) => void {
  let last = performance.now()
  return (count) => {
    if (performance.now() - last < 2000) return
    last = performance.now()
    say(text(count))
  }
}

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

interface Found {
  readonly pages: number
  readonly entries: number
  readonly findings: readonly string[]
}

function tellFindings({ pages, entries, findings }: Found): number {
  for (const finding of findings) out(finding)
  const read = `${count(pages, 'page', 'pages')} with ${count(entries, 'entry', 'entries')}`
  if (findings.length === 0) {
    out(`All is well: ${read} and the catalogue were verified.`)
    return 0
  }
  out(`${count(findings.length, 'finding', 'findings')}; ${read} are whole.`)
  return 1
}

/** Carries out one command line and resolves with the exit code. */
async function run(args: readonly string[], dataByDefault: string): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const [command, file, ...rest] = positionals
  const data = values.data ?? dataByDefault
  // What opening reports is in the findings, too; here it is said while it happens.
  const options = { clock: Date.now, report: (sentence: string) => void say(sentence) }
  if (values.help === true || command === undefined) {
    out(help)
    return values.help === true ? 0 : 2
  }
  if (rest.length > 0 || (command === 'check') !== (file === undefined)) {
    say(`"${command}" is used otherwise; --help tells how.`)
    return 2
  }
  switch (command) {
    case 'check':
      return tellFindings(await checkFolder(data, options))
    case 'backup': {
      const megabytes = progress((bytes) => `${Math.round(bytes / 1e6)} MB written …`)
      await backupFolder(data, file ?? '', { ...options, progress: megabytes })
      out(`The backup is complete: ${file}`)
      return 0
    }
    case 'restore': {
      const files = progress((done) => `${done} files read …`)
      const restored = await restoreArchive(file ?? '', data, { ...options, progress: files })
      out(`Restored into ${data} as it was on ${restored.madeAt}.`)
      return tellFindings(restored)
    }
    default:
      say(`There is no command "${command}"; --help names them.`)
      return 2
  }
}

run(process.argv.slice(2), process.env.TALKOOT_DATA ?? './data').then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const wrongUse = error instanceof TypeError && 'code' in error
    if (!(error instanceof StorageFailed) && !wrongUse) throw error
    say(error.message)
    process.exitCode = 2
  },
)
