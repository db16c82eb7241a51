/** What an e-mail says, before it is text or HTML. */
import type { Language } from '#contract/records.ts'

/** One of the things that are told. */
export interface Told {
  /** What happened, in a sentence. */
  readonly sentence: string
  readonly strategy: string
  readonly excerpt: string
  readonly link: string
  readonly linkText: string
}

export interface LetterParts {
  readonly language: Language
  readonly subject: string
  readonly told: readonly Told[]
  readonly more: { readonly text: string; readonly link: string } | null
  readonly why: string
  readonly stop: { readonly text: string; readonly link: string }
  readonly settings: { readonly text: string; readonly link: string }
}
