import type { words as en } from './en.ts'

/** A text with a number in it. */
export interface Counted {
  readonly one: string
  readonly other: string
}

/** What every language has to say. */
export type SiteWords = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Counted
}
