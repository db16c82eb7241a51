import type { PageId, StrategyId } from '#contract/ids.ts'

/** What can be done with a page as a whole, after being asked about it. */
export type PageDeed = 'watch' | 'rename' | 'add' | 'move' | 'take' | 'template' | 'trash'

/** The page that something is done with. */
export interface DialogPage {
  readonly id: PageId
  readonly strategy: StrategyId
  readonly title: string
}
