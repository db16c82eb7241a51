/** Forms that readers of an edition fill in: what the pages ask of whoever answers them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Edition } from '#contract/editions.ts'
import type { Publication } from '../../publishing/publications.ts'

/** A form under `/published/<slug>/`, answered anew each time. The caller has checked the reach. */
export interface FormRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly publication: Publication
  /** The current edition; where all were withdrawn the newest, of which nothing may be told. */
  readonly edition: Edition
  /** What stands after the slug: `feedback`, `feedback/<code>`, `read`. */
  readonly path: string
  readonly query: URLSearchParams
  /** Where the request came from, as `express` would tell. */
  readonly address: string
}
/** False: there is no such form. */
export type Forms = (asked: FormRequest) => Promise<boolean>
