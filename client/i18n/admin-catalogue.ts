import type { adminEn } from './admin-en.ts'
import type { CatalogueOf, TranslateOf } from './catalogue.ts'
import type { en } from './en.ts'

export type AdminCatalogue = CatalogueOf<typeof adminEn>

/** Where administrators are, all words are: the general ones and theirs. */
export type AdminPattern = typeof en & typeof adminEn
export type AdminTranslate = TranslateOf<AdminPattern>
