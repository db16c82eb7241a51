/** A server that is measured: a process of its own, which tells what it uses. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface Figures {
  /** Milliseconds of processor time since the start, all threads. */
  readonly cpu: number
  /** Milliseconds since the start. */
  readonly at: number
  /** Bytes that the process holds of the machine's memory. */
  readonly rss: number
  /** Bytes that its objects and buffers take. */
  readonly held: number
  /** Writes that have not reached the disk, where the server can tell. */
  readonly pending: number
}

export interface ServerOptions {
  readonly file: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Where it says in its output that it listens; the first group is the port. */
  readonly listens: RegExp
  /** Without the probe: as it runs for real. */
  readonly bare?: boolean
}

const probe = pathToFileURL(fileURLToPath(new URL('probe.mjs', import.meta.url))).href

export class Server {
  readonly port: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
  }

  /** Resolves when it listens. What it writes to its error output is shown. */
  static start({ file, cwd, env, listens, bare = false }: ServerOptions): Promise<Server> {
    const folder = process.env['TALKOOT_BENCH_PROFILE']
    const profile = folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
    const measured = bare ? [] : ['--expose-gc', '--import', probe]
    const child = spawn(process.execPath, [...measured, ...profile, file], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit', bare ? 'ignore' : 'ipc'],
    })
    return new Promise((resolve, reject) => {
      let output = ''
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        if (output.length > 100_000) return
        output += text
        const port = listens.exec(output)?.[1]
        if (port !== undefined) resolve(new Server(child, Number(port)))
      })
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`${file} ended with ${code}\n${output}`)))
    })
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  async figures(collect = false): Promise<Figures> {
    this.#child.send(collect ? 'figures after collecting' : 'figures')
    const [figures] = (await once(this.#child, 'message')) as [Figures]
    return figures
  }

  /** Ends it; resolves when it has ended. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill(signal)
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 15_000)
    await ended
    clearTimeout(late)
  }
}
