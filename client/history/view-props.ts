import type { ReactNode } from 'react'
import type { Seq } from '#contract/ids.ts'
import type { Branch } from '../net/page-tree.ts'
import type { DrawPart } from './drawing.ts'
import type { HistoryPlace } from './history-place.ts'
import type { OpenHistory } from './open-history.ts'

/** What each view of a page's history gets. */
export interface ViewProps {
  readonly history: OpenHistory
  readonly place: HistoryPlace
  /** The moment shown; changes with each frame while one goes through time. */
  readonly at: Seq
  /** Since which moment changes are shown; 0 = before all of them. */
  readonly from: Seq
  /** Time is being played. */
  readonly playing: boolean
  /** Goes to another place in the history: a step that Back takes back, or in place of this one. */
  readonly go: (place: Partial<HistoryPlace>, how: 'push' | 'replace') => void
  /** Draws a block or anything in it, with what the view adds. Always the same function. */
  readonly draw: DrawPart
  /** Has to be round what is drawn: tells blocks on which page they stand. */
  readonly around: (blocks: readonly Branch[], text: ReactNode) => ReactNode
  /** The language of the page. */
  readonly language: string
}
