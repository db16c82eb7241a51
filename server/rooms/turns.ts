/**
 * Work for thousands at once, such as asking again what each connection may do: started a few at a
 * time, so that everybody else's messages get their turn in between.
 */
const atOnce = 25

export class Turns {
  readonly #waiting: (() => void)[] = []
  #started = 0

  /** Runs `job` now, or in its order soon. It must not throw. */
  run(job: () => void): void {
    if (this.#started < atOnce) this.#start(job)
    else this.#waiting.push(job)
  }

  #start(job: () => void): void {
    if (this.#started === 0) setImmediate(() => this.#goOn())
    this.#started += 1
    job()
  }

  #goOn(): void {
    this.#started = 0
    for (const job of this.#waiting.splice(0, atOnce)) this.#start(job)
  }
}
