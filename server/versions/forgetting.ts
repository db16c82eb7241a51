/**
 * What is still to be taken out of all that lies beside a page's history. It is noted before the
 * history is rewritten: afterwards nobody knows any more what to look for.
 */
import type { PageId } from '#contract/ids.ts'
import { type Page, page as pageRecord } from '#contract/records.ts'
import { retryConflict } from '../storage/conflict.ts'
import { overwrite } from '../storage/overwrite.ts'
import { getRecord, historyPartition, strategyOf, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { z } from 'zod'

const collection = 'forgetting'

/** Its id is the page's. */
const toForget = z.object({ words: z.array(z.string()) })

export interface Forgetting {
  /** Notes words of a page, durably, beside those that are noted. */
  note(page: Page, words: readonly string[]): Promise<void>
  /**
   * Takes all that is noted, of whichever page, out of what lies beside its history, and then the
   * note from the disk. What cannot be done stays noted; the first error is thrown when all else
   * is done.
   */
  end(): Promise<void>
}

export function createForgetting(deps: {
  readonly catalogue: Catalogue
  readonly forget: (page: Page, words: readonly string[]) => Promise<void>
}): Forgetting {
  const { catalogue, forget } = deps

  async function endOf(page: Page): Promise<void> {
    const partition = historyPartition(page.strategy)
    // More may be noted meanwhile.
    await retryConflict(async () => {
      const found = await getRecord(catalogue, { partition, collection }, page.id, toForget)
      if (!found) return
      const { id, revision: expects, value } = found
      if (value.words.length > 0) await forget(page, value.words)
      // What is overwritten must hold a record: it is emptied first, and goes as the last.
      const none = { words: [] }
      await catalogue.transact(partition, [{ do: 'put', collection, id, value: none, expects }])
      await overwrite(catalogue, partition)
      await catalogue.transact(partition, [{ do: 'delete', collection, id, expects: expects + 1 }])
    })
  }

  async function* noted(): AsyncIterable<Page> {
    for (const partition of await catalogue.partitions()) {
      const strategy = strategyOf(partition)
      if (strategy === null) continue
      const history = historyPartition(strategy)
      for (const { id } of await catalogue.list(history, collection)) {
        const place = { partition: strategyPartition(strategy), collection: 'pages' } as const
        const found = await getRecord(catalogue, place, id, pageRecord)
        if (found) yield found.value
      }
    }
  }

  return {
    async note(page, words) {
      const partition = historyPartition(page.strategy)
      await retryConflict(async () => {
        const id: PageId = page.id
        const found = await getRecord(catalogue, { partition, collection }, id, toForget)
        const value = { words: [...new Set([...(found?.value.words ?? []), ...words])] }
        const expects = found?.revision ?? 0
        await catalogue.transact(partition, [{ do: 'put', collection, id, value, expects }])
      })
    },

    async end() {
      const errors: unknown[] = []
      for await (const page of noted()) {
        try {
          await endOf(page)
        } catch (error) {
          errors.push(error)
        }
      }
      if (errors.length > 0) throw errors[0]
    },
  }
}
