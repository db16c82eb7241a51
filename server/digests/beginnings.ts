/** What stood on each page when it was made: the marks by which it is told from answers. */
import type { PageId } from '#contract/ids.ts'
import { contentOf } from '../rooms/content.ts'
import { LivePage } from '../rooms/live-page.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { marksOf } from './questions.ts'

const keptPages = 500

export interface Beginnings {
  /** Marks of the answers that a template gave. A copy's are people's. */
  of(page: PageId): Promise<ReadonlySet<string>>
  /** The page's first entry is another one now. */
  forget(page: PageId): void
}

export function createBeginnings(log: UpdateLog): Beginnings {
  const kept = new Map<PageId, ReadonlySet<string>>()

  async function read(page: PageId): Promise<ReadonlySet<string>> {
    const live = new LivePage()
    try {
      for await (const entry of log.read(page, 1, 1)) {
        if (entry.kind === 'template') live.replay([entry])
      }
      return marksOf(contentOf(live.doc))
    } finally {
      live.destroy()
    }
  }

  return {
    async of(page) {
      const known = kept.get(page) ?? (await read(page))
      kept.delete(page)
      kept.set(page, known)
      for (const oldest of kept.keys()) {
        if (kept.size <= keptPages) break
        kept.delete(oldest)
      }
      return known
    },

    forget(page) {
      kept.delete(page)
    },
  }
}
