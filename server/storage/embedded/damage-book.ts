import type { PageId } from '#contract/ids.ts'
import type { Damage } from '../storage.ts'

/** Says one English sentence to whoever runs the server. */
export type Report = (sentence: string, cause?: unknown) => void

/** What was found missing or spoilt since opening; each finding is said once, at once. */
export class DamageBook {
  readonly #found = new Map<string, Damage>()
  readonly #report: Report

  constructor(report: Report) {
    this.#report = report
  }

  add(page: PageId | null, text: string, cause?: unknown): void {
    if (this.#found.has(text)) return
    this.#found.set(text, { page, text })
    this.#report(text, cause)
  }

  all(): readonly Damage[] {
    return [...this.#found.values()]
  }
}
