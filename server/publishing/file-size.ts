import type { Language } from '#contract/records.ts'

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fi: 'fi', nb: 'nb', sv: 'sv' }

/** Made once: each takes a millisecond, and a site names many files. */
const formats = new Map(
  Object.values(locales).flatMap((locale) =>
    (['kilobyte', 'megabyte'] as const).flatMap((unit) =>
      [0, 1].map((digits): [string, Intl.NumberFormat] => [
        `${locale} ${unit} ${digits}`,
        new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }),
      ]),
    ),
  ),
)

/** Bytes as people read them: "340 kB", "1.2 MB". */
export function fileSize(bytes: number, language: Language): string {
  const isLarge = bytes >= 1_000_000
  const value = isLarge ? bytes / 1_000_000 : Math.ceil(bytes / 1_000)
  const unit = isLarge ? 'megabyte' : 'kilobyte'
  const format = formats.get(`${locales[language]} ${unit} ${value < 10 ? 1 : 0}`)
  return format?.format(value) ?? ''
}
