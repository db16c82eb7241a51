/** Strategies: spaces that hold pages. */
import type { Bus } from '../bus/bus.ts'
import { notFound } from '#contract/errors.ts'
import { newId, strategyId } from '#contract/ids.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import {
  type Language,
  type Membership,
  type Person,
  type Strategy,
  strategy,
} from '#contract/records.ts'
import { getRecord, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { retryConflict } from '../storage/conflict.ts'
import type { Pages } from './pages.ts'
import { requiredTemplates } from './templates.ts'

export interface Strategies {
  /** Makes a strategy with the six required pages; the person becomes its facilitator. */
  make(
    person: Person,
    given: {
      readonly name: string
      readonly language: Language
      readonly everyone: StrategyRole | null
    },
  ): Promise<Strategy>
  /** Changes what is given. Open sockets follow a change of `everyone` at once. */
  change(
    known: Strategy,
    given: {
      readonly name?: string | undefined
      readonly everyone?: StrategyRole | null | undefined
      readonly history?: StrategyRole | undefined
    },
  ): Promise<Strategy>
}

export function createStrategies(deps: {
  readonly catalogue: Catalogue
  readonly bus: Bus
  readonly pages: Pages
  readonly clock: () => number
}): Strategies {
  const { catalogue, bus, pages, clock } = deps

  return {
    async make(person, given) {
      const id = newId(strategyId)
      const made = []
      for (const template of requiredTemplates) {
        made.push(await pages.begin({ strategy: id, person, template, language: given.language }))
      }
      const value: Strategy = {
        ...given,
        id,
        history: 'editor',
        set: 'social',
        stages: [],
        pages: made.map((page) => page.id),
        createdAt: new Date(clock()).toISOString(),
      }
      const facilitator: Membership = { person: person.id, role: 'facilitator', pages: null }
      // The texts are stored already. Until this is, nobody can find them: a strategy is there
      // with all its pages or not at all.
      await catalogue.transact(strategyPartition(id), [
        { do: 'put', collection: 'strategies', id, value, expects: 0 },
        { do: 'put', collection: 'memberships', id: person.id, value: facilitator, expects: 0 },
        ...made.map((page) => pages.record(page)),
      ])
      bus.publish({ kind: 'strategies' })
      return value
    },

    async change(known, given) {
      const partition = strategyPartition(known.id)
      const changed = await retryConflict(async () => {
        const place = { partition, collection: 'strategies' } as const
        const found = await getRecord(catalogue, place, known.id, strategy)
        if (!found) throw notFound()
        const before = found.value
        const value: Strategy = {
          ...before,
          name: given.name ?? before.name,
          everyone: given.everyone === undefined ? before.everyone : given.everyone,
          history: given.history ?? before.history,
        }
        await catalogue.transact(partition, [
          { do: 'put', collection: 'strategies', id: known.id, value, expects: found.revision },
        ])
        return { before, value }
      })
      bus.publish({ kind: 'strategies' })
      const { before, value } = changed
      if (before.everyone !== value.everyone || before.history !== value.history) {
        bus.publish({ kind: 'rights', person: null })
      }
      return value
    },
  }
}
