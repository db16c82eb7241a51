/** How each strategy is published: its address, whom it is open to, what readers are asked. */
import { type PublicationSettings, publicationSettings } from '#contract/editions.ts'
import { type StrategyId, strategyId } from '#contract/ids.ts'
import type { Strategy } from '#contract/records.ts'
import { z } from 'zod'

export const publication = publicationSettings.extend({
  strategy: strategyId,
  /** Signs the cookies of those who came by the link, 32 random bytes, base64url. Another one ends them all. */
  key: z.string(),
  /** SHA-256 of the link's code; null = there is no link. */
  codeHash: z.string().nullable(),
  /** As `people/passwords.ts` makes it; null = the link is enough. */
  passwordHash: z.string().nullable(),
})
export type Publication = z.infer<typeof publication>

export interface Publications {
  /** Null until the strategy was given an address. */
  of(strategy: StrategyId): Promise<Publication | null>
  bySlug(slug: string): Promise<Publication | null>
  /**
   * `code` is the link's, where a new one was made. AppError conflict with details.slug `taken`.
   */
  set(
    strategy: StrategyId,
    asked: PublicationSettings & {
      readonly password?: string | null | undefined
      readonly newLink: boolean
    },
  ): Promise<{ readonly publication: Publication; readonly code: string | null }>
  /** A free slug made from the strategy's name. */
  suggest(strategy: Strategy): Promise<string>
}
