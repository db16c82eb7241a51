import type { PageId, StrategyId } from '#contract/ids.ts'

/** What is taken along as a file. */
export type Taken =
  | { readonly kind: 'page'; readonly id: PageId; readonly title: string }
  | { readonly kind: 'strategy'; readonly id: StrategyId; readonly title: string }
