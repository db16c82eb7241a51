/**
 * Keeps old history cheap by itself: renews the bundle of a page that was written on and packs its
 * log, when its room is put away or much has come together. One page at a time, with rests.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { PageId } from '#contract/ids.ts'
import type { UpdateLog } from '../storage/storage.ts'
import type { Chronicles } from './chronicles.ts'

/** Entries after which a page has its turn while people are still there. */
const much = 5_000
/** Entries for which it is worth while when everybody has left. */
const some = 200
/** Others have so many times as long as each page took, and at most so many milliseconds. */
const restFor = 3
const longestRest = 5_000

export interface Upkeep {
  /** Something was stored on the page. Costs next to nothing. */
  stored(page: PageId): void
  /** Everybody has left, and the page's room is closed. */
  unloaded(page: PageId): void
  /** Finds long pages that nobody had time for before the last stop. Never rejects. */
  catchUp(): Promise<void>
  close(): Promise<void>
}

export function createUpkeep(deps: {
  readonly chronicles: Pick<Chronicles, 'renew'>
  readonly log: UpdateLog
  readonly report: (error: unknown, what: string) => void
}): Upkeep {
  const { chronicles, log, report } = deps
  /** How often something was stored since a page's last turn: each time one entry or more. */
  const written = new Map<PageId, number>()
  /** Pages that wait for their turn, with the entries that make it worth while. */
  const waiting = new Map<PageId, number>()
  const ending = new AbortController()
  let working: Promise<void> | null = null

  function add(page: PageId, least: number): void {
    if (ending.signal.aborted) return
    waiting.set(page, Math.min(least, waiting.get(page) ?? least))
    working ??= work()
  }

  async function work(): Promise<void> {
    for (const [page, least] of waiting) {
      waiting.delete(page)
      if (ending.signal.aborted) break
      const since = performance.now()
      written.delete(page)
      try {
        if (await chronicles.renew(page, least)) await log.pack(page)
      } catch (error) {
        // What is cut short by the end is done after the next start.
        if (!ending.signal.aborted) report(error, `the upkeep of the history of page ${page}`)
      }
      const rest = Math.min(longestRest, restFor * (performance.now() - since))
      // Nobody waits for a rest where it is cut short.
      await pause(rest, null, { signal: ending.signal, ref: false }).catch(() => null)
    }
    working = null
  }

  return {
    stored(page) {
      const count = (written.get(page) ?? 0) + 1
      written.set(page, count)
      if (count >= much) add(page, some)
    },
    unloaded(page) {
      if (written.has(page)) add(page, some)
    },
    async catchUp() {
      try {
        for (const page of await log.pages()) {
          if ((await log.head(page)).seq >= much) add(page, much)
        }
      } catch (error) {
        report(error, 'the upkeep of histories')
      }
    },
    async close() {
      ending.abort()
      await working
    },
  }
}
