import { Failure } from '../../net/failure.ts'

/** Why a code or link lets nobody in; null: that is not what went wrong. */
export function whyNotValid(error: unknown): 'unknown' | 'ended' | 'used' | null {
  if (!(error instanceof Failure) || error.code !== 'link-not-valid') return null
  const { reason } = error.details
  return reason === 'ended' || reason === 'used' ? reason : 'unknown'
}
