import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { HistoryNode } from '../../server/history/page-at.ts'
import type { Branch } from '../net/page-tree.ts'
import { branchOf, type DrawPart } from './drawing.ts'

/** More blocks than these are a leap in time, not somebody writing. */
const writtenAtOnce = 3

type Follow = 'gently' | 'at once' | 'never'

interface MomentTextProps {
  readonly blocks: readonly HistoryNode[]
  readonly language: string
  readonly draw: DrawPart
  readonly around: (blocks: readonly Branch[], text: ReactNode) => ReactNode
  /** Stands between the title and the text. */
  readonly head: ReactNode
  /** How what was written from one moment to the next is brought into sight. */
  readonly follow: Follow
}

/** The text of a page as it was at a moment. */
export function MomentText(props: MomentTextProps) {
  const { around, blocks, draw, follow, head, language } = props
  const text = useRef<HTMLDivElement>(null)
  const before = useRef<readonly HistoryNode[]>(blocks)
  const branches = useBranches(blocks)
  useEffect(() => {
    const known = new Set(before.current)
    before.current = blocks
    const written = blocks.filter((block) => !known.has(block))
    if (written.length === 0 || written.length > writtenAtOnce) return
    for (const { place } of written) {
      const element = text.current?.querySelector(`[data-place="${place}"]`)
      if (element instanceof HTMLElement) lightUp(element, follow)
    }
  }, [blocks, follow])
  return (
    <div className="page-text past" lang={language} ref={text}>
      {around(
        branches,
        blocks.map((block, i) => {
          const branch = branches[i]
          if (branch === undefined) return null
          return [
            <PastBlock key={block.place} place={block.place} branch={branch} draw={draw} />,
            i === 0 ? <div key="head">{head}</div> : null,
          ]
        }),
      )}
    </div>
  )
}

/** As they are drawn: the same object for the same node, so that it is drawn once. */
function useBranches(blocks: readonly HistoryNode[]): readonly Branch[] {
  const [known] = useState(() => new WeakMap<HistoryNode, Branch>())
  return useMemo(
    () =>
      blocks.map((block) => {
        const branch = known.get(block) ?? branchOf(block)
        known.set(block, branch)
        return branch
      }),
    [blocks, known],
  )
}

interface PastBlockProps {
  readonly place: number
  readonly branch: Branch
  readonly draw: DrawPart
}

const PastBlock = memo(function PastBlock({ place, branch, draw }: PastBlockProps) {
  return (
    <div className="past-block" data-place={place}>
      {draw(branch)}
    </div>
  )
})

/** Shows for a moment where something was written. */
function lightUp(element: HTMLElement, follow: Follow): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (!still) {
    for (const animation of element.getAnimations()) animation.cancel()
    element.animate(
      [
        { boxShadow: '-14px 0 0 -11px var(--accent)' },
        { boxShadow: '-14px 0 0 -11px transparent' },
      ],
      {
        duration: 900,
        easing: 'ease-in',
      },
    )
  }
  if (follow === 'never') return
  const container = element.closest('.history-text')
  if (container === null) return
  const around = container.getBoundingClientRect()
  const { top, bottom } = element.getBoundingClientRect()
  if (bottom > around.top + 40 && top < around.bottom - 40) return
  const middle = (top + bottom - around.top - around.bottom) / 2
  const behavior = still || follow === 'at once' ? 'instant' : 'smooth'
  // Nothing round the text may move with it.
  container.scrollBy({ top: middle, behavior })
}
