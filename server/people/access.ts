/**
 * The one gate of rights: a person, an action and ids from a request go in; loaded records come
 * out. What is absent and what may not be seen give the same "not found"; who may see a thing but
 * not do this to it is told so.
 *
 * A page is always loaded together with its strategy, so that no id is checked beside another.
 */
import { AppError, notFound } from '#contract/errors.ts'
import {
  invitationId,
  type PageId,
  pageId,
  personId,
  type StrategyId,
  strategyId,
  unitId,
} from '#contract/ids.ts'
import {
  mayInOrganisation,
  mayInStrategy,
  type OrganisationAction,
  roleOnPage,
  type StrategyAction,
  type StrategyRole,
} from '#contract/permissions.ts'
import {
  type Invitation,
  invitation,
  type Membership,
  membership,
  type Page,
  page,
  type Person,
  person,
  type Strategy,
  strategy,
  type Unit,
  unit,
} from '#contract/records.ts'
import {
  getRecord,
  listRecords,
  organisationPartition,
  strategyOf,
  strategyOfPage,
  strategyPartition,
} from '../storage/records.ts'
import type { Catalogue } from '../storage/storage.ts'
import { isActive } from './active.ts'

/** What a person may do in a strategy, with the strategy itself. */
export interface StrategyGrant {
  readonly person: Person
  readonly strategy: Strategy
  readonly role: StrategyRole
  /** The only pages the role goes for; null = all. */
  readonly only: readonly PageId[] | null
}

/** The same for a page of it: `role` is the role on the page. */
export interface PageGrant extends StrategyGrant {
  readonly page: Page
}

/** Somebody whom the caller may look after. */
export interface PersonGrant {
  /** The caller. */
  readonly person: Person
  readonly subject: Person
}

export interface UnitGrant {
  readonly person: Person
  readonly unit: Unit
}

export interface InvitationGrant {
  readonly person: Person
  readonly invitation: Invitation
  /** The strategy it leads to. */
  readonly strategy: Strategy | null
}

/** Every `id` may be any text. All throw AppError not-found or forbidden. */
export interface Access {
  organisation(person: Person, action: OrganisationAction): void
  strategy(person: Person, id: string, action: StrategyAction): Promise<StrategyGrant>
  /**
   * Also AppError locked, for writing on a page where nobody may: locked, or in the trash (then
   * `details.reason` is `trash`).
   */
  page(person: Person, id: string, action: StrategyAction): Promise<PageGrant>
  person(person: Person, id: string, action: OrganisationAction): Promise<PersonGrant>
  unit(person: Person, id: string, action: OrganisationAction): Promise<UnitGrant>
  /** For administrators, and for facilitators of the strategy that it leads to. */
  invitation(person: Person, id: string): Promise<InvitationGrant>
  /** Every strategy the person may read, oldest first. */
  readable(person: Person): Promise<readonly StrategyGrant[]>
  /** Every page of a strategy that its reader may read, in its order; not those in the trash. */
  pages(grant: StrategyGrant): Promise<readonly PageGrant[]>
  /** Those in the trash that its reader may read, in no order. */
  trash(grant: StrategyGrant): Promise<readonly PageGrant[]>
  /** What somebody may do on a page of the strategy, as its record is; null = it is not for them. */
  onPage(grant: StrategyGrant, page: Page): PageGrant | null
}

