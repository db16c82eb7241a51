/** What is filled in before approval is asked for. */
import type { PageId, PersonId } from '#contract/ids.ts'
import type { Failure } from '../../net/failure.ts'
import type { Publishing } from '../../net/publishing-queries.ts'

export interface Approver {
  readonly person: PersonId
  readonly role: string
}

export interface AskDraft {
  readonly pages: ReadonlySet<PageId>
  /** Who answers for a page, as a role; kept for pages that are not chosen just now. */
  readonly ownerRoles: ReadonlyMap<PageId, string>
  readonly approvers: readonly Approver[]
  readonly note: string
  readonly reasons: boolean
}

/** Most people asked at once, and most pages. The server says the same. */
export const mostApprovers = 20
export const mostPages = 200
const longestRole = 120

/**
 * What is there to begin with: the pages, roles and people of the last time, as far as they are
 * still there; all pages the first time.
 */
export function firstDraft(
  { editions, approvals }: Publishing,
  pages: readonly PageId[],
  isThere: (person: PersonId) => boolean,
): AskDraft {
  const last = approvals[0]
  const before = new Set<PageId>(last?.pages.map(({ page }) => page))
  const known = pages.filter((page) => before.has(page))
  const roles = [...(last?.pages ?? []), ...(editions[0]?.pages ?? [])]
  return {
    pages: new Set((known.length === 0 ? pages : known).slice(0, mostPages)),
    // Of what is said twice the last counts: what was published, not what was only asked.
    ownerRoles: new Map(roles.map(({ page, ownerRole }) => [page, ownerRole])),
    approvers: (last?.approvers ?? [])
      .filter(({ person }) => isThere(person))
      .map(({ person, role }) => ({ person, role })),
    note: '',
    reasons: last?.reasons ?? true,
  }
}

export type AskProblem =
  | { readonly at: 'pages'; readonly what: 'none' | 'many' | 'gone' }
  | { readonly at: 'approvers'; readonly what: 'none' | 'many' }
  | { readonly at: 'role'; readonly person: PersonId; readonly what: 'none' | 'long' }
  /** They cannot read all the pages, or not come in any more. */
  | { readonly at: 'person'; readonly person: PersonId; readonly isGone: boolean }

/** What is missing or too much, in the order of the form. */
export function problemsOf({ pages, approvers }: AskDraft): readonly AskProblem[] {
  const problems: AskProblem[] = []
  if (pages.size === 0) problems.push({ at: 'pages', what: 'none' })
  if (pages.size > mostPages) problems.push({ at: 'pages', what: 'many' })
  if (approvers.length === 0) problems.push({ at: 'approvers', what: 'none' })
  if (approvers.length > mostApprovers) problems.push({ at: 'approvers', what: 'many' })
  for (const { person, role } of approvers) {
    const { length } = role.trim()
    if (length === 0) problems.push({ at: 'role', person, what: 'none' })
    if (length > longestRole) problems.push({ at: 'role', person, what: 'long' })
  }
  return problems
}

/** What the server said about somebody who is asked, as a problem of the form; null = nothing. */
export function refusedPerson({ details }: Failure, { approvers }: AskDraft): AskProblem | null {
  const refused = approvers.find(({ person }) => person === details['person'])
  if (refused === undefined) return null
  return { at: 'person', person: refused.person, isGone: details['approvers'] === 'inactive' }
}
