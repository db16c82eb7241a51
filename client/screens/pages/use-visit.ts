import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { call } from '../../net/api.ts'

interface Visited {
  readonly id: PageId
  readonly strategy: StrategyId
}

/**
 * Says that I am on this page, and with it in its strategy, when I have `seen` it. Nothing is said
 * when that fails: the page is then not among the last ones.
 */
export function useVisit({ id, strategy }: Visited, seen: boolean): void {
  const { mutate } = useMutation({
    mutationFn: async () => {
      await call('visitPage', { id })
      await call('visitStrategy', { id: strategy })
    },
  })
  useEffect(() => {
    if (seen) mutate()
  }, [mutate, seen, id, strategy])
}
