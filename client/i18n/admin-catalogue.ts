import type { adminEn } from './admin-en.ts'
import type { CatalogueOf, TranslateOf } from './catalogue.ts'
import type { en } from './en.ts'

/** The words of administration in one language. */
export type AdminCatalogue = CatalogueOf<typeof adminEn>

/** Gives the words of administration as well as all others. */
export type AdminTranslate = TranslateOf<typeof en & typeof adminEn>
