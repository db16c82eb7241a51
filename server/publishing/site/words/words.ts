/** What an edition's pages say around the text, in the language of each page. */
import type { Language } from '#contract/records.ts'
import { filled } from '../../words/words.ts'
import { words as en } from './en.ts'
import { words as fi } from './fi.ts'
import { words as nb } from './nb.ts'
import type { Counted, SiteWords } from './shape.ts'
import { words as sv } from './sv.ts'

export const siteWords: Readonly<Record<Language, SiteWords>> = { en, fi, nb, sv }

const plurals: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  fi: new Intl.PluralRules('fi'),
  nb: new Intl.PluralRules('nb'),
  sv: new Intl.PluralRules('sv'),
}

/** The text for this number of things, with the number in it. */
export function counted(text: Counted, n: number, language: Language): string {
  return filled(plurals[language].select(n) === 'one' ? text.one : text.other, { n })
}
