import type { PersonId } from '#contract/ids.ts'
import type { Reply } from '../net/api.ts'
import type { HistoryEngine } from './history-engine.ts'
import type { Moments } from './moments.ts'

export type HistoryFacts = Reply<'getHistoryFacts'>
export type Version = HistoryFacts['versions'][number]

/** A page's history, ready to be looked at. A new object whenever there is more of it. */
export interface OpenHistory {
  readonly engine: HistoryEngine
  readonly moments: Moments
  readonly facts: HistoryFacts
}

/** A person who wrote, by id; undefined for whom the server does not name: Talkoot itself, say. */
export function personIn(
  { people }: HistoryFacts,
  id: PersonId,
): HistoryFacts['people'][number] | undefined {
  return people.find((one) => one.id === id)
}
