/**
 * One thing at a time: what comes into a room is worked on in its order. A job that is done at
 * once costs nothing; one that waits (for the disk) makes the later ones wait behind it. What has
 * gathered then is worked off in turns, so that other rooms are not kept waiting.
 */
type Job = () => void | Promise<void>

/** Milliseconds of work after which others get their turn. */
const turn = 20

export class Intake {
  readonly #waiting: { readonly job: Job; readonly done: () => void }[] = []
  #busy = false

  /**
   * Runs `job` when all earlier ones are done: at once, returning nothing, or later, resolving
   * when it is done. Jobs report their own errors and never throw.
   */
  push(job: Job): void | Promise<void> {
    if (this.#busy) {
      return new Promise((done) => {
        this.#waiting.push({ job, done })
      })
    }
    this.#busy = true
    const waits = job()
    if (waits === undefined && this.#waiting.length === 0) {
      this.#busy = false
      return
    }
    void this.#workOff(waits)
    return waits
  }

  async #workOff(first: void | Promise<void>): Promise<void> {
    if (first !== undefined) await first
    let since = performance.now()
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const waits = next.job()
      if (waits !== undefined) await waits
      next.done()
      if (performance.now() - since < turn) continue
      await new Promise(setImmediate)
      since = performance.now()
    }
    this.#busy = false
  }
}
