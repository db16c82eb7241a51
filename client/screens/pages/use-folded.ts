import { useState } from 'react'
import type { PageId, StrategyId } from '#contract/ids.ts'
import { recordName } from '../../net/remembered.ts'
import { recall, remember } from '../../net/stored.ts'
import { useMe } from '../me.ts'

/** Which pages' subpages are folded away in the rail; this browser remembers it per person. */
export function useFolded(strategy: StrategyId) {
  const { person } = useMe()
  const name = recordName(person.id, `${strategy}.folded`)
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => {
    const known: unknown = JSON.parse(recall(name) ?? '[]')
    return new Set(Array.isArray(known) ? known.map(String) : [])
  })
  const fold = (page: PageId, away: boolean) => {
    if (folded.has(page) === away) return
    const next = new Set(folded)
    if (away) next.add(page)
    else next.delete(page)
    setFolded(next)
    remember(name, next.size === 0 ? null : JSON.stringify([...next]))
  }
  return { folded, fold }
}
