/** What forms for readers say, in every language the same. */
import type { words } from './en.ts'

export type ReaderWords = { readonly [Key in keyof typeof words]: string }
