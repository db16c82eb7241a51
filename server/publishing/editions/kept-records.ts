/** Approvals and editions as they lie in their strategy's partition, without their texts. */
import { approval, edition, finding } from '#contract/editions.ts'
import { notFound } from '#contract/errors.ts'
import type { ApprovalId, EditionId, StrategyId } from '#contract/ids.ts'
import { z } from 'zod'
import { editionsOf, editionsPartition, getRecord, listRecords } from '../../storage/records.ts'
import type { Catalogue, Change, Stored } from '../../storage/storage.ts'

/** Something is being taken out of what was frozen: what was there before may still lie there. */
const cleaning = z.boolean().default(false)

export const keptApproval = approval.extend({
  /** Sum of the frozen texts, by which they are found. */
  texts: z.string(),
  /** What was found in the texts when they were frozen. */
  findings: z.array(finding),
  /** What was found when somebody last approved. */
  found: z.array(finding),
  cleaning,
})
export type KeptApproval = z.infer<typeof keptApproval>

export const keptEdition = edition.extend({ cleaning })
export type KeptEdition = z.infer<typeof keptEdition>

export interface KeptRecords {
  /** Newest first. */
  approvals(strategy: StrategyId): Promise<readonly Stored<KeptApproval>[]>
  /** AppError not-found. */
  approval(strategy: StrategyId, id: ApprovalId): Promise<Stored<KeptApproval>>
  /** The greatest number first. */
  editions(strategy: StrategyId): Promise<readonly Stored<KeptEdition>[]>
  /** AppError not-found. */
  edition(strategy: StrategyId, id: EditionId): Promise<Stored<KeptEdition>>
  /** All or nothing. AppError conflict when somebody else was quicker. */
  store(strategy: StrategyId, changes: readonly Change[]): Promise<void>
  /** Every strategy that ever had an approval or a consent. */
  strategies(): Promise<readonly StrategyId[]>
}

/** The change that stores an approval in the place of what was read; 0 = it is new. */
export const putApproval = (value: KeptApproval, expects: number): Change => ({
  ...{ do: 'put', collection: 'approvals', id: value.id, value, expects },
})

/** The same for an edition, whose number no other one may have. */
export const putEdition = (value: KeptEdition, expects: number): Change => ({
  ...{ do: 'put', collection: 'editions', id: value.id, value, expects },
  unique: [`${value.major}.${value.minor}`],
})

export function createKeptRecords(catalogue: Catalogue): KeptRecords {
  const approvals = (strategy: StrategyId) =>
    ({ partition: editionsPartition(strategy), collection: 'approvals' }) as const
  const editions = (strategy: StrategyId) =>
    ({ partition: editionsPartition(strategy), collection: 'editions' }) as const

  return {
    async approvals(strategy) {
      const all = await listRecords(catalogue, approvals(strategy), keptApproval)
      return all.toSorted(({ value: a }, { value: b }) => (a.askedAt < b.askedAt ? 1 : -1))
    },

    async approval(strategy, id) {
      const found = await getRecord(catalogue, approvals(strategy), id, keptApproval)
      if (!found) throw notFound()
      return found
    },

    async editions(strategy) {
      const all = await listRecords(catalogue, editions(strategy), keptEdition)
      return all.toSorted(({ value: a }, { value: b }) => b.major - a.major || b.minor - a.minor)
    },

    async edition(strategy, id) {
      const found = await getRecord(catalogue, editions(strategy), id, keptEdition)
      if (!found) throw notFound()
      return found
    },

    async store(strategy, changes) {
      await catalogue.transact(editionsPartition(strategy), changes)
    },

    strategies: async () => (await catalogue.partitions()).flatMap((one) => editionsOf(one) ?? []),
  }
}
