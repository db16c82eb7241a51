/** What every language has to say where there is no edition to show. */
import type { words as en } from './en.ts'

export type Words = { readonly [Key in keyof typeof en]: string }
