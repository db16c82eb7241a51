/**
 * Reads a connection no faster than it may cause work. What had arrived by the time that it has to
 * wait is kept here in its order: one packet can hold thousands of small messages.
 */
import type { Budget } from './budget.ts'

/** Where messages come from. */
export interface Source {
  pause(): void
  resume(): void
}

/** Milliseconds of work for one connection after which others get their turn. */
const turn = 20

export class Pace {
  readonly #source: Source
  readonly #budget: Budget
  readonly #waiting: (() => void | Promise<void>)[] = []
  #holds = false
  #worked = 0

  constructor(source: Source, budget: Budget) {
    this.#source = source
    this.#budget = budget
  }

  /** Is nothing read at the moment? */
  get holds(): boolean {
    return this.#holds
  }

  /** Does the work now, or in its order when the connection may go on. It must not throw. */
  run(work: () => void | Promise<void>): void {
    if (this.#holds) this.#waiting.push(work)
    else this.#do(work)
  }

  /** So much work was caused, milliseconds. */
  spend(milliseconds: number): void {
    const wait = this.#budget.spend(milliseconds, performance.now())
    this.#worked += milliseconds
    if (this.#holds) return
    if (wait >= turn) {
      this.#hold()
      setTimeout(() => this.#goOn(), wait).unref()
    } else if (this.#worked >= turn) {
      this.#hold()
      setImmediate(() => this.#goOn())
    }
  }

  /** What waits for the room's other work makes the connection wait too. */
  #do(work: () => void | Promise<void>): void {
    const waits = work()
    if (waits === undefined || this.#holds) return
    this.#hold()
    void waits.then(() => this.#goOn())
  }

  #hold(): void {
    this.#holds = true
    this.#source.pause()
  }

  #goOn(): void {
    this.#holds = false
    this.#worked = 0
    for (let work = this.#waiting.shift(); work !== undefined; work = this.#waiting.shift()) {
      this.#do(work)
      if (this.#holds) return
    }
    this.#source.resume()
  }
}
