/** Who said to have read which edition: the newest of each person. */
import { type Edition, type Reading, reading } from '#contract/editions.ts'
import type { PersonId, StrategyId } from '#contract/ids.ts'
import type { Person } from '#contract/records.ts'
import { getRecord, listRecords, readersPartition } from '../../storage/records.ts'
import type { Catalogue } from '../../storage/storage.ts'

export interface ReadingBook {
  /** Keeps the time at which it was said first. */
  say(edition: Edition, by: Pick<Person, 'id' | 'unit'>): Promise<Reading>
  of(strategy: StrategyId, person: PersonId): Promise<Reading | null>
  list(strategy: StrategyId): Promise<readonly Reading[]>
}

export function createReadingBook(deps: {
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
}): ReadingBook {
  const { catalogue, clock } = deps
  const place = (strategy: StrategyId) =>
    ({ partition: readersPartition(strategy), collection: 'readings' }) as const
  const of = async (strategy: StrategyId, person: PersonId) =>
    (await getRecord(catalogue, place(strategy), person, reading))?.value ?? null

  return {
    async say({ id: edition, strategy }, { id: person, unit }) {
      const before = await of(strategy, person)
      if (before?.edition === edition) return before
      const value = { person, unit, edition, at: new Date(clock()).toISOString() }
      await catalogue.transact(readersPartition(strategy), [
        { do: 'put', collection: 'readings', id: person, value },
      ])
      return value
    },

    of,

    async list(strategy) {
      return (await listRecords(catalogue, place(strategy), reading)).map(({ value }) => value)
    },
  }
}
