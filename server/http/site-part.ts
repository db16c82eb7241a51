/** The pages of editions: drawn, kept ready, given to whom they are open to. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { siteEndpoints } from '#contract/api/publishing.ts'
import type { Edition } from '#contract/editions.ts'
import type { Bus } from '../bus/bus.ts'
import type { Config } from '../config.ts'
import type { Access } from '../people/access.ts'
import type { Identify } from '../people/identify.ts'
import type { People } from '../people/people.ts'
import type { Editions } from '../publishing/editions/editions.ts'
import type { PdfMaker } from '../publishing/pdf/pdf-maker.ts'
import type { Publication, Publications } from '../publishing/publications.ts'
import type { Storage } from '../storage/storage.ts'
import type { Consents } from './editions-part.ts'
import type { HandlersOf } from './handlers.ts'

export interface SitePartDeps {
  readonly access: Access
  readonly bus: Bus
  readonly clock: () => number
  readonly config: Config
  readonly consents: Consents
  readonly editions: Editions
  readonly identify: Identify
  readonly pdfs: Pick<PdfMaker, 'make'>
  readonly people: People
  readonly report: (error: unknown, what: string) => void
  readonly storage: Storage
}

/** A form under `/published/<slug>/`, answered anew each time. The caller has checked the reach. */
export interface FormRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly publication: Publication
  /** The current edition. */
  readonly edition: Edition
  /** What stands after the slug: `feedback`, `feedback/<code>`, `read`. */
  readonly path: string
  readonly query: URLSearchParams
  /** Where the request came from, as `express` would tell. */
  readonly address: string
}
/** False: there is no such form. */
export type Forms = (asked: FormRequest) => Promise<boolean>

export interface SitePart {
  readonly publications: Publications
  readonly routes: HandlersOf<typeof siteEndpoints>
  /** False: not under `/published/`. */
  answers(request: IncomingMessage, response: ServerResponse, forms: Forms): boolean
  close(): Promise<void>
}

export function createSitePart(_deps: SitePartDeps): SitePart {
  return { answers: () => false, close: async () => {} } as unknown as SitePart
}
