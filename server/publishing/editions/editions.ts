/** The editions of a strategy: numbered, published, superseded, withdrawn. */
import type { Edition, EditionState } from '#contract/editions.ts'
import type { StrategyId } from '#contract/ids.ts'
import type { EditionContent } from './edition-content.ts'

export interface Editions {
  /** Newest first, scheduled ones too. */
  list(strategy: StrategyId): Promise<readonly Edition[]>
  /** What it was made of. StorageFailed when it is not what its sum says. */
  content(edition: Edition): Promise<EditionContent>
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
