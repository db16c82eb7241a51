import { type ReactNode, useMemo } from 'react'
import type { Doc } from 'yjs'
import { HereContext, type PageHere } from './here.ts'
import { pageRows } from './page-rows.ts'

interface AroundProps {
  readonly here: PageHere
  readonly doc: Doc
  readonly children: ReactNode
}

/** Tells the parts of blocks inside on which page they stand. */
export function Around({ here, doc, children }: AroundProps) {
  const rows = useMemo(() => pageRows(doc), [doc])
  const all = useMemo(() => ({ ...here, doc, rows }), [here, doc, rows])
  return <HereContext value={all}>{children}</HereContext>
}
