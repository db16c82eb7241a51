/** What somebody said of editions: as a reader, and when approval was asked for. */
import { approval, consent, feedback, reading } from '#contract/editions.ts'
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
  const mine: MyReadership = { feedback: [], readings: [], consents: [], approvals: [], asked: [] }
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
      const inEditions = { partition: editionsPartition(named), collection: 'approvals' } as const
      for (const { value } of await listRecords(catalogue, inEditions, approval)) {
        const { approvers, askedAt, askedBy, id: one, note, strategy } = value
        if (askedBy === id) mine.asked.push({ strategy, approval: one, askedAt, note })
        for (const { answer, person, role } of approvers) {
          if (person === id) mine.approvals.push({ strategy, approval: one, askedAt, role, answer })
        }
      }
    }
  }
  return mine
}
