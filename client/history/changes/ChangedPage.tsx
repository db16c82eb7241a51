import { Fragment, memo, useMemo } from 'react'
import { rowBlocks } from '#contract/page-blocks.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { ChangedNode, PageChanges } from '../../../server/history/page-changes.ts'
import type { DrawPart } from '../drawing.ts'
import type { Writers } from '../writers.ts'
import { changeDrawing } from './change-wrapping.tsx'
import { ChangedRows } from './ChangedRows.tsx'
import type { ChangedParts } from './changed-parts.ts'

interface ChangedPageProps {
  readonly made: PageChanges
  readonly parts: ChangedParts
  readonly writers: Writers
  /** Draws the parts of a page as its readers see them. */
  readonly draw: DrawPart
  /** The language that the page is written in. */
  readonly language: string
}

const blocksOfRows: ReadonlySet<string> = new Set(rowBlocks.map(({ block, row }) => block ?? row))

/** A page with what was added, removed, moved and formatted, each with who did it. */
export const ChangedPage = memo(function ChangedPage(props: ChangedPageProps) {
  const { made, parts, writers, draw, language } = props
  const { t, catalogue, date, language: spoken } = useHistorySpeech()
  const drawing = useMemo(
    () => changeDrawing(made, parts, writers, { t, catalogue, date, language: spoken }),
    [made, parts, writers, t, catalogue, date, spoken],
  )
  return (
    <div className="page-text changed-page" lang={language}>
      {parts.blocks.map((block, at) => {
        const words = drawing.words(block)
        return (
          // The blocks of one comparison stay in their places.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={at}>
            {words === null ? null : (
              <p className="became-words alone" lang={spoken}>
                {words}
              </p>
            )}
            {blocksOfRows.has(block.type) && isTouched(parts.nodeOf(block)) ? (
              <ChangedRows block={block} drawing={drawing} draw={draw} />
            ) : (
              draw(block, drawing.wrapping)
            )}
          </Fragment>
        )
      })}
    </div>
  )
})

/** Did anything become of it, or of what is in it? */
function isTouched(node: ChangedNode | undefined): boolean {
  if (node === undefined) return false
  return node.change !== null || node.became !== 'same' || (node.content ?? []).some(isTouched)
}
