import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { StrategyId } from '#contract/ids.ts'
import type { AskDraft } from './ask-draft.ts'

/**
 * What is being filled in. It waits while one looks at a page and comes back, as long as the app
 * stays open.
 */
export function useDraft(strategy: StrategyId, first: () => AskDraft) {
  const queries = useQueryClient()
  const key = ['approval-draft', strategy]
  const [draft, setDraft] = useState(() => queries.getQueryData<AskDraft>(key) ?? first())
  const change = (part: Partial<AskDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    queries.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY })
    queries.setQueryData(key, next)
  }
  return { draft, change, forget: () => queries.removeQueries({ queryKey: key }) }
}
