/** Whom a publication is open to. */
import type { IncomingMessage } from 'node:http'
import { AppError } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Person } from '#contract/records.ts'
import type { Access, StrategyGrant } from '../../people/access.ts'
import type { Cookie } from '../../people/cookie.ts'
import type { Identify } from '../../people/identify.ts'
import type { Publication } from '../../publishing/publications.ts'
import type { LinkCookie } from './link-cookie.ts'

export type Opened =
  /** `setCookie`: the line that makes the reader's session last. */
  | { readonly is: 'open'; readonly setCookie: string | null }
  /** Signing in would help. */
  | { readonly is: 'sign-in' }
  /** Not for them: answered as if it were not there. */
  | { readonly is: 'hidden' }

export interface Reach {
  open(publication: Publication, request: IncomingMessage): Promise<Opened> | Opened
  /** May they have all of it, by their role in the strategy alone? */
  readsAll(grant: StrategyGrant, pages: readonly { readonly page: PageId }[]): Promise<boolean>
}

export interface ReachDeps {
  readonly access: Pick<Access, 'pages' | 'strategy' | 'trash'>
  readonly clock: () => number
  readonly cookie: Pick<Cookie, 'set'>
  readonly identify: Pick<Identify, 'request'>
  readonly linkCookie: LinkCookie
}

const open: Opened = { is: 'open', setCookie: null }

export function createReach(deps: ReachDeps): Reach {
  const { access, clock, cookie, identify, linkCookie } = deps

  async function signedIn(request: IncomingMessage) {
    try {
      const identity = await identify.request(request)
      const renew = identity.by === 'session' ? identity.renew : null
      return { person: identity.person, setCookie: renew && cookie.set(renew.secret, renew.lifeMs) }
    } catch (error) {
      if (isRefusal(error)) return null
      throw error
    }
  }

  async function grantOf(person: Person, { strategy }: Publication): Promise<StrategyGrant | null> {
    try {
      return await access.strategy(person, strategy, 'strategy.read')
    } catch (error) {
      if (isRefusal(error)) return null
      throw error
    }
  }

  /**
   * Everybody of the organisation; of the guests those who were given something to do in this very
   * strategy, because they were asked in for that and not for the house.
   */
  async function bySession(publication: Publication, request: IncomingMessage): Promise<Opened> {
    const who = await signedIn(request)
    if (who === null) return { is: 'sign-in' }
    const isGuest = who.person.role === 'guest'
    if (isGuest && (await grantOf(who.person, publication)) === null) return { is: 'hidden' }
    return { is: 'open', setCookie: who.setCookie }
  }

  /** The link, or the right to set it: who manages editions need not ask themselves for the link. */
  async function byLink(publication: Publication, request: IncomingMessage): Promise<Opened> {
    if (linkCookie.letsIn(request.headers.cookie, publication, clock())) return open
    const who = await signedIn(request)
    const grant = who && (await grantOf(who.person, publication))
    if (!grant || !managesEditions(grant)) return { is: 'hidden' }
    return { is: 'open', setCookie: who.setCookie }
  }

  return {
    open(publication, request) {
      switch (publication.reach) {
        case 'network':
          return open
        case 'signed-in':
          return bySession(publication, request)
        case 'link':
          return byLink(publication, request)
      }
    },

    async readsAll(grant, pages) {
      if (managesEditions(grant)) return true
      // What was frozen of a page that is in the trash now is still there.
      const all = [...(await access.pages(grant)), ...(await access.trash(grant))]
      const readable = new Set(all.map(({ page }) => page.id))
      return pages.every(({ page }) => readable.has(page))
    },
  }
}

/** A role for some pages is none for what is made of all. */
const managesEditions = ({ only, role }: StrategyGrant) =>
  only === null && mayInStrategy(role, 'edition.manage')

const refusals = new Set(['not-signed-in', 'foreign-origin', 'forbidden', 'not-found'])

/** Anything else went wrong and is no answer about rights. */
function isRefusal(error: unknown): boolean {
  return error instanceof AppError && refusals.has(error.code)
}
