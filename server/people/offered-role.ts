/**
 * What becomes of a role in a strategy when another one is offered. A person has one role there,
 * for all pages or for some, so two of them cannot always be joined. The rule: nobody may do less
 * on any page than before, and on none more than they had or were offered.
 *
 *     has            is offered     then has
 *     reader         editor         editor
 *     editor {a}     editor {b}     editor {a, b}
 *     reader {a}     editor {b}     reader {a, b}     not editor of b: a would come with it
 *     reader         editor {b}     reader            the same
 *     editor {a}     reader         editor {a}        reading all would take writing on a away
 *
 * Whoever should have more is given it by hand.
 */
import type { PageId } from '#contract/ids.ts'
import { isAtLeast, type StrategyRole } from '#contract/permissions.ts'

const pagesAtMost = 200

/** A role, and the only pages it goes for; null = all. */
export interface RoleFor {
  readonly role: StrategyRole
  readonly pages: readonly PageId[] | null
}

/** What somebody has after the offer, or null when it gives them nothing. */
export function widened(has: RoleFor | null, offered: RoleFor): RoleFor | null {
  if (has === null || (covers(offered, has) && !covers(has, offered))) return offered
  if (covers(has, offered) || !isAtLeast(offered.role, has.role)) return null
  if (has.pages === null || offered.pages === null) return null
  const pages = [...new Set([...has.pages, ...offered.pages])]
  const isWider = pages.length > has.pages.length && pages.length <= pagesAtMost
  return isWider ? { role: has.role, pages } : null
}

/** Does the first allow all that the second one does? */
export function covers(one: RoleFor, other: RoleFor): boolean {
  if (!isAtLeast(one.role, other.role)) return false
  const { pages } = one
  return pages === null || (other.pages?.every((page) => pages.includes(page)) ?? false)
}
