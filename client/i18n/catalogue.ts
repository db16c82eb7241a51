/**
 * The words of the interface. English is the pattern: a catalogue that lacks a key, or has one too
 * many, does not compile; a call without the values that its sentence needs does not either.
 *
 * Words that only few need (`admin-en.ts` and its like) are catalogues of their own, fetched with
 * the screens that they belong to.
 */
import type { Language } from '#contract/records.ts'
import type { en } from './en.ts'
import { once } from './once.ts'

/** A sentence by number: `{n}` is in it. */
export type Plural = { readonly [K in Intl.LDMLPluralRule]?: string } & { readonly other: string }

/** What a catalogue with the keys of `Pattern` looks like in another language. */
export type CatalogueOf<Pattern> = {
  readonly [K in keyof Pattern]: Pattern[K] extends string ? string : Plural
}
export type Catalogue = CatalogueOf<typeof en>

type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type NamesOf<T> = T extends string ? NamesIn<T> : T extends { other: infer S } ? NamesIn<S> : never
type Values<Entry> = [NamesOf<Entry>] extends [never]
  ? []
  : [values: { readonly [N in NamesOf<Entry>]: string | number }]

/** Gives the text of a key in the chosen language, with its values filled in. */
export type TranslateOf<Pattern> = <K extends keyof Pattern>(
  key: K,
  ...values: Values<Pattern[K]>
) => string
export type Translate = TranslateOf<typeof en>

/** The translator of one catalogue. Plural sentences take their form from the value `n`. */
export function translator<Pattern = typeof en>(
  language: Language,
  catalogue: CatalogueOf<Pattern>,
): TranslateOf<Pattern> {
  // Each takes milliseconds: a page is opened without them.
  const plural = once(() => new Intl.PluralRules(language))
  const number = once(() => new Intl.NumberFormat(language))
  return (key, ...[values]) => {
    const entry: string | Plural = catalogue[key]
    const filled = new Map<string, unknown>(Object.entries(values ?? {}))
    const text =
      typeof entry === 'string'
        ? entry
        : (entry[plural().select(Number(filled.get('n')))] ?? entry.other)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = filled.get(name)
      return typeof value === 'number' ? number().format(value) : String(value)
    })
  }
}
