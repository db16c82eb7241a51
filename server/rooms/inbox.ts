/**
 * What a connection has sent and nobody has worked on yet. Usually nothing: messages are worked on
 * as they come. But nobody is read faster than they may cause work, or than they take what they
 * are owed; then the socket is not read, and what one read brought along waits here.
 */
import { Budget, connectionBudget } from './budget.ts'

/** What the inbox does to the socket. */
export interface Tap {
  /** Reads no more. */
  pause(): void
  resume(): void
  /** Bytes that the other side has not taken yet. */
  backlog(): number
  /** Calls back when it has taken all of them. */
  onceDrained(callback: () => void): void
}

/** Milliseconds that one connection may take before others get their turn. */
const turn = 10
/** Shorter waits are not worth a timer, milliseconds. */
const shortest = 20
/** Unsent bytes from which on the other side is not listened to until it has taken them. */
const behindAt = 1024 * 1024

export class Inbox {
  readonly #tap: Tap
  readonly #work: (message: Buffer) => void
  readonly #budget = new Budget(connectionBudget, performance.now())
  #waiting: Buffer[] = []
  #isHeld = false
  #isWorking = false
  #isClosed = false
  #spentInTurn = 0

  /** `work` takes one message and never throws. */
  constructor(tap: Tap, work: (message: Buffer) => void) {
    this.#tap = tap
    this.#work = work
  }

  /** Is the socket not being read at the moment? */
  get isHeld(): boolean {
    return this.#isHeld
  }

  push(message: Buffer): void {
    if (this.#isClosed) return
    if (this.#isHeld) this.#waiting.push(message)
    else this.#take(message)
  }

  /** Milliseconds of work that the connection caused after its message was taken. */
  spend(milliseconds: number): void {
    // What happens while a message is taken is measured there.
    if (!this.#isWorking) this.#charge(milliseconds)
  }

  /** Something was written: holds until it is taken, if it is much. */
  look(): void {
    if (this.#isHeld || this.#isClosed || this.#tap.backlog() <= behindAt) return
    this.#hold()
    this.#tap.onceDrained(() => this.#release())
  }

  /** Forgets everything; nothing is worked on any more. */
  close(): void {
    this.#isClosed = true
    this.#waiting = []
  }

  #take(message: Buffer): void {
    const start = performance.now()
    this.#isWorking = true
    this.#work(message)
    this.#isWorking = false
    this.#charge(performance.now() - start)
  }

  #charge(milliseconds: number): void {
    const wait = this.#budget.spend(milliseconds, performance.now())
    this.#spentInTurn += milliseconds
    if (this.#isHeld) return
    if (wait >= shortest) {
      this.#hold()
      setTimeout(() => this.#release(), wait).unref()
    } else if (this.#spentInTurn > turn) {
      this.#hold()
      setImmediate(() => this.#release())
    } else this.look()
  }

  #hold(): void {
    this.#isHeld = true
    this.#tap.pause()
  }

  #release(): void {
    this.#isHeld = false
    this.#spentInTurn = 0
    this.look()
    let next = 0
    while (!this.#isHeld && next < this.#waiting.length) {
      const message = this.#waiting[next++]
      if (message !== undefined) this.#take(message)
    }
    this.#waiting = this.#waiting.slice(next)
    if (!this.#isHeld && !this.#isClosed) this.#tap.resume()
  }
}
