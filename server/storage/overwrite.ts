/** Makes sure that nothing of what a partition held before is left anywhere of it. */
import type { Catalogue, Collection, Partition } from './storage.ts'
import { retryConflict } from './conflict.ts'

/** A catalogue that keeps what it held before keeps it for two writes more. */
const writes = 3

/**
 * Writes records of a partition as they are, as often as it takes. What they held before must be
 * gone from the records themselves; a partition without records of the collection is left alone.
 */
export async function overwrite(
  catalogue: Catalogue,
  partition: Partition,
  collection: Collection,
): Promise<void> {
  for (let write = 0; write < writes; write++) {
    await retryConflict(async () => {
      const [first] = await catalogue.list(partition, collection)
      if (first === undefined) return
      const { id, revision: expects, value } = first
      await catalogue.transact(partition, [{ do: 'put', collection, id, value, expects }])
    })
  }
}
