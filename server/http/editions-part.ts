/** Approvals and editions: from asking to withdrawing, with what is told of it. */
import type { editionEndpoints } from '#contract/api/publishing.ts'
import type { Consent } from '#contract/editions.ts'
import type { PersonId, StrategyId } from '#contract/ids.ts'
import type { Bus } from '../bus/bus.ts'
import type { Chronicles } from '../chronicles/chronicles.ts'
import type { Access } from '../people/access.ts'
import type { People } from '../people/people.ts'
import type { Units } from '../people/units.ts'
import type { Editions } from '../publishing/editions/editions.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Storage } from '../storage/storage.ts'
import type { Versions } from '../versions/versions.ts'
import type { HandlersOf } from './handlers.ts'

export interface EditionsPartDeps {
  readonly access: Access
  readonly bus: Bus
  readonly chronicles: Chronicles
  readonly clock: () => number
  readonly people: People
  readonly report: (error: unknown, what: string) => void
  readonly rooms: Rooms
  readonly storage: Storage
  readonly units: Units
  readonly versions: Versions
}

/** Who agreed to be named in the editions of a strategy. */
export interface Consents {
  of(strategy: StrategyId): Promise<ReadonlyMap<PersonId, Consent>>
  set(strategy: StrategyId, person: PersonId, named: boolean): Promise<void>
}

export interface EditionsPart {
  readonly consents: Consents
  readonly editions: Editions
  readonly routes: HandlersOf<typeof editionEndpoints>
  /** Stops publishing what is scheduled. */
  close(): Promise<void>
}

export function createEditionsPart(_deps: EditionsPartDeps): EditionsPart {
  return { close: async () => {} } as unknown as EditionsPart
}
