import type { Seq } from '#contract/ids.ts'
import { must } from '#contract/asserts.ts'
import type { Place } from '../../server/history/chronicle.ts'
import type { HistoryNode } from '../../server/history/page-at.ts'
import type { Answered, Answers, QuestionName, Questions } from './protocol.ts'

/** Questions that whoever scrubs asks faster than they can be answered. */
type NewestOnly = 'page' | 'changes' | 'written'

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

/** A line of questions of which only the newest counts. */
interface Line {
  next: (() => void) | null
  drop: () => void
}

/** The history of one page, held by a thread of its own. To be closed when it is left. */
export class HistoryEngine {
  readonly #worker = new Worker(new URL('./history-worker.ts', import.meta.url), {
    type: 'module',
  })
  readonly #waiting = new Map<number, Waiting>()
  readonly #lines = new Map<string, Line>()
  /** The page's blocks as they were in the last answer. */
  #blocks = new Map<Place, HistoryNode>()
  #asked = 0

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      const waiting = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if ('error' in data) waiting?.reject(new Error(data.error))
      else waiting?.resolve(data.answer)
    })
    this.#worker.addEventListener('error', ({ message }) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(message))
      this.#waiting.clear()
    })
  }

  /** Asks the thread. Rejects when it can't answer; never answers once the engine is closed. */
  ask<Name extends QuestionName>(name: Name, question: Questions[Name]): Promise<Answers[Name]>
  ask(name: QuestionName, question: Questions[QuestionName]): Promise<unknown> {
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, name, question })
    })
  }

  /**
   * Asks for what is to be shown: one question of a `line` at a time, and of those that wait only
   * the newest; the others get null.
   */
  askNewest<Name extends NewestOnly>(
    name: Name,
    question: Questions[Name],
    line: string = name,
  ): Promise<Answers[Name] | null> {
    const under = this.#lines.get(line)
    if (under === undefined) return this.#inLine(line, () => this.ask(name, question))
    under.drop()
    return new Promise((resolve, reject) => {
      under.drop = () => resolve(null)
      under.next = () => {
        this.#inLine(line, () => this.ask(name, question)).then(resolve, reject)
      }
    })
  }

  /** The blocks of the page after an entry; those that did not change are the same objects. */
  async page(seq: Seq): Promise<readonly HistoryNode[] | null> {
    const sent = await this.askNewest('page', { seq })
    if (sent === null) return null
    const known = this.#blocks
    const blocks = sent.map((one) =>
      typeof one === 'number' ? must(known.get(one), 'the block was sent before') : one,
    )
    this.#blocks = new Map(blocks.map((block) => [block.place, block]))
    return blocks
  }

  /** Ends the thread. */
  close(): void {
    this.#worker.terminate()
    this.#waiting.clear()
  }

  async #inLine<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const line: Line = { next: null, drop: () => {} }
    this.#lines.set(name, line)
    try {
      return await ask()
    } finally {
      this.#lines.delete(name)
      line.next?.()
    }
  }
}
