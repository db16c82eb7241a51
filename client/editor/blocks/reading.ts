import type { ReactNode } from 'react'
import type { Branch, TextPart } from '../../net/page-tree.ts'

/** What the drawing of a block for readers gets. */
export interface ReadingProps {
  readonly part: Branch
  /** Draws what is inside, a child at a time. */
  readonly draw: (child: Branch | TextPart) => ReactNode
}
