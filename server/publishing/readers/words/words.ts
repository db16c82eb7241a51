/** What forms for readers say, in the language of what they are about. */
import type { Language } from '#contract/records.ts'
import { words as en } from './en.ts'
import { words as fi } from './fi.ts'
import { words as nb } from './nb.ts'
import type { ReaderWords } from './reader-words.ts'
import { words as sv } from './sv.ts'

export const readerWords: Readonly<Record<Language, ReaderWords>> = { en, fi, nb, sv }
