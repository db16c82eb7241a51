/** The editions of a strategy: numbered, published, superseded, withdrawn. */
import type { Edition, EditionState } from '#contract/editions.ts'
import { StorageFailed } from '#contract/errors.ts'
import type { StrategyId } from '#contract/ids.ts'
import type { EditionContent } from './edition-content.ts'
import { frozenContent } from './frozen-content.ts'
import type { FrozenStore } from './frozen-store.ts'
import type { KeptRecords } from './kept-records.ts'
import type { Publishes } from './publishing.ts'

export interface Editions {
  /** Newest first, scheduled ones too. What is due by now is published. */
  list(strategy: StrategyId): Promise<readonly Edition[]>
  /** What it was made of. StorageFailed when it is not what its sum says; that is reported. */
  content(edition: Edition): Promise<EditionContent>
}

export function createEditions(deps: {
  readonly frozen: FrozenStore
  readonly publishes: Pick<Publishes, 'publishDue'>
  readonly records: KeptRecords
  readonly report: (error: unknown, what: string) => void
}): Editions {
  const { frozen, publishes, records, report } = deps

  async function contentOf({ id, sha256, strategy }: Edition): Promise<EditionContent> {
    try {
      return (await frozen.get(id, sha256, frozenContent)).value
    } catch (error) {
      // Something may have been taken out of it since its record was read.
      const { value: known } = await records.edition(strategy, id)
      if (known.sha256 === sha256) throw error
      return (await frozen.get(id, known.sha256, frozenContent)).value
    }
  }

  return {
    async list(strategy) {
      await publishes.publishDue(strategy)
      return (await records.editions(strategy)).map(({ value }) => value)
    },

    async content(edition) {
      try {
        return await contentOf(edition)
      } catch (error) {
        if (error instanceof StorageFailed) report(error, `the content of edition ${edition.id}`)
        throw error
      }
    },
  }
}

/**
 * Where each edition stands. `current` is the one with the greatest number of those that are
 * published and not withdrawn; smaller ones are superseded.
 */
export function statesOf(editions: readonly Edition[]): ReadonlyMap<Edition, EditionState> {
  const later = (a: Edition, b: Edition) => a.major - b.major || a.minor - b.minor
  const out = editions.filter((one) => one.publishedAt !== null && one.withdrawn === null)
  const current = out.toSorted(later).at(-1)
  return new Map(
    editions.map((one): [Edition, EditionState] => [
      one,
      one.withdrawn !== null
        ? 'withdrawn'
        : one.publishedAt === null
          ? 'scheduled'
          : one === current
            ? 'current'
            : 'superseded',
    ]),
  )
}
