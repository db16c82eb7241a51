import { useQuery } from '@tanstack/react-query'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { mayInStrategy, type StrategyAction, type StrategyRole } from '#contract/permissions.ts'
import { membersQuery } from '../../net/queries.ts'
import { useMe } from '../me.ts'

export interface Standing {
  /** The only pages that one's role goes for; null = all. */
  readonly only: readonly PageId[] | null
  /** May I do this to the strategy as a whole? Not before it is known whether my role is for all. */
  readonly may: (action: StrategyAction) => boolean
}

/** What the person who is signed in may do in a strategy. */
export function useStanding(strategy: {
  readonly id: StrategyId
  readonly role: StrategyRole
}): Standing {
  const { person } = useMe()
  const isAdmin = person.role === 'admin'
  const members = useQuery({ ...membersQuery(strategy.id), enabled: !isAdmin })
  const own = members.data?.find((member) => member.person === person.id)
  const only = isAdmin ? null : (own?.pages ?? null)
  const known = isAdmin || members.data !== undefined
  return {
    only,
    may: (action) => known && only === null && mayInStrategy(strategy.role, action),
  }
}
