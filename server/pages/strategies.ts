/** Strategies: spaces that hold pages. */
import type { Bus } from '../bus/bus.ts'
import { AppError, notFound } from '#contract/errors.ts'
import { newId, strategyId } from '#contract/ids.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import {
  type Language,
  type Membership,
  type Page,
  type Person,
  type Strategy,
  strategy,
  type TemplateSet,
} from '#contract/records.ts'
import { getRecord, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { retryConflict } from '../storage/conflict.ts'
import type { MakePage } from './page-making.ts'
import { newRecord } from './page-records.ts'
import { firstTemplates } from './templates.ts'

export interface Strategies {
  /**
   * Makes a strategy with pages from the templates named, in that order, or from those that the set
   * begins with; the person becomes its facilitator. AppError invalid-input for an unknown template
   * and for one named twice.
   */
  make(
    person: Person,
    given: {
      readonly name: string
      readonly language: Language
      readonly everyone: StrategyRole | null
      readonly set: TemplateSet
      readonly templates?: readonly string[] | undefined
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
  readonly makePage: MakePage
  readonly clock: () => number
}): Strategies {
  const { catalogue, bus, makePage, clock } = deps

  return {
    async make(person, { templates, ...given }) {
      const id = newId(strategyId)
      const { language, set } = given
      const begin = templates ?? firstTemplates[set]
      if (new Set(begin).size < begin.length) {
        throw new AppError('invalid-input', 'A template is named twice.', {
          details: { templates: 'twice' },
        })
      }
      const made: Page[] = []
      for (const template of begin) {
        made.push(await makePage({ strategy: id, person, template, language }))
      }
      const value: Strategy = {
        ...given,
        id,
        history: 'editor',
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
        ...made.map(newRecord),
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