export function createAccess(catalogue: Catalogue, clock: () => number): Access {
  // A page stays in its strategy for ever, so what was found once needs no second search.
  const parents = new Map<PageId, StrategyId>()

  async function load(who: Person, id: StrategyId): Promise<StrategyGrant | null> {
    if (!isActive(who, clock())) return null
    const partition = strategyPartition(id)
    const found = await getRecord(catalogue, { partition, collection: 'strategies' }, id, strategy)
    if (!found) return null
    const place = { partition, collection: 'memberships' } as const
    const named =
      who.role === 'admin' ? null : await getRecord(catalogue, place, who.id, membership)
    const has = roleIn(found.value, who, named?.value)
    return has && { person: who, strategy: found.value, role: has.role, only: has.pages }
  }

  async function parentOf(id: PageId): Promise<StrategyId | null> {
    const known = parents.get(id) ?? (await strategyOfPage(catalogue, id))
    if (known) parents.set(id, known)
    return known
  }

  function onPage(grant: StrategyGrant, of: Page): PageGrant | null {
    const role = roleOnPage({ role: grant.role, pages: grant.only }, grant.person.id, of)
    return role && { ...grant, role, page: of }
  }

  async function all(grant: StrategyGrant): Promise<readonly PageGrant[]> {
    const partition = strategyPartition(grant.strategy.id)
    const found = await listRecords(catalogue, { partition, collection: 'pages' }, page)
    const byId = new Map<PageId, Page>(found.map(({ value }) => [value.id, value]))
    return grant.strategy.pages.flatMap((id) => {
      const one = byId.get(id)
      return (one && onPage(grant, one)) ?? []
    })
  }

  /** A record of the organisation, for those who look after such records. */
  async function ofOrganisation<T>(
    who: Person,
    action: OrganisationAction,
    read: () => Promise<{ readonly value: T } | null>,
  ): Promise<T> {
    if (!isActive(who, clock()) || !mayInOrganisation(who.role, action)) throw forbidden()
    const found = await read()
    if (!found) throw notFound()
    return found.value
  }

  const place = (collection: 'people' | 'units' | 'invitations') => ({
    partition: organisationPartition,
    collection,
  })

  return {
    organisation(who, action) {
      if (!isActive(who, clock()) || !mayInOrganisation(who.role, action)) throw forbidden()
    },

    async strategy(who, id, action) {
      const parsed = strategyId.safeParse(id)
      const grant = parsed.success ? await load(who, parsed.data) : null
      if (!grant || !mayInStrategy(grant.role, 'strategy.read')) throw notFound()
      // A role for some pages is none for the strategy as a whole.
      const whole = grant.only === null || action === 'strategy.read'
      if (!whole || !mayInStrategy(grant.role, action, grant.strategy.history)) throw forbidden()
      return grant
    },

    async page(who, id, action) {
      const parsed = pageId.safeParse(id)
      const parent = parsed.success ? await parentOf(parsed.data) : null
      const inStrategy = parent && (await load(who, parent))
      if (!parsed.success || !inStrategy) throw notFound()
      const partition = strategyPartition(inStrategy.strategy.id)
      const found = await getRecord(
        catalogue,
        { partition, collection: 'pages' },
        parsed.data,
        page,
      )
      if (!found || found.value.strategy !== inStrategy.strategy.id) throw notFound()
      const grant = onPage(inStrategy, found.value)
      if (!grant || !mayInStrategy(grant.role, 'page.read')) throw notFound()
      if (!mayInStrategy(grant.role, action, grant.strategy.history)) throw forbidden()
      refuseClosed(grant.page, action)
      return grant
    },

    async person(who, id, action) {
      const subject = await ofOrganisation(who, action, async () => {
        const parsed = personId.safeParse(id)
        return parsed.success ? getRecord(catalogue, place('people'), parsed.data, person) : null
      })
      return { person: who, subject }
    },

    async unit(who, id, action) {
      const found = await ofOrganisation(who, action, async () => {
        const parsed = unitId.safeParse(id)
        return parsed.success ? getRecord(catalogue, place('units'), parsed.data, unit) : null
      })
      return { person: who, unit: found }
    },

    async invitation(who, id) {
      const parsed = invitationId.safeParse(id)
      const found =
        parsed.success && isActive(who, clock())
          ? await getRecord(catalogue, place('invitations'), parsed.data, invitation)
          : null
      if (!found) throw notFound()
      const { strategy: to } = found.value
      const grant = to && (await load(who, to.id))
      const facilitates =
        grant !== null && grant.only === null && mayInStrategy(grant.role, 'strategy.manage')
      if (!facilitates && !mayInOrganisation(who.role, 'people.manage')) throw notFound()
      return { person: who, invitation: found.value, strategy: grant && grant.strategy }
    },

    async readable(who) {
      const grants: StrategyGrant[] = []
      for (const partition of await catalogue.partitions()) {
        const id = strategyOf(partition)
        const grant = id && (await load(who, id))
        if (grant && mayInStrategy(grant.role, 'strategy.read')) grants.push(grant)
      }
      return grants.sort((a, b) => (a.strategy.createdAt < b.strategy.createdAt ? -1 : 1))
    },

    pages: async (grant) => (await all(grant)).filter((one) => one.page.trashed === null),
    trash: async (grant) => (await all(grant)).filter((one) => one.page.trashed !== null),
    onPage,
  }
}

/** What somebody may do in a strategy, and on which of its pages (null = all). */
export function roleIn(
  { everyone }: Strategy,
  { role }: Person,
  named: Membership | undefined,
): Pick<Membership, 'role' | 'pages'> | null {
  if (role === 'admin') return { role: 'facilitator', pages: null }
  if (named) return named
  return role === 'member' && everyone !== null ? { role: everyone, pages: null } : null
}

/** Nobody writes on a page that is locked; in the trash nobody says anything either. */
function refuseClosed({ locked, trashed }: Page, action: StrategyAction): void {
  if (trashed && (action === 'page.write' || action === 'page.comment')) {
    throw new AppError('locked', 'This page is in the trash: nobody writes there.', {
      details: { reason: 'trash' },
    })
  }
  if (locked && action === 'page.write') {
    throw new AppError('locked', 'This page is locked: nobody writes on it for the moment.')
  }
}

const forbidden = () => new AppError('forbidden', 'Your role does not allow this.')
