import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { call } from '../../net/api.ts'
import { useIdle } from './use-idle.ts'

/**
 * Says that I am on this page, and with it in its strategy, once it has been open for a moment. Nothing is said when
 * that fails: the page is then not among the last ones.
 */
export function useVisit({ id, strategy }: { readonly id: PageId; readonly strategy: StrategyId }) {
  const { mutate } = useMutation({
    mutationFn: async () => {
      await call('visitPage', { id })
      await call('visitStrategy', { id: strategy })
    },
  })
  const idle = useIdle()
  useEffect(() => {
    if (idle) mutate()
  }, [mutate, idle, id, strategy])
}
