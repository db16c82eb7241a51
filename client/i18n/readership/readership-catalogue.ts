/** The words of how a strategy is published, and of what its readers say. */
import type { CatalogueOf } from '../catalogue.ts'
import type { en as common } from '../en.ts'
import type { en } from './en.ts'

export type ReadershipCatalogue = CatalogueOf<typeof en>
/** All words that are spoken there: its own beside the common ones. */
export type ReadershipPattern = typeof common & typeof en
