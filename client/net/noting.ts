/**
 * Notes beside the copy how many changes only this browser has, and asks the copy whether it has
 * them: when what was typed has been drawn, because both take the browser a moment.
 */
import type { LocalCopy } from './local-copy.ts'

/** So long after a change, milliseconds: its frame is over, and the next key has not come. */
const after = 30

export interface NotingOptions {
  /** null: this browser keeps nothing; undefined: not known yet. */
  readonly copy: () => LocalCopy | null | undefined
  /** Changes of this session that are not known to be on the server's disk. */
  readonly unsent: () => number
  readonly note: (count: number) => void
  /** Called when it is known whether the copy has every change. */
  readonly onKept: (kept: 'yes' | 'no') => void
}

export class Noting {
  readonly #options: NotingOptions
  /** Changes so far, and how many of them were looked for in the copy. */
  #changes = 0
  #looked = 0
  #noted = 0
  #isLooking = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: NotingOptions) {
    this.#options = options
    // What is noted later would never be.
    addEventListener('pagehide', this.now)
  }

  /** Something was changed. */
  change(): void {
    this.#changes += 1
    this.soon()
  }

  /** The count may be another one. */
  soon(): void {
    this.#timer ??= setTimeout(this.now, after)
  }

  readonly now = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const count = this.#options.unsent()
    if (count !== this.#noted) this.#options.note(count)
    this.#noted = count
    void this.#look()
  }

  /** Notes what is still to be noted, and then nothing more. */
  end(): void {
    removeEventListener('pagehide', this.now)
    if (this.#timer !== undefined) this.now()
  }

  /** Asks the browser whether it has really stored what was written. */
  async #look(): Promise<void> {
    const { copy, onKept } = this.#options
    if (this.#isLooking || this.#changes === this.#looked) return
    this.#isLooking = true
    for (;;) {
      const before = this.#changes
      const kept = (await copy()?.settled()) ?? false
      if (before !== this.#changes && kept) continue
      this.#isLooking = false
      this.#looked = before
      return onKept(kept ? 'yes' : 'no')
    }
  }
}
