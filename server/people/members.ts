/** Who has which role in a strategy by name. Open sockets hear of every change at once. */
import type { Bus } from '../bus/bus.ts'
import { notFound } from '#contract/errors.ts'
import type { PersonId } from '#contract/ids.ts'
import { type Membership, membership, type Strategy } from '#contract/records.ts'
import { getRecord, listRecords, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import type { People } from './people.ts'

export interface Members {
  list(strategy: Strategy): Promise<readonly Membership[]>
  /** In place of any other by name. AppError not-found for an unknown person or page. */
  set(strategy: Strategy, membership: Membership): Promise<Membership>
  /** Takes the role away; what everyone has stays. AppError not-found when there is none. */
  remove(strategy: Strategy, person: PersonId): Promise<void>
}

export function createMembers(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly people: People
}): Members {
  const { catalogue, bus, people } = deps
  const place = (strategy: Strategy) =>
    ({ partition: strategyPartition(strategy.id), collection: 'memberships' }) as const

  return {
    async list(strategy) {
      const all = await listRecords(catalogue, place(strategy), membership)
      return all.map(({ value }) => value)
    },

    async set(strategy, value) {
      const { person, pages } = value
      if (!(await people.get(person))) throw notFound()
      if (pages && pages.some((page) => !strategy.pages.includes(page))) throw notFound()
      await catalogue.transact(strategyPartition(strategy.id), [
        { do: 'put', collection: 'memberships', id: person, value },
      ])
      bus.publish({ kind: 'rights', person })
      return value
    },

    async remove(strategy, person) {
      if (!(await getRecord(catalogue, place(strategy), person, membership))) throw notFound()
      await catalogue.transact(strategyPartition(strategy.id), [
        { do: 'delete', collection: 'memberships', id: person },
      ])
      bus.publish({ kind: 'rights', person })
    },
  }
}
