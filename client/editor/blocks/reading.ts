import type { ReactNode } from 'react'
import type { Branch, TextPart } from '../../net/page-tree.ts'

/** What somebody who shows more than the page adds to an element of it. */
export interface LookAttributes {
  readonly className?: string
  readonly 'data-threads'?: string
}

/** What the drawing of a block for readers gets. */
export interface ReadingProps {
  readonly part: Branch
  /** Draws what is inside, a child at a time. */
  readonly draw: (child: Branch | TextPart) => ReactNode
  /** For the block's own element, where nothing can stand around it. */
  readonly look?: LookAttributes
}
