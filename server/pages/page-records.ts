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

/**
 * Reads, changes and stores pages with the strategy that orders them, as one transaction; from the
 * beginning again when somebody else was quicker. Whatever changes which page stands where goes
 * through here, so that two who do it at once cannot make a tree that neither of them meant.
 */
export async function changeTree<T>(
  catalogue: Catalogue,
  id: StrategyId,
  change: (tree: StoredTree) => {
    readonly order?: readonly PageId[]
    readonly changes: readonly Change[]
    readonly gives: T
  },
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
