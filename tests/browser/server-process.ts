/** The real server as a process of its own, so that it can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const setupToken = 'a token for the tests'

export interface ServerProcess {
  readonly url: string
  /** Ends it without warning, as a power cut would. */
  kill(): Promise<void>
  /** Starts it on the same port and data folder. */
  start(): Promise<void>
}

/** Starts a server on the folder; it ends with the test. */
export async function serverProcess(data: string): Promise<ServerProcess> {
  let port = 0
  let child: ChildProcess | null = null

  const start = async () => {
    const started = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        HOST: '127.0.0.1',
        PORT: String(port),
        TALKOOT_DATA: data,
        TALKOOT_SETUP_TOKEN: setupToken,
        TALKOOT_LOG: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child = started
    port = await portOf(started)
  }
  const kill = async () => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  await start()
  return { url: `http://127.0.0.1:${port}`, kill, start }
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${printed}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /Talkoot is at http:\/\/[^\s]*:(\d+)/.exec(printed)
      if (found !== null) resolve(Number(found[1]))
    })
  })
}
