/** Labels in what is taken out of Talkoot, in the language of each page. */
import type { Language } from '#contract/records.ts'
import { words as en } from './en.ts'
import { words as fi } from './fi.ts'
import { words as nb } from './nb.ts'
import type { Words } from './shape.ts'
import { words as sv } from './sv.ts'

export const wordsOf: Readonly<Record<Language, Words>> = { en, fi, nb, sv }

/** The text with values in the places of their names. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** When something was taken out of Talkoot, and that it may be different there by now. */
export function madeNote(language: Language, day: string): string {
  const { madeAt, workingCopy } = wordsOf[language]
  return `${filled(madeAt, { day })}. ${workingCopy}`
}
