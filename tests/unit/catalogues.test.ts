import { expect, test } from 'vitest'
import { type Plural, translator } from '../../client/i18n/catalogue.ts'
import { en } from '../../client/i18n/en.ts'
import { fi } from '../../client/i18n/fi.ts'
import { nb } from '../../client/i18n/nb.ts'
import { sv } from '../../client/i18n/sv.ts'

const values = (entry: string | Plural) =>
  (typeof entry === 'string' ? [entry] : Object.values(entry)).map((text: string) =>
    [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted(),
  )

test.each([
  ['fi', fi],
  ['nb', nb],
  ['sv', sv],
] as const)(
  '[W22] %s takes the values that English takes, in every sentence and form',
  (_, catalogue) => {
    const patterns = new Map<string, string | Plural>(Object.entries(en))
    for (const [key, entry] of Object.entries<string | Plural>(catalogue)) {
      // A sentence about one thing may leave its number out: "one text".
      const allowed = values(patterns.get(key) ?? '').at(-1)
      expect(values(entry).at(-1), key).toEqual(allowed)
      for (const found of values(entry)) expect(allowed, key).toEqual(expect.arrayContaining(found))
    }
  },
)

test('[W22] plural forms follow the language', () => {
  const t = translator('fi', fi)
  expect(t('save_kept', { n: 1 })).toBe('1 muutos tallessa tässä selaimessa')
  expect(t('save_kept', { n: 1200 })).toMatch(/^1\s200 muutosta/)
})
