/** The five shares of a time budget, and what they make together. */
import { timeShares, type TimeShare } from '#contract/page-values.ts'

/** In their order. */
export const shareNames = ['making', 'analysing', 'following', 'sharing', 'talking'] as const

type Attributes = Readonly<Record<string, unknown>>
export type Shares = Readonly<Record<TimeShare, number>>

/** The shares in per cent; what is not set is none. */
export function sharesOf(attributes: Attributes): Shares {
  const share = (name: TimeShare) => wholeOf(attributes[name], 100)
  return {
    making: share('making'),
    analysing: share('analysing'),
    following: share('following'),
    sharing: share('sharing'),
    talking: share('talking'),
  }
}

/** Hours a week, or null. */
export const hoursOf = (attributes: Attributes): number | null =>
  typeof attributes['hours'] === 'number' ? wholeOf(attributes['hours'], 10_000) : null

function wholeOf(value: unknown, most: number): number {
  return typeof value === 'number' ? Math.min(most, Math.max(0, Math.round(value))) : 0
}

/** What all shares make together. */
export const sumOf = (shares: Shares): number =>
  shareNames.reduce((sum, name) => sum + shares[name], 0)

/**
 * The share with what is missing of 100 put on it, or what is too much taken from it; null where it
 * can't take that.
 */
export function balanced(shares: Shares, name: TimeShare): number | null {
  const share = shares[name] + 100 - sumOf(shares)
  return share >= 0 && share <= 100 && share !== shares[name] ? share : null
}

/** Is it what is proposed? */
export const isProposal = (shares: Shares): boolean =>
  shareNames.every((name) => shares[name] === timeShares[name])
