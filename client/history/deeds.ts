/** What can be done with a page's history from its views, handed in by the screen. */
import { createContext, use } from 'react'
import type { Seq } from '#contract/ids.ts'
import type { Place } from '../../server/history/chronicle.ts'
import type { IdRange } from './protocol.ts'

/** A block, row or the like, to be made as it was after an entry. */
export interface BroughtBack {
  readonly seq: Seq
  readonly place: Place
  /** How its text began. */
  readonly excerpt: string
}

export interface HistoryDeeds {
  /** Null for those who may not write. */
  readonly bringBack: ((what: BroughtBack) => void) | null
  /** Takes characters out of the whole history; null for those who may not. */
  readonly redact: ((ranges: readonly IdRange[], words: string) => void) | null
}

export const HistoryDeedsContext = createContext<HistoryDeeds>({ bringBack: null, redact: null })

export function useHistoryDeeds(): HistoryDeeds {
  return use(HistoryDeedsContext)
}
