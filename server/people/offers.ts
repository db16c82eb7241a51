/** Giving somebody a role in a strategy as the first of two steps, and taking it back. */
import { AppError, StorageFailed } from '#contract/errors.ts'
import type { PersonId, StrategyId } from '#contract/ids.ts'
import { type Membership, membership, type Person } from '#contract/records.ts'
import { isConflict } from '../storage/conflict.ts'
import { getRecord, strategyPartition } from '../storage/records.ts'
import type { Catalogue, Change } from '../storage/storage.ts'
import type { Access } from './access.ts'
import { covers, type RoleFor } from './offered-role.ts'

/** Takes back what was given, unless somebody has changed it since. */
export type TakeBack = () => Promise<void>

export interface Offers {
  /** What the person may do in the strategy, or null. */
  roleOf(person: Person, strategy: StrategyId): Promise<RoleFor | null>
  /** Stores a role in place of any other by name. */
  give(person: PersonId, strategy: StrategyId, role: RoleFor): Promise<TakeBack>
  /** The same for somebody new; null where every member may do more than is offered. */
  toNew(person: Person, offered: RoleFor & { readonly id: StrategyId }): Promise<TakeBack | null>
  /**
   * The second step. When it fails the first is taken back; not when the storage failed, because
   * then the second may turn out to be stored after all.
   */
  orBack<T>(takeBack: TakeBack | null, second: () => Promise<T>): Promise<T>
}

export function createOffers(deps: {
  readonly access: Access
  readonly catalogue: Catalogue
}): Offers {
  const { access, catalogue } = deps

  async function roleOf(person: Person, strategy: StrategyId): Promise<RoleFor | null> {
    try {
      const { role, only } = await access.strategy(person, strategy, 'strategy.read')
      return { role, pages: only }
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return null
      throw error
    }
  }

  async function give(
    person: PersonId,
    strategy: StrategyId,
    { role, pages }: RoleFor,
  ): Promise<TakeBack> {
    const partition = strategyPartition(strategy)
    const collection = 'memberships'
    const before = await getRecord(catalogue, { partition, collection }, person, membership)
    const put = (value: Membership, expects: number): Change => ({
      ...{ do: 'put', collection, id: person, value, expects },
    })
    const value: Membership = { person, role, pages: pages && [...pages] }
    const [expects = 0] = await catalogue.transact(partition, [put(value, before?.revision ?? 0)])
    return async () => {
      const back: Change = before
        ? put(before.value, expects)
        : { do: 'delete', collection, id: person, expects }
      try {
        await catalogue.transact(partition, [back])
      } catch (error) {
        if (!isConflict(error)) throw error
      }
    }
  }

  return {
    roleOf,
    give,

    async toNew(person, { id, role, pages }) {
      const offered = { role, pages }
      const has = await roleOf(person, id)
      return has === null || covers(offered, has) ? give(person.id, id, offered) : null
    },

    async orBack(takeBack, second) {
      try {
        return await second()
      } catch (error) {
        if (takeBack && !(error instanceof StorageFailed)) await takeBack()
        throw error
      }
    },
  }
}
