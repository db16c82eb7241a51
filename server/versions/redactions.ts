/** What was taken out of the whole history of a page: that it was, never what. */
import { newId, type PersonId, redactionId, type Seq } from '#contract/ids.ts'
import { type Page, type Redaction, redaction } from '#contract/records.ts'
import type { Bus } from '../bus/bus.ts'
import { historyPartition, listRecords } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'

const collection = 'redactions'

export interface Redactions {
  /** Of a page, the oldest first. */
  list(page: Page): Promise<readonly Redaction[]>
  /** Notes one that has been done. */
  note(
    page: Page,
    given: {
      readonly person: PersonId
      readonly reason: string
      readonly characters: number
      readonly seq: Seq
    },
  ): Promise<Redaction>
}

export function createRedactions(deps: {
  readonly bus: Bus
  readonly catalogue: Catalogue
  /** Milliseconds since 1970. */
  readonly clock: () => number
}): Redactions {
  const { bus, catalogue, clock } = deps
  return {
    async list({ id, strategy }) {
      const place = { partition: historyPartition(strategy), collection } as const
      return (await listRecords(catalogue, place, redaction))
        .map(({ value }) => value)
        .filter(({ page }) => page === id)
        .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    },

    async note(page, { characters, person, reason, seq }) {
      const value = redaction.parse({
        id: newId(redactionId),
        page: page.id,
        reason,
        characters,
        seq,
        createdAt: new Date(clock()).toISOString(),
        createdBy: person,
      })
      await catalogue.transact(historyPartition(page.strategy), [
        { do: 'put', collection, id: value.id, value, expects: 0 },
      ])
      bus.publish({ kind: 'history', page: page.id })
      return value
    },
  }
}
