/** The words of e-mails in each language, and how they are filled in. Pure. */
import type { Language } from '#contract/records.ts'
import { en } from './words/en.ts'
import { fi } from './words/fi.ts'
import { nb } from './words/nb.ts'
import { sv } from './words/sv.ts'
import type { Counted, MailWords } from './words/words-of-mail.ts'

/** Of a language. */
export const mailWords: Readonly<Record<Language, MailWords>> = { en, fi, nb, sv }

/** The pattern with what belongs in its places, each put in once and as it is. */
export function filled(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

/** The same with a number, in the form that the language has for it. */
export function counted(
  forms: Counted,
  language: Language,
  n: number,
  values: Readonly<Record<string, string>> = {},
): string {
  const form = new Intl.PluralRules(language).select(n) === 'one' ? forms.one : forms.other
  return filled(form, { ...values, n: new Intl.NumberFormat(language).format(n) })
}
