import type { Language } from '#contract/records.ts'
import { words as en } from './en.ts'
import { words as fi } from './fi.ts'
import { words as nb } from './nb.ts'
import { words as sv } from './sv.ts'
import type { Words } from './words.ts'

export const wordsOf: Readonly<Record<Language, Words>> = { en, fi, nb, sv }
