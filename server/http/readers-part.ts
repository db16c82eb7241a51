/** What readers of editions say: feedback, that they have read it, and who is named there. */
import type { readerEndpoints } from '#contract/api/publishing.ts'
import type { Bus } from '../bus/bus.ts'
import type { Access } from '../people/access.ts'
import type { Identify } from '../people/identify.ts'
import type { People } from '../people/people.ts'
import type { Units } from '../people/units.ts'
import type { Editions } from '../publishing/editions/editions.ts'
import type { Publications } from '../publishing/publications.ts'
import type { Storage } from '../storage/storage.ts'
import type { Consents } from './editions-part.ts'
import type { HandlersOf } from './handlers.ts'
import type { Forms } from './site-part.ts'

export interface ReadersPartDeps {
  readonly access: Access
  readonly bus: Bus
  readonly clock: () => number
  readonly consents: Consents
  readonly editions: Editions
  readonly identify: Identify
  readonly people: People
  readonly publications: Publications
  readonly report: (error: unknown, what: string) => void
  readonly storage: Storage
  readonly units: Units
}

export interface ReadersPart {
  readonly forms: Forms
  readonly routes: HandlersOf<typeof readerEndpoints>
}

export function createReadersPart(_deps: ReadersPartDeps): ReadersPart {
  return {} as ReadersPart
}
