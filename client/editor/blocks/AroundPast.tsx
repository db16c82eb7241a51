import { type ReactNode, useMemo } from 'react'
import { Doc } from 'yjs'
import type { Branch } from '../../net/page-tree.ts'
import { HereContext, type PageHere } from './here.ts'
import { rowsAmong } from './page-rows.ts'

interface AroundPastProps {
  readonly here: PageHere
  /** The page's blocks as they were. */
  readonly blocks: readonly Branch[]
  /** Said beside what is known of today alone, like answers to scales. */
  readonly today: string
  readonly children: ReactNode
}

/** Tells the parts of blocks inside on which page they stood. There is nothing to write to. */
export function AroundPast({ here, blocks, today, children }: AroundPastProps) {
  const doc = useMemo(() => new Doc(), [])
  const told = JSON.stringify(rowsAmong(blocks))
  const all = useMemo(() => {
    const shown: ReturnType<typeof rowsAmong> = JSON.parse(told)
    return { ...here, doc, today, rows: { get: () => shown, subscribe: () => () => {} } }
  }, [here, doc, today, told])
  return <HereContext value={all}>{children}</HereContext>
}
