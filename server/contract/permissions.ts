/** Who may do what: one table for both sides. The server decides; the client only shows. */

export const organisationRoles = ['admin', 'member', 'guest'] as const
export type OrganisationRole = (typeof organisationRoles)[number]

/** Roles in a strategy, from the most to the least. */
export const strategyRoles = ['facilitator', 'editor', 'commenter', 'reader'] as const
export type StrategyRole = (typeof strategyRoles)[number]

/** What a link can give: nobody facilitates by having found one. */
export const invitedRoles = ['editor', 'commenter', 'reader'] as const
export type InvitedRole = (typeof invitedRoles)[number]

export const organisationActions = {
  'organisation.read': ['admin', 'member', 'guest'],
  'organisation.manage': ['admin'],
  'people.read': ['admin', 'member'],
  'people.manage': ['admin'],
  'strategy.create': ['admin', 'member'],
  'templates.read': ['admin', 'member'],
  /** Changing and retiring those of the organisation's own. */
  'templates.manage': ['admin'],
} as const satisfies Record<string, readonly OrganisationRole[]>

export const strategyActions = {
  'strategy.read': ['facilitator', 'editor', 'commenter', 'reader'],
  /** Its name, its settings, who has which role, invitations. */
  'strategy.manage': ['facilitator'],
  'page.read': ['facilitator', 'editor', 'commenter', 'reader'],
  'page.comment': ['facilitator', 'editor', 'commenter'],
  'page.write': ['facilitator', 'editor'],
  /** Saying what became of somebody's thread or proposal. */
  'thread.decide': ['facilitator', 'editor'],
  'comment.hide': ['facilitator'],
  /** Out of the trash, where nobody writes. */
  'page.restore': ['facilitator', 'editor'],
  'page.create': ['facilitator', 'editor'],
  /** Narrowing and locking. */
  'page.manage': ['facilitator'],
  /** At least; a strategy may open its history to more. */
  'history.read': ['facilitator', 'editor'],
  /** Taking something out of the whole history; takes an administrator too. */
  'history.redact': ['facilitator'],
  /** Asking for approval, publishing, withdrawing, and who reaches what is published. */
  'edition.manage': ['facilitator'],
} as const satisfies Record<string, readonly StrategyRole[]>

export type OrganisationAction = keyof typeof organisationActions
export type StrategyAction = keyof typeof strategyActions

/** May somebody with this role in the organisation do this? */
export function mayInOrganisation(role: OrganisationRole, action: OrganisationAction): boolean {
  const roles: readonly OrganisationRole[] = organisationActions[action]
  return roles.includes(role)
}

/**
 * May somebody with this role in a strategy, or on one of its pages, do this there? `history` is
 * the least role that the strategy shows its history to.
 */
export function mayInStrategy(
  role: StrategyRole,
  action: StrategyAction,
  history: StrategyRole = 'editor',
): boolean {
  if (action === 'history.read') return isAtLeast(role, history)
  const roles: readonly StrategyRole[] = strategyActions[action]
  return roles.includes(role)
}

/** Does the first role allow all that the second one does? */
export function isAtLeast(role: StrategyRole, least: StrategyRole): boolean {
  return strategyRoles.indexOf(role) <= strategyRoles.indexOf(least)
}

/** The role that allows less; null allows nothing. */
export function lesserRole(
  one: StrategyRole | null,
  other: StrategyRole | null,
): StrategyRole | null {
  if (one === null || other === null) return null
  return isAtLeast(one, other) ? other : one
}

/** What a page leaves of the roles in its strategy. It never gives more than the strategy does. */
export interface Narrowing<Id extends string> {
  /** The most that those not named may do; null = nothing, the page is not there for them. */
  readonly others: StrategyRole | null
  /** The most that these may do. */
  readonly named: readonly { readonly person: Id; readonly role: StrategyRole }[]
}

/**
 * What somebody may do on a page, or null when it is not for them. Facilitators reach every page,
 * so that a page always has somebody who can open it again.
 */
export function roleOnPage<PersonId extends string, PageId extends string>(
  /** Role in the strategy, and the only pages it goes for (null = all). */
  has: { readonly role: StrategyRole; readonly pages: readonly PageId[] | null },
  person: PersonId,
  page: { readonly id: PageId; readonly narrowed: Narrowing<PersonId> | null },
): StrategyRole | null {
  if (has.pages !== null && !has.pages.includes(page.id)) return null
  if (has.role === 'facilitator' || page.narrowed === null) return has.role
  const named = page.narrowed.named.find((one) => one.person === person)
  return lesserRole(has.role, named ? named.role : page.narrowed.others)
}
