/** Who may do what on a page, worked out from what facilitators see: pure, for showing. */
import type { PageId, PersonId } from '#contract/ids.ts'
import {
  isAtLeast,
  type Narrowing,
  type OrganisationRole,
  roleOnPage,
  type StrategyRole,
  strategyRoles,
} from '#contract/permissions.ts'
import type { Membership } from '#contract/records.ts'

interface Somebody {
  readonly id: PersonId
  readonly role: OrganisationRole
}

/** What somebody may do in a strategy, and on which pages only (null = all); null for nothing. */
export function roleInStrategy(
  person: Somebody,
  strategy: { readonly everyone: StrategyRole | null },
  membership: Membership | undefined,
): { readonly role: StrategyRole; readonly pages: readonly PageId[] | null } | null {
  if (person.role === 'admin') return { role: 'facilitator', pages: null }
  if (membership !== undefined) return membership
  const { everyone } = strategy
  return person.role === 'member' && everyone !== null ? { role: everyone, pages: null } : null
}

/** Who could be named on a page: those who reach it and do not lead the strategy. */
export function mayBeNamed(
  page: PageId,
  has: ReturnType<typeof roleInStrategy>,
): has is NonNullable<typeof has> {
  return has !== null && has.role !== 'facilitator' && (has.pages?.includes(page) ?? true)
}

/** The roles that naming somebody can give: no more than they have in the strategy. */
export function rolesFor(inStrategy: StrategyRole): readonly StrategyRole[] {
  return strategyRoles.filter((role) => role !== 'facilitator' && isAtLeast(inStrategy, role))
}

/** How many people may do what on a page; facilitators write, whatever it leaves of others. */
export function countRoles(
  page: PageId,
  narrowed: Narrowing<PersonId> | null,
  people: readonly { readonly id: PersonId; readonly has: ReturnType<typeof roleInStrategy> }[],
): Readonly<Record<'editor' | 'commenter' | 'reader', number>> {
  const counts = { editor: 0, commenter: 0, reader: 0 }
  for (const { id, has } of people) {
    if (has === null) continue
    const role = roleOnPage(has, id, { id: page, narrowed })
    if (role !== null) counts[role === 'facilitator' ? 'editor' : role] += 1
  }
  return counts
}
