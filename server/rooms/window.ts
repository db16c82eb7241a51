/**
 * When a room stores and sends. Where little is typed every change goes at once; where much is, it
 * goes a window at a time: one write to the disk, one frame for everybody. Nobody sees a change
 * later than if it had been stored at once and had waited for the window then.
 */

/** Milliseconds for which changes are gathered, by how many are connected. */
export type FanOutWindow = (connections: number) => number

/**
 * A window costs one write to the disk and one to each connection; the disk's is worth about sixty
 * (measured). The square root shares that price between the server's work and everybody's waiting,
 * and a large crowd causes 16,000 writes a second at the most. 8 ms for 2, 13 ms for 100, 31 ms
 * for 500.
 */
export const adaptiveWindow: FanOutWindow = (connections) =>
  Math.min(50, Math.max(Math.sqrt(60 + connections), connections / 16))

/** Windows that may be left out after a pause: people type in bursts. */
const spare = 2

export class Windows {
  readonly #window: FanOutWindow
  /** Where the windows would end if all that were opened had been kept. */
  #paidUntil = Number.NEGATIVE_INFINITY
  #waiting: { readonly timer: ReturnType<typeof setTimeout>; readonly go: () => void } | null = null

  constructor(window: FanOutWindow) {
    this.#window = window
  }

  /** Opens the next window: undefined when at once, otherwise it resolves when it is time. */
  next(connections: number): Promise<void> | undefined {
    const window = this.#window(connections)
    const wait = this.#paidUntil - spare * window - performance.now()
    if (wait < 0.5) {
      this.#open(window)
      return undefined
    }
    return new Promise<void>((go) => {
      this.#waiting = { go, timer: setTimeout(() => this.#goOn(), wait) }
    }).then(() => this.#open(window))
  }

  /** Ends the waiting: somebody wants to see what is not stored yet. */
  hurry(): void {
    this.#paidUntil = Number.NEGATIVE_INFINITY
    this.#goOn()
  }

  #goOn(): void {
    if (this.#waiting === null) return
    clearTimeout(this.#waiting.timer)
    this.#waiting.go()
    this.#waiting = null
  }

  #open(window: number): void {
    this.#paidUntil = Math.max(this.#paidUntil, performance.now()) + window
  }
}
