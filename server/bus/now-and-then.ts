/** Telling of what happens often: at once, and then no more than now and then. */
import type { PageId } from '#contract/ids.ts'

export interface NowAndThen {
  /** Something happened on a page. The last time is always told of, if only after a while. */
  happened(page: PageId): void
  /** Tells no more. */
  close(): void
}

/** `tell` is called for each page at most once in so many milliseconds. Must not throw. */
export function nowAndThen(ms: number, tell: (page: PageId) => void): NowAndThen {
  /** Pages that were told of lately, and whether there is more to tell. */
  const lately = new Map<PageId, { again: boolean; readonly timer: NodeJS.Timeout }>()

  function happened(page: PageId): void {
    const known = lately.get(page)
    if (known) {
      known.again = true
      return
    }
    const timer = setTimeout(() => {
      const more = lately.get(page)?.again === true
      lately.delete(page)
      if (more) happened(page)
    }, ms)
    timer.unref()
    lately.set(page, { again: false, timer })
    tell(page)
  }

  return {
    happened,
    close() {
      for (const { timer } of lately.values()) clearTimeout(timer)
      lately.clear()
    },
  }
}
