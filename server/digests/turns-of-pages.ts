/** When it is the turn of each page that has changed. Milliseconds, on whatever clock. */
import type { PageId } from '#contract/ids.ts'

export class TurnsOfPages {
  readonly #every: number
  /** When each page's turn is. */
  readonly #waiting = new Map<PageId, number>()
  /** When each page had its turn, as long as it matters. */
  readonly #lately = new Map<PageId, number>()

  /** No page has two turns within so many milliseconds. */
  constructor(every: number) {
    this.#every = every
  }

  /** It is the page's turn at that time or later; what waits already stays where it is. */
  add(page: PageId, at: number): void {
    if (this.#waiting.has(page)) return
    const last = this.#lately.get(page)
    this.#waiting.set(page, last === undefined ? at : Math.max(at, last + this.#every))
  }

  /** When somebody's turn comes, or null when nobody waits. */
  next(): number | null {
    let next = Infinity
    for (const at of this.#waiting.values()) next = Math.min(next, at)
    return next === Infinity ? null : next
  }

  /** At most so many pages whose turn it is, those that have waited longest first. They still wait. */
  due(now: number, most: number): PageId[] {
    for (const [page, at] of this.#lately) if (at + this.#every <= now) this.#lately.delete(page)
    return [...this.#waiting]
      .filter(([, at]) => at <= now)
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, most)
      .map(([page]) => page)
  }

  /** The page has its turn. */
  take(page: PageId, now: number): void {
    this.#waiting.delete(page)
    this.#lately.set(page, now)
  }
}
