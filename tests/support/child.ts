/** Starts `appending-child.ts` and keeps the ledger of what it acknowledged. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import type { FileId, PageId } from '#contract/ids.ts'
import { fileId, pageId } from '#contract/ids.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { entriesOf, fileOf, range, someBytes, wholeOf } from './storage.ts'

/** What processes have acknowledged so far, over all of their lives. */
export class Ledger {
  readonly entries = new Map<PageId, Map<number, number>>()
  readonly files = new Map<FileId, number>()
  catalogue = 0
  count = 0
  highest = 0

  note(line: string): void {
    const [name = '', seq, n] = line.split(' ')
    this.count += 1
    this.highest = Math.max(this.highest, Number(n))
    if (name === 'catalogue') {
      this.catalogue = Number(n)
      return
    }
    if (name === 'file') {
      this.files.set(fileId.parse(seq), Number(n))
      return
    }
    const page = pageId.parse(name)
    this.entries.set(page, (this.entries.get(page) ?? new Map()).set(Number(seq), Number(n)))
  }

  /** A copy of what is acknowledged now. */
  copy(): Ledger {
    const copy = new Ledger()
    for (const [page, places] of this.entries) copy.entries.set(page, new Map(places))
    for (const [file, n] of this.files) copy.files.set(file, n)
    copy.catalogue = this.catalogue
    return copy
  }
}

/** Expects that everything acknowledged is there, once, in its place, and places are dense. */
export async function expectAll(ledger: Ledger, storage: Storage): Promise<void> {
  for (const [page, places] of ledger.entries) {
    const entries = await entriesOf(storage, page)
    expect(entries.map(({ seq }) => seq)).toEqual(range(entries.length))
    const numbers = entries.map(({ update }) => Number(new TextDecoder().decode(update).slice(7)))
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const [seq, n] of places) expect(numbers[seq - 1]).toBe(n)
  }
  for (const [file, n] of ledger.files) {
    const due = await wholeOf(someBytes(n))
    expect((await fileOf(storage, file))?.equals(due)).toBe(true)
  }
  const record = await storage.catalogue.get('p', 'people', 'last')
  if (ledger.catalogue > 0) expect(record?.value).toBeGreaterThanOrEqual(ledger.catalogue)
  expect(storage.damage()).toEqual([])
}

/** A process that appends to a data folder. */
export interface Child {
  readonly pid: number
  /** Milliseconds from the start of the process until the folder was open. */
  readonly opened: Promise<void>
  readonly complaints: readonly string[]
  /** Sends a signal and resolves when the process has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Starts a process on a data folder; it is killed when the test has finished. */
export function startChild(folder: string, ledger: Ledger): Child {
  const script = fileURLToPath(new URL('appending-child.ts', import.meta.url))
  const args = ['--import', 'tsx', script, folder, String(ledger.highest + 1000)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  onTestFinished(() => void child.kill('SIGKILL'))
  const complaints: string[] = []
  createInterface(child.stderr).on('line', (line) => complaints.push(line))
  const opened = new Promise<void>((resolve, reject) => {
    const lines = createInterface(child.stdout)
    lines.on('line', (line) => {
      if (line === 'open') resolve()
      else ledger.note(line)
    })
    child.once('exit', () => reject(new Error(`the process ended: ${complaints.join('\n')}`)))
  })
  opened.catch(() => null)
  return {
    pid: child.pid ?? 0,
    opened,
    complaints,
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}
