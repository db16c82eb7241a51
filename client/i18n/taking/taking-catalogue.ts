/** The words of taking a page or a strategy along as a file. */
import type { CatalogueOf } from '../catalogue.ts'
import type { en as common } from '../en.ts'
import type { en } from './en.ts'

export type TakingCatalogue = CatalogueOf<typeof en>
/** All words that are spoken there: its own beside the common ones. */
export type TakingPattern = typeof common & typeof en
