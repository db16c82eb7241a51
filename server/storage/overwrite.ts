/** Makes sure that nothing of what a partition held before is left anywhere of it. */
import type { Catalogue, Change, Partition } from './storage.ts'

/** Says nothing. No record of anybody's is touched: its unique keys could not be given again. */
const blank = { collection: 'blanks', id: 'blank' } as const

/** A catalogue that keeps what it held before keeps it for two writes more. */
const writes: readonly Change[] = [
  { do: 'put', ...blank, value: null },
  { do: 'put', ...blank, value: null },
  { do: 'delete', ...blank },
]

/**
 * Writes a partition as often as it takes for what its records held before to be gone from the
 * disk. It must be gone from the records themselves; a partition that is not there stays so.
 */
export async function overwrite(catalogue: Catalogue, partition: Partition): Promise<void> {
  if (!(await catalogue.partitions()).includes(partition)) return
  for (const write of writes) await catalogue.transact(partition, [write])
}
