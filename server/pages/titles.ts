/**
 * Keeps the copy of each page's title in its record in step with the page, where the title is.
 *
 * A title changes with every key that is pressed in it. What is stored, and told to everybody who
 * looks at a list, is where it has come to after a second.
 */
import type { Bus } from '../bus/bus.ts'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { type Page, page } from '#contract/records.ts'
import { getRecord, strategyOfPage, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { retryConflict } from '../storage/conflict.ts'

const waitMs = 1_000
const waitAfterFailureMs = 10_000
const longest = 500

export interface Titles {
  /** The page's title is now this one. Stored within about a second. */
  changed(page: PageId, title: string): void
  /** Stores a title at once. */
  store(page: PageId, strategy: StrategyId, title: string): Promise<void>
  /** Stores what waits. Nothing may be changed after it. */
  close(): Promise<void>
}

export function createTitles(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly report: (error: unknown, what: string) => void
}): Titles {
  const { catalogue, bus, report } = deps
  const waiting = new Map<PageId, string>()
  let timer: NodeJS.Timeout | null = null
  let storing: Promise<void> = Promise.resolve()

  async function store(id: PageId, strategy: StrategyId, title: string): Promise<void> {
    const partition = strategyPartition(strategy)
    const cut = [...title].slice(0, longest).join('').slice(0, longest)
    const stored = await retryConflict(async () => {
      const found = await getRecord(catalogue, { partition, collection: 'pages' }, id, page)
      if (!found || found.value.title === cut) return false
      const value: Page = { ...found.value, title: cut }
      await catalogue.transact(partition, [
        { do: 'put', collection: 'pages', id, value, expects: found.revision },
      ])
      return true
    })
    if (stored) bus.publish({ kind: 'pages', strategy, written: true })
  }

  async function storeWaiting(): Promise<boolean> {
    let complete = true
    for (const [id, title] of [...waiting]) {
      try {
        const strategy = await strategyOfPage(catalogue, id)
        // A page that is being made has no record yet; its record is made with its title.
        if (strategy) await store(id, strategy, title)
        if (waiting.get(id) === title) waiting.delete(id)
      } catch (error) {
        report(error, `storing the title of page ${id}`)
        complete = false
      }
    }
    return complete
  }

  function schedule(afterMs: number): void {
    timer ??= setTimeout(() => {
      timer = null
      storing = storing.then(async () => {
        const complete = await storeWaiting()
        if (waiting.size > 0) schedule(complete ? waitMs : waitAfterFailureMs)
      })
    }, afterMs)
  }

  return {
    changed(id, title) {
      waiting.set(id, title)
      schedule(waitMs)
    },

    store,

    async close() {
      if (timer) clearTimeout(timer)
      timer = null
      await storing
      await storeWaiting()
      if (timer) clearTimeout(timer)
    },
  }
}
