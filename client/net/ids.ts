import { idPattern } from '#contract/id-shape.ts'
import type { PageId, StrategyId, ScaleId } from '#contract/ids.ts'

/** Can this part of an address be a page's id? */
export function isPageId(text: string): text is PageId {
  return idPattern.test(text)
}

/** Can this part of an address be a strategy's id? */
export function isStrategyId(text: string): text is StrategyId {
  return idPattern.test(text)
}

/** Can this be the id of a scale? */
export function isScaleId(value: unknown): value is ScaleId {
  return typeof value === 'string' && idPattern.test(value)
}
