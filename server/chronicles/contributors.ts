/** The contributions of pages, brought up to date from what is kept with their bundles. */
import type { PageId } from '#contract/ids.ts'
import type { UpdateLog } from '../storage/storage.ts'
import { Contributions } from './contributions.ts'
import { decodeStored } from './stored-bundle.ts'

/** Pages whose contributions are kept in memory. */
const keptPages = 200

interface Known {
  readonly epoch: number
  readonly contributions: Contributions
}

export interface Contributors {
  /** Up to what is stored now. Goes on when it is asked again. */
  of(page: PageId): Promise<Contributions>
  forget(page: PageId): void
}

export function createContributors(log: UpdateLog): Contributors {
  const kept = new Map<PageId, Promise<Known>>()

  async function goOn(page: PageId, before: Promise<Known> | undefined): Promise<Known> {
    const known = await before
    const { epoch, seq } = await log.head(page)
    // After a loss the log may say something else under the same numbers.
    const isGood = known?.epoch === epoch && known.contributions.seq <= seq
    const contributions = isGood ? known.contributions : await read(page)
    for await (const entry of log.read(page, contributions.seq + 1, seq)) contributions.add(entry)
    return { epoch, contributions }
  }

  async function read(page: PageId): Promise<Contributions> {
    const bundle = await log.readBundle(page)
    return (bundle && decodeStored(bundle.bytes)?.contributions) ?? new Contributions()
  }

  return {
    async of(page) {
      const going = goOn(page, kept.get(page))
      kept.delete(page)
      kept.set(page, going)
      for (const oldest of kept.keys()) {
        if (kept.size <= keptPages) break
        kept.delete(oldest)
      }
      try {
        return (await going).contributions
      } catch (error) {
        if (kept.get(page) === going) kept.delete(page)
        throw error
      }
    },

    forget(page) {
      kept.delete(page)
    },
  }
}
