/** Somebody who writes on another page while something goes on, and notices when it is slow. */
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import { Worker } from 'node:worker_threads'
import { inRoot } from '../../server/commands/tree.mjs'
import type { Entrance } from './collab-client.ts'

export interface CanaryReport {
  readonly count: number
  /** Milliseconds. */
  readonly p99: number
  readonly longest: number
  /** How often its connection ended so far. */
  readonly ends: number
}

export interface Canary {
  /** How it fared since it was asked last. */
  report(): Promise<CanaryReport>
  stop(): Promise<void>
}

/**
 * Milliseconds that the slowest of a hundred may take. Where more wants to run than there are
 * processors, all takes so much longer.
 */
export function slowestAllowed(undisturbed: CanaryReport): number {
  const crowded = Math.max(1, (loadavg()[0] ?? 0) / availableParallelism())
  return Math.max(250 * crowded, 4 * undisturbed.p99)
}

/** Resolves when it has begun to write. */
export async function startCanary({ url, page, token }: Entrance): Promise<Canary> {
  const worker = new Worker(inRoot('tests', 'support', 'canary-worker.mjs'), {
    workerData: { url, page, token },
  })
  await once(worker, 'message')
  return {
    async report() {
      worker.postMessage('report')
      const [{ waits, ends }] = (await once(worker, 'message')) as [
        { waits: number[]; ends: number },
      ]
      waits.sort((a, b) => a - b)
      const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0
      return { count: waits.length, p99, longest: waits.at(-1) ?? 0, ends }
    },
    async stop() {
      await worker.terminate()
    },
  }
}
