/**
 * How the blocks of a page are drawn: handed in by the screen, which knows them. Blocks that think
 * look as they do for readers.
 */
import type { ReactNode } from 'react'
import type { HistoryNode } from '../../server/history/page-at.ts'
import type { Branch, TextPart } from '../net/page-tree.ts'

/** What a view adds to the page. */
export interface Wrapping {
  /** Around a run of text, with its formatting drawn. */
  readonly text?: (part: TextPart, drawn: ReactNode) => ReactNode
  /** On the tag of a block, row, cell or item: says what became of it. */
  readonly look?: (part: Branch) => Look | undefined
}

export interface Look {
  readonly className?: string
  /** What it says, for those who don't see it; read before the content. */
  readonly says?: ReactNode
}

export type DrawPart = (part: Branch | TextPart, wrapping?: Wrapping) => ReactNode

/** A node of the past as what draws pages takes it. */
export function branchOf({ type, attrs = {}, content = [] }: HistoryNode): Branch {
  return {
    type,
    attrs,
    content: content.map((child) =>
      child.text === undefined ? branchOf(child) : textPartOf(child.text, child.marks ?? []),
    ),
  }
}

/** Text as what draws pages takes it. */
export function textPartOf(text: string, marks: NonNullable<HistoryNode['marks']>): TextPart {
  return {
    type: 'text',
    text,
    marks: marks.map((mark) => ({ type: mark.type, attrs: mark.attrs ?? {} })),
  }
}
