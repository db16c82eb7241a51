/** Who agrees to be named in the editions of a strategy. */
import { type Consent, consent } from '#contract/editions.ts'
import type { PersonId, StrategyId } from '#contract/ids.ts'
import type { Bus } from '../../bus/bus.ts'
import { editionsPartition, listRecords } from '../../storage/records.ts'
import type { Catalogue } from '../../storage/storage.ts'

const collection = 'consents'

export interface Consents {
  of(strategy: StrategyId): Promise<ReadonlyMap<PersonId, Consent>>
  /** Taken back, the name goes from every edition, too. */
  set(strategy: StrategyId, person: PersonId, named: boolean): Promise<void>
}

export function createConsents(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Takes somebody's name out of the editions of a strategy. */
  readonly takeOutName: (strategy: StrategyId, person: PersonId) => Promise<void>
}): Consents {
  const { bus, catalogue, clock, takeOutName } = deps

  async function of(strategy: StrategyId): Promise<ReadonlyMap<PersonId, Consent>> {
    const place = { partition: editionsPartition(strategy), collection } as const
    const all = await listRecords(catalogue, place, consent)
    return new Map(all.map(({ value }) => [value.person, value]))
  }

  return {
    of,

    async set(strategy, person, named) {
      const known = (await of(strategy)).has(person)
      const partition = editionsPartition(strategy)
      if (named && !known) {
        const value: Consent = { person, at: new Date(clock()).toISOString() }
        await catalogue.transact(partition, [{ do: 'put', collection, id: person, value }])
      }
      if (!named && known) {
        await catalogue.transact(partition, [{ do: 'delete', collection, id: person }])
      }
      // Also after a kill in the middle: whoever takes it back again has it done.
      if (!named) await takeOutName(strategy, person)
      if (named !== known) bus.publish({ kind: 'publishing', strategy })
    },
  }
}
