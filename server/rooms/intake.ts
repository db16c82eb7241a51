/**
 * One thing at a time: what comes into a room is worked on in its order. A job that is done at
 * once costs nothing; one that waits (for the disk) makes the later ones wait behind it.
 */
export class Intake {
  readonly #waiting: (() => void | Promise<void>)[] = []
  #busy = false

  /** Runs `job` when all earlier ones are done. Jobs report their own errors and never throw. */
  push(job: () => void | Promise<void>): void {
    this.#waiting.push(job)
    if (!this.#busy) void this.#work()
  }

  async #work(): Promise<void> {
    this.#busy = true
    for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
      const waits = job()
      if (waits !== undefined) await waits
    }
    this.#busy = false
  }
}
