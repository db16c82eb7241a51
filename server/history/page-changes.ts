/** What changed on a page between two moments, as plain data. */
import type { PersonId, Seq } from '#contract/ids.ts'
import type { Place } from './chronicle.ts'
import type { HistoryMark } from './page-at.ts'

export interface NodeLook {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

/**
 * What became of a node. `changed`: another type or other attributes, or put into or taken out of
 * a list or the like. `formatted`: other marks, of text only. `left`: what is kept, at the spot
 * where it stood before; not to be shown. An added line whose text is not added was split off.
 */
export type Became = 'same' | 'added' | 'removed' | 'moved' | 'changed' | 'formatted' | 'left'

/**
 * A node of the page as it is after the span, with what was removed where it was.
 *
 * The page before is exactly this without what is `added` or `elsewhere`, by `was` and `wasMarks`
 * where these are there. The page after is exactly this without what is `removed` or `left`.
 * Neighbouring text nodes with the same marks are one, and the order of marks does not count.
 */
export interface ChangedNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  /** What it was before, where that differs. */
  readonly was?: NodeLook
  readonly became: Became
  /** Before it stood elsewhere: there the tree has it as `left`. */
  readonly elsewhere?: true
  /** Index of the change that it shows; null for none. Empty lines come and go without being told. */
  readonly change: number | null
  readonly content?: readonly ChangedNode[]
  /** Of elements: their place in the Chronicle; 0 for the page and for text. */
  readonly place: Place
  readonly text?: string
  /** Of text: who added, removed, moved or formatted it. */
  readonly by?: PersonId
  readonly marks?: readonly HistoryMark[]
  /** Marks before, where these were others. */
  readonly wasMarks?: readonly HistoryMark[]
}

/**
 * One change as somebody would tell it. `split`: a line became two; `joined`: two became one;
 * `replaced`: text was removed and other text added in its stead.
 */
export interface Change {
  readonly kind:
    | 'added'
    | 'removed'
    | 'replaced'
    | 'moved'
    | 'formatted'
    | 'changed'
    | 'split'
    | 'joined'
  /** Type of the node: of what was added, removed, moved or changed as a whole, else of the block
   * that the text is in. Of a paragraph in an item or a cell, the type of these. */
  readonly node: string
  /** Who did it, who did most of it first. */
  readonly by: readonly PersonId[]
  /** The first and the last entry that had a part in it. */
  readonly seqs: readonly [first: Seq, last: Seq]
  /** When the last one was stored: milliseconds since 1970. */
  readonly at: number
  /** The beginning of the text before and after, at most 120 UTF-16 units; empty where none was. */
  readonly before: string
  readonly after: string
  readonly direction?: 'up' | 'down'
  /** Of what `changed` as a whole. */
  readonly was?: NodeLook
  readonly is?: NodeLook
  /** Names of the marks that were set or unset, of what was `formatted`. */
  readonly set?: readonly string[]
  readonly unset?: readonly string[]
}

/** Numbers for a summary. A row counts once, and any other line or block without text. */
export interface ChangeCounts {
  /** How many took part; not Talkoot itself. */
  readonly people: number
  readonly blocks: number
  /** Of these: */
  readonly added: number
  readonly removed: number
  readonly moved: number
  /** All others. */
  readonly changed: number
}

export interface PageChanges {
  readonly from: Seq
  readonly to: Seq
  readonly page: ChangedNode
  /** In page order. */
  readonly changes: readonly Change[]
  /** Whose changes these are, who changed most first. */
  readonly people: readonly PersonId[]
  readonly counts: ChangeCounts
}
