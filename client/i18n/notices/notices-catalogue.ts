/** The words of notices: the inbox, what one wants to be told of, what one watches. */
import type { CatalogueOf, TranslateOf } from '../catalogue.ts'
import type { en as common } from '../en.ts'
import type { en } from './en.ts'

export type NoticesCatalogue = CatalogueOf<typeof en>
/** All words that are spoken there: those of notices beside the common ones. */
export type NoticesPattern = typeof common & typeof en
export type NoticesTranslate = TranslateOf<NoticesPattern>
