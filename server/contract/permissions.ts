/** Who may do what: one table for both sides. The server decides; the client only shows. */

export const organisationRoles = ['admin', 'member', 'guest'] as const
export type OrganisationRole = (typeof organisationRoles)[number]

export const strategyRoles = ['facilitator', 'editor', 'commenter', 'reader'] as const
export type StrategyRole = (typeof strategyRoles)[number]

const organisationActions = {
  'organisation.read': ['admin', 'member', 'guest'],
  'organisation.manage': ['admin'],
  'people.read': ['admin', 'member'],
  'people.manage': ['admin'],
  'strategy.create': ['admin', 'member'],
} as const satisfies Record<string, readonly OrganisationRole[]>

const strategyActions = {
  'strategy.read': ['facilitator', 'editor', 'commenter', 'reader'],
  'strategy.manage': ['facilitator'],
  'page.read': ['facilitator', 'editor', 'commenter', 'reader'],
  'page.comment': ['facilitator', 'editor', 'commenter'],
  'page.write': ['facilitator', 'editor'],
  'page.create': ['facilitator', 'editor'],
  'history.read': ['facilitator', 'editor'],
} as const satisfies Record<string, readonly StrategyRole[]>

export type OrganisationAction = keyof typeof organisationActions
export type StrategyAction = keyof typeof strategyActions

/** May somebody with this role in the organisation do this? */
export function mayInOrganisation(role: OrganisationRole, action: OrganisationAction): boolean {
  const roles: readonly OrganisationRole[] = organisationActions[action]
  return roles.includes(role)
}

/** May somebody with this role in a strategy do this to the strategy or one of its pages? */
export function mayInStrategy(role: StrategyRole, action: StrategyAction): boolean {
  const roles: readonly StrategyRole[] = strategyActions[action]
  return roles.includes(role)
}
