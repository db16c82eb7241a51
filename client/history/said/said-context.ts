/** What was said about the page whose history is shown, for whatever in it shows that. */
import { createContext, use } from 'react'
import type { PageId } from '#contract/ids.ts'
import type { Said } from './events.ts'

export interface SaidThere {
  readonly page: PageId
  /** In the order in which it happened; empty where it is switched off. */
  readonly said: readonly Said[]
  /** How many comments there are, switched off or not. */
  readonly count: number
  readonly shown: boolean
  readonly show: (shown: boolean) => void
  /** What somebody who is named or mentioned is called now. */
  readonly nameOf: (id: string) => string
}

export const SaidContext = createContext<SaidThere | null>(null)

export function useSaid(): SaidThere | null {
  return use(SaidContext)
}
