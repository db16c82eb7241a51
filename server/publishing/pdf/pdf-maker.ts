/** Booklets as PDF/UA-1, one after another, on a thread of its own that comes and goes. */
import { Worker } from 'node:worker_threads'
import type { Booklet, Pictures } from '../piece.ts'

const script = new URL('./pdf-worker.ts', import.meta.url)

export interface Asked {
  readonly id: number
  readonly booklet: Booklet
  readonly pictures: Pictures
}
export type Answered =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly error: string }

export interface PdfMaker {
  /** The booklet on A4. Rejects when it fails, takes too long, or its thread ends. */
  make(booklet: Booklet, pictures: Pictures): Promise<Uint8Array>
  /** Ends the thread; what is not made yet rejects, and so does what is asked later. */
  close(): Promise<void>
}

interface Job extends Asked {
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/**
 * `report` is told when a thread ends by itself. After `idleMs` without work it is ended, which
 * frees its memory; a booklet may take `limitMs`.
 */
export function createPdfMaker(deps: {
  readonly report: (error: unknown, what: string) => void
  readonly idleMs?: number
  readonly limitMs?: number
  readonly start?: () => Worker
}): PdfMaker {
  const { report, idleMs = 60_000, limitMs = 30_000, start = startWorker } = deps
  const queue: Job[] = []
  let worker: Worker | null = null
  let current: Job | null = null
  let timer: NodeJS.Timeout | undefined
  let asked = 0
  let closed = false

  function ready(): Worker {
    if (worker !== null) return worker
    const made = start()
    worker = made
    made.on('message', (answered: Answered) => {
      if (worker !== made || current?.id !== answered.id) return
      const job = current
      rest()
      if ('pdf' in answered) job.resolve(answered.pdf)
      else job.reject(new Error(answered.error))
    })
    let why: unknown = null
    made.on('error', (error: unknown) => {
      why = error
    })
    made.on('exit', () => {
      if (worker !== made) return
      worker = null
      const error = new Error('The thread that makes PDFs ended.', { cause: why })
      report(error, 'making PDFs')
      const job = current
      rest()
      job?.reject(error)
    })
    return made
  }

  /** The job at hand is done with; the next one, or the end of the thread after a while. */
  function rest(): void {
    clearTimeout(timer)
    current = null
    const job = queue.shift()
    if (job !== undefined) work(job)
    else if (worker !== null) {
      worker.unref()
      timer = setTimeout(() => void stop(), idleMs)
      timer.unref()
    }
  }

  function work(job: Job): void {
    current = job
    clearTimeout(timer)
    timer = setTimeout(() => {
      const late = new Error(`A PDF took longer than ${limitMs} ms.`)
      void stop()
      rest()
      job.reject(late)
    }, limitMs)
    const thread = ready()
    thread.ref()
    const { id, booklet, pictures } = job
    thread.postMessage({ id, booklet, pictures } satisfies Asked)
  }

  async function stop(): Promise<void> {
    const thread = worker
    worker = null
    await thread?.terminate()
  }

  return {
    make(booklet, pictures) {
      if (closed) return Promise.reject(new Error('No PDFs are made any more.'))
      return new Promise((resolve, reject) => {
        const job = { id: (asked += 1), booklet, pictures, resolve, reject }
        if (current === null) work(job)
        else queue.push(job)
      })
    },

    async close() {
      closed = true
      clearTimeout(timer)
      const left = current === null ? queue.splice(0) : [current, ...queue.splice(0)]
      current = null
      for (const { reject } of left) reject(new Error('PDFs are no longer made: closing.'))
      await stop()
    },
  }
}

/** The sources run as they are only in development and in tests, where a thread needs tsx anew. */
function startWorker(): Worker {
  const name = 'pdf'
  if (!script.pathname.endsWith('.ts')) return new Worker(script, { name })
  const withTsx = `import('tsx/esm/api').then(({ register }) => {
    register()
    return import(${JSON.stringify(script.href)})
  })`
  return new Worker(withTsx, { name, eval: true })
}
