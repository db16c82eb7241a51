/** What an endpoint is: method, path, what may come in, what goes out, which right it takes. */
import { z } from 'zod'
import type { OrganisationAction, StrategyAction } from './permissions.ts'

/**
 * What it takes to call an endpoint; `strategy`, `page`, `person`, `unit` and `invitation` name
 * the path parameter `:id`, which is loaded by the gate of rights.
 */
export type Right =
  | { readonly by: 'anyone' }
  | { readonly by: 'signed-in' }
  | { readonly by: 'organisation'; readonly action: OrganisationAction }
  | { readonly by: 'strategy'; readonly action: StrategyAction }
  | { readonly by: 'page'; readonly action: StrategyAction }
  | { readonly by: 'person'; readonly action: OrganisationAction }
  | { readonly by: 'unit'; readonly action: OrganisationAction }
  /** Facilitators of the strategy it leads to, and administrators. */
  | { readonly by: 'invitation' }

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Parameters as `:name`. */
  readonly path: string
  readonly summary: string
  readonly access: Right
  /** Takes a password given lately, in this very session: `confirmation-needed` otherwise. */
  readonly confirm?: true
  /** The body of the request is bytes of any kind, not JSON: so many at most. */
  readonly takesBytes?: number
  /**
   * A secret in the path is all that counts: neither the body nor which site it comes from does.
   * For mail programs (RFC 8058).
   */
  readonly oneClick?: true
  /** The answer is bytes, not JSON. */
  readonly givesBytes?: true
  readonly params: z.ZodType
  readonly body: z.ZodType
  /** Status of success. */
  readonly status: 200 | 201 | 204
  readonly reply: z.ZodType
}

export const nothing = z.undefined()
export const none = z.object({})
export const define = <const E extends Endpoint>(endpoint: E): E => endpoint
