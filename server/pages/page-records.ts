/** Reading and storing the records of a strategy and its pages together. */
import { notFound } from '#contract/errors.ts'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { type Page, page, type Strategy, strategy } from '#contract/records.ts'
import { retryConflict } from '../storage/conflict.ts'
import { getRecord, listRecords, strategyPartition } from '../storage/records.ts'
import type { Catalogue, Change, Stored } from '../storage/storage.ts'

/** A strategy with all its pages, as they are stored. */
export interface StoredTree {
  readonly strategy: Stored<Strategy>
  readonly pages: ReadonlyMap<PageId, Page>
  /** The change that stores a page in the place of what was read. AppError not-found. */
  put(value: Page): Change
}

/** What becomes of a tree: the changes, and the order of its pages where that is another one. */
export interface TreeChange<T> {
  readonly order?: readonly PageId[]
  readonly changes: readonly Change[]
  readonly gives: T
}

/**
 * Reads, changes and stores pages with the strategy that orders them, as one transaction; from the
 * beginning again when somebody else was quicker. Whatever changes which page stands where goes
 * through here, so that two who do it at once cannot make a tree that neither of them meant.
 */
export type ChangeTree = <T>(
  id: StrategyId,
  change: (tree: StoredTree) => TreeChange<T>,
) => Promise<T>

/** One change of a strategy's tree at a time: a hall that adds pages together gets them all. */
export function createChangeTree(catalogue: Catalogue): ChangeTree {
  const last = new Map<StrategyId, Promise<void>>()
  return async (id, change) => {
    const before = last.get(id)
    let done = () => {}
    const mine = new Promise<void>((resolve) => (done = resolve))
    last.set(id, mine)
    try {
      await before
      return await changeOnce(catalogue, id, change)
    } finally {
      if (last.get(id) === mine) last.delete(id)
      done()
    }
  }
}

async function changeOnce<T>(
  catalogue: Catalogue,
  id: StrategyId,
  change: (tree: StoredTree) => TreeChange<T>,
): Promise<T> {
  const partition = strategyPartition(id)
  return retryConflict(async () => {
    const found = await getRecord(catalogue, { partition, collection: 'strategies' }, id, strategy)
    if (!found) throw notFound()
    const stored = await listRecords(catalogue, { partition, collection: 'pages' }, page)
    const revisions = new Map(stored.map(({ value, revision }) => [value.id, revision]))
    const { changes, gives, order } = change({
      strategy: found,
      pages: new Map(stored.map(({ value }) => [value.id, value])),
      put(value) {
        const expects = revisions.get(value.id)
        if (expects === undefined) throw notFound()
        return { do: 'put', collection: 'pages', id: value.id, value, expects }
      },
    })
    const value: Strategy = { ...found.value, pages: [...(order ?? found.value.pages)] }
    await catalogue.transact(partition, [
      { do: 'put', collection: 'strategies', id, value, expects: found.revision },
      ...changes,
    ])
    return gives
  })
}

/** Changes one page's record, from the beginning again when somebody else was quicker. */
export async function changePageRecord(
  catalogue: Catalogue,
  known: Pick<Page, 'id' | 'strategy'>,
  change: (before: Page) => Page,
): Promise<Page> {
  const partition = strategyPartition(known.strategy)
  return retryConflict(async () => {
    const found = await getRecord(catalogue, { partition, collection: 'pages' }, known.id, page)
    if (!found) throw notFound()
    const value = change(found.value)
    await catalogue.transact(partition, [
      { do: 'put', collection: 'pages', id: known.id, value, expects: found.revision },
    ])
    return value
  })
}

/** The change that stores a new page's record. */
export const newRecord = (value: Page): Change => ({
  ...{ do: 'put', collection: 'pages', id: value.id, value, expects: 0 },
})
