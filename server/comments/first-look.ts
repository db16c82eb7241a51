/**
 * What is done when a page is looked at for the first time since the start: what a process that
 * died left half done is brought to its end. Nothing is done at the start itself.
 */
import type { PageId } from '#contract/ids.ts'
import type { Accepting } from './accepting.ts'
import type { Anchoring } from './anchoring.ts'

export interface FirstLook {
  /** Somebody looks at the page, or what is said about it. Never throws; nobody waits for it. */
  at(page: PageId): void
  close(): Promise<void>
}

export function createFirstLook(deps: {
  readonly accepting: Pick<Accepting, 'heal'>
  readonly anchoring: Pick<Anchoring, 'now'>
  readonly report: (error: unknown, what: string) => void
}): FirstLook {
  const { accepting, anchoring, report } = deps
  const seen = new Set<PageId>()
  const looking = new Map<PageId, Promise<void>>()
  let closed = false

  async function look(page: PageId): Promise<void> {
    try {
      await accepting.heal(page)
      await anchoring.now(page)
    } catch (error) {
      // The next one who looks tries again.
      seen.delete(page)
      if (!closed) report(error, `the threads of page ${page}`)
    } finally {
      looking.delete(page)
    }
  }

  return {
    at(page) {
      if (closed || seen.has(page)) return
      seen.add(page)
      looking.set(page, look(page))
    },

    async close() {
      closed = true
      await Promise.all(looking.values())
    },
  }
}
