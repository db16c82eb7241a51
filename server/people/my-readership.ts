/** What somebody said as a reader of editions. */
import { consent, feedback, reading } from '#contract/editions.ts'
import type { MyReadership } from '#contract/api/session.ts'
import type { Person } from '#contract/records.ts'
import {
  editionsOf,
  editionsPartition,
  getRecord,
  listRecords,
  readersOf,
  readersPartition,
} from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'

/** Without what others said of it. */
export async function readershipOf(
  catalogue: Catalogue,
  { id }: Pick<Person, 'id'>,
): Promise<MyReadership> {
  const mine: MyReadership = { feedback: [], readings: [], consents: [] }
  for (const partition of await catalogue.partitions()) {
    const [read, named] = [readersOf(partition), editionsOf(partition)]
    if (read !== null) {
      const inReaders = { partition: readersPartition(read), collection: 'feedback' } as const
      const all = await listRecords(catalogue, inReaders, feedback)
      mine.feedback.push(...all.map(({ value }) => value).filter(({ person }) => person === id))
      const place = { partition: readersPartition(read), collection: 'readings' } as const
      const found = await getRecord(catalogue, place, id, reading)
      if (found) mine.readings.push({ strategy: read, ...found.value })
    }
    if (named !== null) {
      const place = { partition: editionsPartition(named), collection: 'consents' } as const
      const found = await getRecord(catalogue, place, id, consent)
      if (found) mine.consents.push({ strategy: named, ...found.value })
    }
  }
  return mine
}
