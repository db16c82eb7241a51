import { useCallback, useState } from 'react'

export interface Selection<Id extends string> {
  /** Null while nothing is being chosen. */
  readonly chosen: ReadonlySet<Id> | null
  readonly choose: (id: Id, on: boolean) => void
  /** These and no others; null ends it. */
  readonly set: (ids: readonly Id[] | null) => void
}

/** Several of many, chosen one by one or at once. */
export function useSelection<Id extends string>(): Selection<Id> {
  const [chosen, setChosen] = useState<ReadonlySet<Id> | null>(null)
  const choose = useCallback((id: Id, on: boolean) => {
    setChosen((known) => {
      const next = new Set(known)
      if (on) next.add(id)
      else next.delete(id)
      return next
    })
  }, [])
  const set = useCallback((ids: readonly Id[] | null) => setChosen(ids && new Set(ids)), [])
  return { chosen, choose, set }
}
