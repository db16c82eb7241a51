/** The share of contributions of which it is known what became of them. */
import type { Reply } from '../../net/api.ts'

/** How many have ended, in whatever way. */
export function answeredOf({ ended }: Pick<Reply<'getContributions'>, 'ended'>): number {
  return Object.values(ended).reduce((sum, n) => sum + n, 0)
}

/** From 0 to 1, in whole hundredths; all and nothing are said only where it is true. */
export function shareOf(answered: number, all: number): number {
  if (all === 0 || answered === all) return 1
  if (answered === 0) return 0
  return Math.min(99, Math.max(1, Math.round((answered / all) * 100))) / 100
}
