/** How each strategy is published: its address, whom it is open to, what readers are asked. */
import { createHash, randomBytes } from 'node:crypto'
import { type PublicationSettings, publicationSettings } from '#contract/editions.ts'
import { AppError } from '#contract/errors.ts'
import { type StrategyId, strategyId } from '#contract/ids.ts'
import type { Strategy } from '#contract/records.ts'
import { z } from 'zod'
import type { Bus } from '../bus/bus.ts'
import { isConflict, retryConflict } from '../storage/conflict.ts'
import { findRecord, getRecord, organisationPartition as partition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { slugOf } from './slug-of.ts'

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

/** What a facilitator sets. */
export type PublicationAsked = PublicationSettings & {
  /** Null takes the password away; absent leaves it as it is. */
  readonly password?: string | null | undefined
  readonly newLink: boolean
}

export interface Publications {
  /** Null until the strategy was given an address. */
  of(strategy: StrategyId): Promise<Publication | null>
  bySlug(slug: string): Promise<Publication | null>
  /**
   * `code` is the link's, where a new one was made: where one is asked for, and where there is none
   * though only a link lets in. A new link, another password and another reach end whatever the
   * link had opened before. AppError conflict with details.slug `taken`. `stillMay` is asked after
   * the password was hashed, which may take long.
   */
  set(
    strategy: StrategyId,
    asked: PublicationAsked,
    stillMay?: () => Promise<void>,
  ): Promise<{ readonly publication: Publication; readonly code: string | null }>
  /** A free slug made from the strategy's name. */
  suggest(strategy: Pick<Strategy, 'id' | 'name'>): Promise<string>
}

const place = { partition, collection: 'publications' } as const
const keyOf = (slug: string) => `slug:${slug}`
const longestSlug = 60

/** SHA-256 of a link's code, in hex. Enough for what is random. */
export const hashOfCode = (code: string) => createHash('sha256').update(code).digest('hex')

export function createPublications(deps: {
  readonly bus: Pick<Bus, 'publish'>
  readonly catalogue: Catalogue
  readonly passwords: { hash(password: string): Promise<string> }
}): Publications {
  const { bus, catalogue, passwords } = deps

  async function bySlug(slug: string): Promise<Publication | null> {
    const found = await findRecord(catalogue, place, keyOf(slug), publication)
    return found && found.value
  }

  async function change(
    strategy: StrategyId,
    asked: PublicationAsked,
    newHash: string | null | undefined,
  ) {
    const settings = publicationSettings.parse(asked)
    const before = await getRecord(catalogue, place, strategy, publication)
    const holder = await bySlug(settings.slug)
    if (holder && holder.strategy !== strategy) throw slugTaken()
    const had = before?.value
    const makes = asked.newLink || (settings.reach === 'link' && (had?.codeHash ?? null) === null)
    const code = makes ? randomSecret() : null
    const ends = makes || newHash !== undefined || had?.reach !== settings.reach
    const value: Publication = {
      ...settings,
      strategy,
      key: had && !ends ? had.key : randomSecret(),
      codeHash: code === null ? (had?.codeHash ?? null) : hashOfCode(code),
      passwordHash: newHash === undefined ? (had?.passwordHash ?? null) : newHash,
    }
    const expects = before?.revision ?? 0
    const unique = [keyOf(value.slug)]
    const put = { do: 'put', collection: 'publications', id: strategy } as const
    await catalogue.transact(partition, [{ ...put, value, expects, unique }])
    return { publication: value, code }
  }

  return {
    bySlug,

    async of(strategy) {
      const found = await getRecord(catalogue, place, strategy, publication)
      return found && found.value
    },

    async set(strategy, asked, stillMay) {
      const { password } = asked
      const newHash = typeof password === 'string' ? await passwords.hash(password) : password
      await stillMay?.()
      try {
        const changed = await retryConflict(() => change(strategy, asked, newHash))
        bus.publish({ kind: 'publishing', strategy })
        return changed
      } catch (error) {
        // Ten times somebody else was quicker: it can only be the name that they are after.
        throw isConflict(error) ? slugTaken() : error
      }
    },

    async suggest({ id, name }) {
      const wish = slugOf(name, longestSlug) || 'strategy'
      for (let count = 1; ; count += 1) {
        const end = count === 1 ? '' : `-${count}`
        const slug = `${wish.slice(0, longestSlug - end.length).replace(/-+$/, '')}${end}`
        const holder = await bySlug(slug)
        if (holder === null || holder.strategy === id) return slug
      }
    },
  }
}

const slugTaken = () =>
  new AppError('conflict', 'Another strategy is published under this address.', {
    details: { slug: 'taken' },
  })

/** 256 random bits that are safe in an address. */
const randomSecret = () => randomBytes(32).toString('base64url')
