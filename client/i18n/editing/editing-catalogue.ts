/** The words of editing: of what is fetched when somebody writes, finds or asks for a command. */
import type { CatalogueOf } from '../catalogue.ts'
import type { en as common } from '../en.ts'
import type { en } from './en.ts'

export type EditingCatalogue = CatalogueOf<typeof en>
/** All words that are spoken there: those of editing beside the common ones. */
export type EditingPattern = typeof common & typeof en
