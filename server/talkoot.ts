/** The command line: check, back up and restore a data folder, and let people in again. */
import { parseArgs } from 'node:util'
import { AppError, StorageFailed } from '#contract/errors.ts'
import { processBus } from './bus/bus.ts'
import { checkHistories } from './chronicles/check-histories.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { createCredentials } from './people/credentials.ts'
import { createLinks } from './people/links.ts'
import { createPasswords } from './people/passwords.ts'
import {
  createRecover,
  type RecoveryAnswer,
  recoveryAnswer,
  type RecoveryAsked,
  recoveryAsked,
} from './people/recovery.ts'
import { createTokens } from './people/tokens.ts'
import { backupFolder, checkFolder, orderFolder } from './storage/embedded/orders.ts'
import { restoreArchive } from './storage/embedded/restore.ts'
import type { Storage } from './storage/storage.ts'

const help = `Usage: npm run talkoot -- COMMAND [--data FOLDER]

  check          verify everything in the data folder
  backup FILE    save a complete copy as FILE (tar.gz)
  restore FILE   bring a copy back into an empty data folder
  recover        list the administrators' e-mail addresses
  recover EMAIL  make a one-time link by which that person chooses a new password

  --data FOLDER  the data folder; otherwise TALKOOT_DATA, otherwise ./data
  --help         this text

All but restore also work while the server runs.

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
  readonly rewritten: number
  readonly files: number
  readonly findings: readonly string[]
}

function tellFindings({ pages, entries, rewritten, files, findings }: Found): number {
  for (const finding of findings) out(finding)
  const text = `${count(pages, 'page', 'pages')} with ${count(entries, 'entry', 'entries')}`
  const read = files === 0 ? text : `${text}, ${count(files, 'file', 'files')}`
  if (rewritten > 0) {
    out(`From ${count(rewritten, 'page', 'pages')} something was taken out for good.`)
  }
  if (findings.length === 0) {
    out(`All is well: ${read} and the catalogue were verified.`)
    return 0
  }
  out(`${count(findings.length, 'finding', 'findings')}; ${read} are whole.`)
  return 1
}

/** Carries out one command line and resolves with the exit code. */
async function run(args: readonly string[], config: Config): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const [command, file, ...rest] = positionals
  const data = values.data ?? config.data
  // What opening reports is in the findings, too; here it is said while it happens.
  const options = { clock: Date.now, report: (sentence: string) => void say(sentence) }
  if (values.help === true || command === undefined) {
    out(help)
    return values.help === true ? 0 : 2
  }
  const wants = command === 'recover' ? null : command !== 'check'
  if (rest.length > 0 || (wants !== null && wants !== (file !== undefined))) {
    say(`"${command}" is used otherwise; --help tells how.`)
    return 2
  }
  switch (command) {
    case 'check':
      return tellFindings(await checkFolder(data, options, checkHistories))
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
    case 'recover': {
      const asked = recoveryAsked.parse({ email: file ?? null })
      const order = { name: 'recover', given: asked }
      const here = (storage: Storage) => recoverHere(storage, asked, config)
      tellRecovered(recoveryAnswer.parse(await orderFolder(data, order, options, here)))
      return 0
    }
    default:
      say(`There is no command "${command}"; --help names them.`)
      return 2
  }
}

/** Lets somebody in again while no server runs. */
async function recoverHere(storage: Storage, asked: RecoveryAsked, config: Config) {
  const { catalogue } = storage
  const bus = processBus((error) => {
    throw error
  })
  const credentials = createCredentials({ catalogue, passwords: createPasswords() })
  const links = createLinks({ catalogue, credentials, clock: Date.now })
  const tokens = createTokens({ catalogue, bus, clock: Date.now, credentials })
  const { publicUrl, port } = config
  const parts = { bus, catalogue, clock: Date.now, credentials, links, tokens, publicUrl }
  return createRecover({ ...parts, note: () => {} })(asked, `http://localhost:${port}`)
}

function tellRecovered(answer: RecoveryAnswer): void {
  if ('administrators' in answer) {
    for (const { email, active } of answer.administrators) {
      out(active ? email : `${email} (deactivated)`)
    }
    return
  }
  if (answer.letIn) say('They were deactivated and may sign in again.')
  say(`This link lets them choose a new password, once, until ${answer.endsAt}:`)
  out(answer.link)
}

async function main(): Promise<number> {
  try {
    return await run(process.argv.slice(2), readConfig(process.env))
  } catch (error) {
    const wrongUse = error instanceof TypeError && 'code' in error
    const plain =
      error instanceof StorageFailed || error instanceof AppError || error instanceof ConfigError
    if (!wrongUse && !plain) throw error
    say(error.message)
    return 2
  }
}

process.exitCode = await main()
