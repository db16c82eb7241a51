/** What a page that is written anew is held against: tables that are being read, and kills. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { PageId } from '#contract/ids.ts'
import type { Level } from '../../server/storage/embedded/level.ts'
import { FaultyDisk } from './faulty-disk.ts'

/**
 * A disk on which tables are being read: LevelDB leaves those that it has replaced in the folder,
 * until it next looks for such tables and nobody reads them any more.
 */
export class ReadTables extends FaultyDisk {
  readonly #log: string
  /** How often what was replaced is still being read afterwards. */
  reads = 0
  /** How many tables were left there. */
  held = 0

  constructor(log: string) {
    super()
    this.#log = log
  }

  override async openLevel(path: string, create: boolean): Promise<Level> {
    const level = await super.openLevel(path, create)
    const holding = async (replace: () => Promise<void>) => {
      if (this.reads === 0) return replace()
      const names = (await readdir(this.#log)).filter((name) => name.endsWith('.ldb'))
      const tables = await Promise.all(
        names.map(async (name) => [name, await readFile(join(this.#log, name))] as const),
      )
      await replace()
      const left = new Set(await readdir(this.#log))
      const gone = tables.filter(([name]) => !left.has(name))
      for (const [name, bytes] of gone) await writeFile(join(this.#log, name), bytes)
      this.held += gone.length
      if (gone.length > 0) this.reads -= 1
    }
    return {
      ...level,
      compact: (range) => holding(() => level.compact(range)),
      settle: () => holding(() => level.settle()),
    }
  }
}

/** Another process that packs and rewrites a page until it is killed. */
export function startRewriting(folder: string, page: PageId, round: number) {
  const script = fileURLToPath(new URL('./rewriting-child.ts', import.meta.url))
  const args = ['--import', 'tsx', script, folder, page, String(round)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const opened = new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      resolve()
    })
    child.once('exit', () => reject(new Error('the process ended')))
  })
  return {
    lines,
    opened,
    async end() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
