import type { FileId, PageId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import type { Words } from '../words/shape.ts'

/** What pieces need to know of the document that they stand in. */
export interface Around {
  readonly words: Words
  readonly language: Language
  /** Begins every id, so that parts of one document do not share any. */
  readonly idPrefix: string
  /** The level of the highest heading: 3 where the page's own title is not the first. */
  readonly headingsFrom: 2 | 3
  /** Where a picture's bytes are; null = they are gone. */
  picture(file: FileId): string | null
  /** Where an attached file is; null = it is named only. */
  fileHref(file: FileId, page: PageId): string | null
  /** Where a page is; null = its name is plain text. */
  pageHref(page: PageId): string | null
}
