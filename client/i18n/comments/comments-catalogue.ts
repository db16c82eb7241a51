/** The words of comments and proposals: fetched when a page has some, or somebody begins one. */
import type { CatalogueOf, TranslateOf } from '../catalogue.ts'
import type { en as common } from '../en.ts'
import type { en } from './en.ts'

export type CommentsCatalogue = CatalogueOf<typeof en>
/** All words that are spoken there: those of comments beside the common ones. */
export type CommentsPattern = typeof common & typeof en
export type CommentsTranslate = TranslateOf<CommentsPattern>
