import type * as Y from 'yjs'
import type { EntryTable } from './entry-table.ts'
import type { PlaceTable } from './place-table.ts'

/** What is kept of a page's history. */
export interface Recorded {
  /** Everything that was ever written on the page. */
  readonly doc: Y.Doc
  readonly root: Y.XmlFragment
  /** What is known of each clock. */
  readonly places: PlaceTable
  readonly entries: EntryTable
}
