import type { words as en } from './en.ts'

/** What every language has to say. */
export type Words = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string
    ? string
    : { readonly one: string; readonly other: string }
}
