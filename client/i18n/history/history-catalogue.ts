/** The words of a page’s history. */
import type { CatalogueOf, TranslateOf } from '../catalogue.ts'
import type { en as common } from '../en.ts'
import type { en } from './en.ts'

export type HistoryCatalogue = CatalogueOf<typeof en>
/** All words that are spoken there: those of the history beside the common ones. */
export type HistoryPattern = typeof common & typeof en
export type HistoryTranslate = TranslateOf<HistoryPattern>
