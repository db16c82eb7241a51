/** What can be done with a page's history from its views, handed in by the screen. */
import { createContext, type ReactNode, use } from 'react'
import type { Seq } from '#contract/ids.ts'
import type { Place } from '../../server/history/chronicle.ts'
import type { Version } from './open-history.ts'
import type { IdRange } from './protocol.ts'

/** A block, row or the like, to be made as it was after an entry. */
export interface BroughtBack {
  readonly seq: Seq
  readonly place: Place
  /** How its text began. */
  readonly excerpt: string
}

/** What those may do who may write on the page. */
export interface WritersDeeds {
  /** Gives a moment a name. */
  readonly name: (seq: Seq) => void
  readonly rename: (version: Version) => void
  readonly removeName: (version: Version) => void
  /** Makes the whole page as it was after an entry. */
  readonly restore: (seq: Seq) => void
  readonly bringBack: (what: BroughtBack) => void
}

export interface HistoryDeeds {
  /** Null for those who may only look. */
  readonly writing: WritersDeeds | null
  /** Takes characters out of the whole history; null for those who may not. */
  readonly redact: ((ranges: readonly IdRange[], words: string) => void) | null
  /** How many have taken part. */
  readonly participation: ReactNode
}

export const HistoryDeedsContext = createContext<HistoryDeeds>({
  writing: null,
  redact: null,
  participation: null,
})

export function useHistoryDeeds(): HistoryDeeds {
  return use(HistoryDeedsContext)
}
