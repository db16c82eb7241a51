import { expect, test } from 'vitest'
import { adminEn } from '../../client/i18n/admin-en.ts'
import { adminFi } from '../../client/i18n/admin-fi.ts'
import { adminNb } from '../../client/i18n/admin-nb.ts'
import { adminSv } from '../../client/i18n/admin-sv.ts'
import { type Plural, translator } from '../../client/i18n/catalogue.ts'
import { en as commentsEn } from '../../client/i18n/comments/en.ts'
import { fi as commentsFi } from '../../client/i18n/comments/fi.ts'
import { nb as commentsNb } from '../../client/i18n/comments/nb.ts'
import { sv as commentsSv } from '../../client/i18n/comments/sv.ts'
import { en as editingEn } from '../../client/i18n/editing/en.ts'
import { fi as editingFi } from '../../client/i18n/editing/fi.ts'
import { nb as editingNb } from '../../client/i18n/editing/nb.ts'
import { sv as editingSv } from '../../client/i18n/editing/sv.ts'
import { en } from '../../client/i18n/en.ts'
import { fi } from '../../client/i18n/fi.ts'
import { en as historyEn } from '../../client/i18n/history/en.ts'
import { fi as historyFi } from '../../client/i18n/history/fi.ts'
import { nb as historyNb } from '../../client/i18n/history/nb.ts'
import { sv as historySv } from '../../client/i18n/history/sv.ts'
import { nb } from '../../client/i18n/nb.ts'
import { en as noticesEn } from '../../client/i18n/notices/en.ts'
import { fi as noticesFi } from '../../client/i18n/notices/fi.ts'
import { nb as noticesNb } from '../../client/i18n/notices/nb.ts'
import { sv as noticesSv } from '../../client/i18n/notices/sv.ts'
import { en as publishingEn } from '../../client/i18n/publishing/en.ts'
import { fi as publishingFi } from '../../client/i18n/publishing/fi.ts'
import { nb as publishingNb } from '../../client/i18n/publishing/nb.ts'
import { sv as publishingSv } from '../../client/i18n/publishing/sv.ts'
import { sv } from '../../client/i18n/sv.ts'

const values = (entry: string | Plural) =>
  (typeof entry === 'string' ? [entry] : Object.values(entry)).map((text: string) =>
    // A sentence may name a value twice.
    [...new Set(text.match(/\{\w+\}/g))].toSorted(),
  )

test.each([
  ['fi', en, fi],
  ['nb', en, nb],
  ['sv', en, sv],
  ['fi for administrators', adminEn, adminFi],
  ['nb for administrators', adminEn, adminNb],
  ['sv for administrators', adminEn, adminSv],
  ['fi for editing', editingEn, editingFi],
  ['nb for editing', editingEn, editingNb],
  ['sv for editing', editingEn, editingSv],
  ['fi for the history', historyEn, historyFi],
  ['nb for the history', historyEn, historyNb],
  ['sv for the history', historyEn, historySv],
  ['fi for comments', commentsEn, commentsFi],
  ['nb for comments', commentsEn, commentsNb],
  ['sv for comments', commentsEn, commentsSv],
  ['fi for notices', noticesEn, noticesFi],
  ['nb for notices', noticesEn, noticesNb],
  ['sv for notices', noticesEn, noticesSv],
  ['fi for publishing', publishingEn, publishingFi],
  ['nb for publishing', publishingEn, publishingNb],
  ['sv for publishing', publishingEn, publishingSv],
] as const)(
  '[W22] %s takes the values that English takes, in every sentence and form',
  (_, english, catalogue) => {
    const patterns = new Map<string, string | Plural>(Object.entries(english))
    for (const [key, entry] of Object.entries<string | Plural>(catalogue)) {
      // A sentence about one thing may leave its number out: "one text".
      const allowed = values(patterns.get(key) ?? '').at(-1)
      expect(values(entry).at(-1), key).toEqual(allowed)
      for (const found of values(entry)) expect(allowed, key).toEqual(expect.arrayContaining(found))
    }
  },
)

test('[W22] no word that is fetched later takes the place of another', () => {
  expect(Object.keys(adminEn).filter((key) => key in en)).toEqual([])
  expect(Object.keys(editingEn).filter((key) => key in en)).toEqual([])
  expect(Object.keys(historyEn).filter((key) => key in en)).toEqual([])
  expect(Object.keys(commentsEn).filter((key) => key in en)).toEqual([])
  expect(Object.keys(noticesEn).filter((key) => key in en)).toEqual([])
  expect(Object.keys(publishingEn).filter((key) => key in en)).toEqual([])
})

test('[W22] plural forms follow the language', () => {
  const t = translator('fi', fi)
  expect(t('save_kept', { n: 1 })).toBe('1 muutos tallessa tässä selaimessa')
  expect(t('save_kept', { n: 1200 })).toMatch(/^1\s200 muutosta/)
})
