/** The words of approving and publishing. */
import type { CatalogueOf } from '../catalogue.ts'
import type { en as common } from '../en.ts'
import type { en } from './en.ts'

export type PublishingCatalogue = CatalogueOf<typeof en>
/** All words that are spoken there: its own beside the common ones. */
export type PublishingPattern = typeof common & typeof en
