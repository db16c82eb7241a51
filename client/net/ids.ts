import { idPattern } from '#contract/id-shape.ts'
import type { ApprovalId, CommentId, PageId, ScaleId, StrategyId, ThreadId } from '#contract/ids.ts'

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

/** Can this be the id of a thread? */
export function isThreadId(value: unknown): value is ThreadId {
  return typeof value === 'string' && idPattern.test(value)
}

/** Can this be the id of a comment? */
export function isCommentId(value: unknown): value is CommentId {
  return typeof value === 'string' && idPattern.test(value)
}

/** Can this part of an address be the id of an approval? */
export function isApprovalId(text: string): text is ApprovalId {
  return idPattern.test(text)
}
