/**
 * The one gate of rights: a person, an action and ids from a request go in; loaded records come
 * out. What is absent and what may not be seen give the same "not found"; who may see a thing but
 * not do this to it is told so.
 *
 * A page is always loaded together with its strategy, so that no id is checked beside another.
 */
import { AppError, notFound } from '#contract/errors.ts'
import { type PageId, pageId, type StrategyId, strategyId } from '#contract/ids.ts'
import {
  mayInOrganisation,
  mayInStrategy,
  type OrganisationAction,
  type StrategyAction,
  type StrategyRole,
} from '#contract/permissions.ts'
import {
  membership,
  type Page,
  page,
  type Person,
  type Strategy,
  strategy,
} from '#contract/records.ts'
import { getRecord, strategyOf, strategyOfPage, strategyPartition } from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'

/** What a person may do in a strategy, with the strategy itself. */
export interface StrategyGrant {
  readonly person: Person
  readonly strategy: Strategy
  readonly role: StrategyRole
}

/** The same for a page of it. */
export interface PageGrant extends StrategyGrant {
  readonly page: Page
}

export interface Access {
  /** AppError forbidden. */
  organisation(person: Person, action: OrganisationAction): void
  /** AppError not-found, forbidden. `id` may be any text. */
  strategy(person: Person, id: string, action: StrategyAction): Promise<StrategyGrant>
  /** AppError not-found, forbidden. `id` may be any text. */
  page(person: Person, id: string, action: StrategyAction): Promise<PageGrant>
  /** Every strategy the person may read, oldest first. */
  readable(person: Person): Promise<readonly StrategyGrant[]>
  /** The person's role there, or null when it is not for them. */
  role(person: Person, strategy: Strategy): Promise<StrategyRole | null>
}

export function createAccess(catalogue: Catalogue): Access {
  // A page stays in its strategy for ever, so what was found once needs no second search.
  const parents = new Map<PageId, StrategyId>()

  async function roleOf(person: Person, of: Strategy): Promise<StrategyRole | null> {
    if (person.role === 'admin') return 'facilitator'
    const place = { partition: strategyPartition(of.id), collection: 'memberships' } as const
    const named = await getRecord(catalogue, place, person.id, membership)
    if (named) return named.value.role
    return person.role === 'member' ? of.everyone : null
  }

  async function load(person: Person, id: StrategyId): Promise<StrategyGrant | null> {
    const place = { partition: strategyPartition(id), collection: 'strategies' } as const
    const found = await getRecord(catalogue, place, id, strategy)
    const role = found && (await roleOf(person, found.value))
    return found && role && { person, strategy: found.value, role }
  }

  async function parentOf(id: PageId): Promise<StrategyId | null> {
    const known = parents.get(id) ?? (await strategyOfPage(catalogue, id))
    if (known) parents.set(id, known)
    return known
  }

  return {
    role: roleOf,

    organisation(person, action) {
      if (!mayInOrganisation(person.role, action)) throw forbidden()
    },

    async strategy(person, id, action) {
      const parsed = strategyId.safeParse(id)
      const grant = parsed.success ? await load(person, parsed.data) : null
      if (!grant || !mayInStrategy(grant.role, 'strategy.read')) throw notFound()
      if (!mayInStrategy(grant.role, action)) throw forbidden()
      return grant
    },

    async page(person, id, action) {
      const parsed = pageId.safeParse(id)
      const parent = parsed.success ? await parentOf(parsed.data) : null
      const grant = parent && (await load(person, parent))
      if (!parsed.success || !grant || !mayInStrategy(grant.role, 'page.read')) throw notFound()
      const place = {
        partition: strategyPartition(grant.strategy.id),
        collection: 'pages',
      } as const
      const found = await getRecord(catalogue, place, parsed.data, page)
      if (!found || found.value.strategy !== grant.strategy.id) throw notFound()
      if (!mayInStrategy(grant.role, action)) throw forbidden()
      return { ...grant, page: found.value }
    },

    async readable(person) {
      const grants: StrategyGrant[] = []
      for (const partition of await catalogue.partitions()) {
        const id = strategyOf(partition)
        const grant = id && (await load(person, id))
        if (grant && mayInStrategy(grant.role, 'strategy.read')) grants.push(grant)
      }
      return grants.sort((a, b) => (a.strategy.createdAt < b.strategy.createdAt ? -1 : 1))
    },
  }
}

const forbidden = () => new AppError('forbidden', 'Your role does not allow this.')
