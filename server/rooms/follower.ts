/**
 * Keeps one connection in step with what its person may do.
 *
 * One question at a time: an answer that was on its way while rights changed must not undo the
 * answer after it. A question that is not answered in time counts as "not known", and nobody may
 * go on reading on the strength of that.
 */
import { AppError } from '#contract/errors.ts'
import type { Turns } from './turns.ts'

/** What somebody may do, and until when that holds by itself. */
export interface Standing {
  /** Milliseconds since 1970; null: no end is known. */
  readonly until: number | null
}

export interface FollowerDeps<S extends Standing> {
  readonly turns: Turns
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Asks. AppError where nothing may be done any more. */
  readonly ask: () => Promise<S>
  readonly allowed: (standing: S) => void
  readonly refused: (error: AppError) => void
  /** The answer is not known. */
  readonly failed: (error: unknown) => void
}

/** An answer takes no longer, milliseconds: rights reach open sockets within two seconds. */
const patience = 1_500
/** Longest time that a timer can wait, milliseconds. */
const longestTimer = 2 ** 31 - 1

export class Follower<S extends Standing> {
  readonly #deps: FollowerDeps<S>
  #isAsking = false
  #asksAgain = false
  #isStopped = false
  #end: ReturnType<typeof setTimeout> | undefined

  constructor(deps: FollowerDeps<S>) {
    this.#deps = deps
  }

  /** Asks what may be done now, and follows. */
  ask(): void {
    if (this.#isAsking) {
      this.#asksAgain = true
      return
    }
    this.#isAsking = true
    this.#deps.turns.run(() => void this.#ask())
  }

  /** Asks by itself then; milliseconds since 1970, null: no end is known. */
  endsAt(until: number | null): void {
    clearTimeout(this.#end)
    if (until === null || this.#isStopped) return
    const left = Math.min(Math.max(until - this.#deps.clock(), 1), longestTimer)
    this.#end = setTimeout(() => this.ask(), left)
    this.#end.unref()
  }

  /** Nothing is followed any more, whatever is still being asked. */
  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#end)
  }

  async #ask(): Promise<void> {
    this.#asksAgain = false
    try {
      const standing = await inTime(this.#deps.ask())
      if (this.#isStopped) return
      this.endsAt(standing.until)
      this.#deps.allowed(standing)
    } catch (error) {
      if (this.#isStopped) return
      if (error instanceof AppError) this.#deps.refused(error)
      else this.#deps.failed(error)
    } finally {
      this.#isAsking = false
      if (this.#asksAgain) this.ask()
    }
  }
}

/** Rejects when the answer takes too long. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), patience)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
