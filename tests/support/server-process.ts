/** The built server as a process of its own: to be killed, filled, attacked and measured. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { inRoot } from '../../server/commands/tree.mjs'
import type { Served } from './person.ts'

export interface ServerProcess extends Served {
  readonly port: number
  readonly pid: number
  /** Milliseconds from the start of the process to listening. */
  readonly startedWithin: number
  /** What it has said so far. */
  said(): string
  readonly alive: boolean
  /** Bytes of memory that it holds. Linux only; 0 elsewhere. */
  memory(): number
  /** Sends the signal and resolves, when it has ended, with the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>
}

export const setupToken = 'a token for the tests'

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  /** 0: any free one. A number when clients are to come back. */
  readonly port?: number
  /** A program, with its arguments, that starts it and watches it. */
  readonly under?: readonly string[]
}

/** Starts `dist/server/main.js` on a data folder; the caller stops it. Throws when it ends. */
export async function startServer(
  data: string,
  options: StartOptions = {},
): Promise<ServerProcess> {
  const since = performance.now()
  const child = spawnServer(data, options)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => (text += part.toString('utf8')))
  }
  const ended = once(child, 'close')
  const port = await new Promise<number>((done, fail) => {
    child.stdout?.on('data', () => {
      const found = /Talkoot is at http:\/\/[^\s]+:(\d+) /.exec(text)
      if (found) done(Number(found[1]))
    })
    child.once('close', () => fail(new Error(`ended without listening: ${text}`)))
  })
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    setupToken,
    config: { publicUrl: null },
    pid: child.pid ?? 0,
    startedWithin: performance.now() - since,
    said: () => text,
    get alive() {
      return child.exitCode === null && child.signalCode === null
    },
    memory: () => memoryOf(child.pid ?? 0),
    async stop(signal) {
      child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}

/** The process alone, for a start that is meant to fail. */
export function spawnServer(data: string, options: StartOptions = {}): ChildProcess {
  const { env = {}, port = 0, under = [] } = options
  const [program, ...given] = [...under, process.execPath, inRoot('dist', 'server', 'main.js')]
  return spawn(program, given, {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOST: '127.0.0.1',
      PORT: String(port),
      TALKOOT_DATA: data,
      TALKOOT_LOG: 'error',
      TALKOOT_SETUP_TOKEN: setupToken,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function memoryOf(pid: number): number {
  if (process.platform !== 'linux') return 0
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) * 1024
}
