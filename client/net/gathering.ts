/** Events that come oftener than anybody needs to hear them, told of together. */
import type { ServerEvent } from '#contract/api.ts'

/** What follows within so many milliseconds is told of with it. */
const pause = 1_500

/**
 * Tells of what is written on a strategy's pages once for all that comes with it: a title that is
 * being typed changes their list with every word, for everybody who sees it. All else is told at
 * once.
 */
export class Gathering {
  readonly #tell: (event: ServerEvent) => void
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>()

  constructor(tell: (event: ServerEvent) => void) {
    this.#tell = tell
  }

  readonly add = (event: ServerEvent): void => {
    if (event.kind !== 'pages' || event.written !== true) return this.#tell(event)
    const { strategy } = event
    if (this.#waiting.has(strategy)) return
    const timer = setTimeout(() => {
      this.#waiting.delete(strategy)
      this.#tell(event)
    }, pause)
    this.#waiting.set(strategy, timer)
  }

  /** Nothing more is told. */
  end(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    this.#waiting.clear()
  }
}
