/** The thread that holds histories, seen from here: started when it is asked something. */
import { Worker } from 'node:worker_threads'
import { notFound } from '#contract/errors.ts'
import type { Answered, Answers, QuestionName, Questions } from './questions.ts'

const script = new URL('./chronicle-worker.ts', import.meta.url)

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

export interface Thread {
  /** Rejects when it fails at that, and when the thread ended. */
  ask<Name extends QuestionName>(name: Name, question: Questions[Name]): Promise<Answers[Name]>
  /** Frees its memory. What it is asked later starts another, which holds nothing. */
  end(): Promise<void>
}

/** `ended` is told when a thread, and all that it held, has gone by itself. */
export function createThread(ended: (error: unknown) => void): Thread {
  let worker: Worker | null = null
  const waiting = new Map<number, Waiting>()
  let asked = 0

  function start(): Worker {
    const made = startWorker()
    // It keeps nothing from ending: what matters is in the log.
    made.unref()
    made.on('message', (message: Answered) => {
      const one = waiting.get(message.id)
      waiting.delete(message.id)
      if (waiting.size === 0) made.unref()
      if ('absent' in message) one?.reject(notFound())
      else if ('error' in message) one?.reject(new Error(message.error))
      else one?.resolve(message.answer)
    })
    let why: unknown = null
    made.on('error', (error: unknown) => {
      why = error
    })
    made.on('exit', () => {
      if (worker !== made) return
      worker = null
      const error = why ?? new Error('The thread of the histories ended.')
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
      ended(error)
    })
    return made
  }

  return {
    ask<Name extends QuestionName>(name: Name, question: Questions[Name]) {
      worker ??= start()
      const thread = worker
      const id = (asked += 1)
      return new Promise<Answers[Name]>((resolve, reject) => {
        // Each question has its own answer; that the thread gives it is checked where it is made.
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
        thread.ref()
        const message = { id, name, question }
        thread.postMessage(message)
      })
    },

    async end() {
      const thread = worker
      worker = null
      if (thread === null) return
      const error = new Error('The thread of the histories was ended.')
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
      await thread.terminate()
    },
  }
}

/** The sources run as they are only in development and in tests, where a thread needs tsx anew. */
function startWorker(): Worker {
  const name = 'histories'
  if (!script.pathname.endsWith('.ts')) return new Worker(script, { name })
  const withTsx = `import('tsx/esm/api').then(({ register }) => {
    register()
    return import(${JSON.stringify(script.href)})
  })`
  return new Worker(withTsx, { name, eval: true })
}
