/** What the parts of blocks know of the page that they stand on. */
import { createContext, use } from 'react'
import type { Doc } from 'yjs'
import type { PageId, PersonId, StrategyId } from '#contract/ids.ts'
import type { StrategyRole } from '#contract/permissions.ts'
import type { PageRows } from './page-rows.ts'

/** Which page it is, and what whoever looks at it may do there. */
export interface PageHere {
  /** Who looks at it. */
  readonly person: PersonId
  readonly page: PageId
  readonly strategy: StrategyId
  readonly role: StrategyRole
  /** The language that the page is written in. */
  readonly language: string
}

export interface Here extends PageHere {
  readonly doc: Doc
  /** The goals and metrics of the page as they are now. */
  readonly rows: PageRows
  /** Where the page is shown as it was: said beside what is known of today alone. */
  readonly today?: string
}

/** Given by the editor and by the page for readers. */
export const HereContext = createContext<Here | null>(null)

/** The page round a part of a block. */
export function useHere(): Here {
  const here = use(HereContext)
  if (here === null) throw new Error('There is no page round this part of a block')
  return here
}
