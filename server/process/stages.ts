/** Where a strategy is on its way, as its facilitators say. */
import { AppError, notFound } from '#contract/errors.ts'
import {
  type Stage,
  type StageName,
  stageNames,
  type Strategy,
  strategy,
} from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { retryConflict } from '../storage/conflict.ts'
import { getRecord, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'

export interface Stages {
  /** AppError invalid-input for a stage that ends before it begins. */
  set(known: Strategy, name: StageName, given: Omit<Stage, 'name'>): Promise<Strategy>
}

export function createStages(deps: { readonly bus: Bus; readonly catalogue: Catalogue }): Stages {
  const { bus, catalogue } = deps
  return {
    async set({ id }, name, { from, state, to }) {
      if (from !== null && to !== null && to < from) {
        throw new AppError('invalid-input', 'The stage ends before it begins.', {
          details: { to: 'too-early' },
        })
      }
      const partition = strategyPartition(id)
      const changed = await retryConflict(async () => {
        const place = { partition, collection: 'strategies' } as const
        const found = await getRecord(catalogue, place, id, strategy)
        if (!found) throw notFound()
        const others = found.value.stages.filter((one) => one.name !== name)
        const order = (one: Stage) => stageNames.indexOf(one.name)
        const stages = [...others, { name, state, from, to }].toSorted(
          (a, b) => order(a) - order(b),
        )
        const value: Strategy = { ...found.value, stages }
        await catalogue.transact(partition, [
          { do: 'put', collection: 'strategies', id, value, expects: found.revision },
        ])
        return value
      })
      bus.publish({ kind: 'strategies' })
      return changed
    },
  }
}
