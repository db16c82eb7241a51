/**
 * How much work a connection may cause. Limits on sizes and counts are not enough: a thousand
 * frames just below every limit stall a server too. So the time that is spent on a connection is
 * counted, and whoever spends too much is read more slowly; nothing is thrown away.
 */
export interface BudgetRules {
  /** Milliseconds of work that may be spent at once: a long time offline is synced in one go. */
  readonly burst: number
  /** Milliseconds of work that come back with every second. */
  readonly perSecond: number
}

export const connectionBudget: BudgetRules = { burst: 1_500, perSecond: 250 }

export class Budget {
  readonly #rules: BudgetRules
  #left: number
  #at: number

  /** `now` in milliseconds of a clock that only goes forward. */
  constructor(rules: BudgetRules, now: number) {
    this.#rules = rules
    this.#left = rules.burst
    this.#at = now
  }

  /** Spends; says for how many milliseconds the connection has to wait now, usually 0. */
  spend(milliseconds: number, now: number): number {
    const earned = ((now - this.#at) / 1_000) * this.#rules.perSecond
    this.#at = now
    this.#left = Math.min(this.#rules.burst, this.#left + earned) - milliseconds
    return this.#left >= 0 ? 0 : (-this.#left / this.#rules.perSecond) * 1_000
  }
}
