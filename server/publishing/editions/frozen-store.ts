/**
 * What is frozen: written once, found by its sum, and never anything but what the sum says. Only
 * where something is taken out for good, something else is written beside it, and it goes.
 */
import { StorageFailed } from '#contract/errors.ts'
import type { ApprovalId, EditionId } from '#contract/ids.ts'
import { z } from 'zod'
import { overwrite } from '../../storage/overwrite.ts'
import { frozenOf, frozenPartition, getRecord } from '../../storage/records.ts'
import type { Catalogue, Change } from '../../storage/storage.ts'
import { sumOf } from './canonical.ts'

export type FrozenId = ApprovalId | EditionId

/** What was frozen, and what was noted beside it, of which the sum says nothing. */
export interface Frozen<T, B> {
  readonly value: T
  readonly beside: B
}

export interface FrozenStore {
  /** Durable when it resolves; gives the sum of the value. */
  put(id: FrozenId, frozen: Frozen<object, object>): Promise<string>
  /** StorageFailed where nothing has this sum. */
  get<T, B>(id: FrozenId, sum: string, schema: z.ZodType<Frozen<T, B>>): Promise<Frozen<T, B>>
  /** All that is frozen there, as far as it is of that kind, whatever its sum. */
  all<T, B>(id: FrozenId, schema: z.ZodType<Frozen<T, B>>): Promise<readonly Frozen<T, B>[]>
  /** Removes what has another sum, for good; null = all. */
  clean(id: FrozenId, but: string | null): Promise<void>
  /** Everything of which something is frozen. */
  ids(): Promise<readonly FrozenId[]>
}

const collection = 'frozen'
const kept = z.object({ value: z.unknown(), beside: z.unknown() })

export function createFrozenStore(catalogue: Catalogue): FrozenStore {
  return {
    async put(id, frozen) {
      const sum = sumOf(frozen.value)
      await catalogue.transact(frozenPartition(id), [
        { do: 'put', collection, id: sum, value: frozen },
      ])
      return sum
    },

    async get(id, sum, schema) {
      const place = { partition: frozenPartition(id), collection } as const
      const found = await getRecord(catalogue, place, sum, kept)
      if (!found) throw new StorageFailed(`What was frozen as ${id} is missing (${sum}).`)
      if (sumOf(found.value.value) !== sum) {
        throw new StorageFailed(`What was frozen as ${id} is not what it was (${sum}).`)
      }
      return schema.parse(found.value)
    },

    async all(id, schema) {
      const found = await catalogue.list(frozenPartition(id), collection)
      return found.flatMap(({ value }) => schema.safeParse(value).data ?? [])
    },

    async clean(id, but) {
      const partition = frozenPartition(id)
      const old = (await catalogue.list(partition, collection)).filter((one) => one.id !== but)
      if (old.length > 0) {
        await catalogue.transact(
          partition,
          old.map((one): Change => ({ do: 'delete', collection, id: one.id })),
        )
      }
      await overwrite(catalogue, partition)
    },

    ids: async () => (await catalogue.partitions()).flatMap((one) => frozenOf(one) ?? []),
  }
}
