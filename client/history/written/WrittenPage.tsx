import { memo, useMemo } from 'react'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { DrawPart, Wrapping } from '../drawing.ts'
import { Initials } from '../Initials.tsx'
import type { Writers } from '../writers.ts'
import type { Passages } from './passages.ts'
import type { Colouring } from './colouring.ts'

interface WrittenPageProps {
  readonly passages: Passages
  readonly writers: Writers
  readonly draw: DrawPart
  /** The language that the page is written in. */
  readonly language: string
  readonly colouring: Colouring
  readonly selected: number | null
}

/** A page whose words show by colour, line and initials who wrote them. */
export const WrittenPage = memo(function WrittenPage(props: WrittenPageProps) {
  const { passages, writers, draw, language, colouring, selected } = props
  const { t, language: spoken } = useHistorySpeech()
  const wrapping = useMemo<Wrapping>(
    () => ({
      text: (part, drawn) => {
        const known = passages.of(part)
        const passage = known && passages.all[known.index]
        if (known === undefined || passage === undefined) return drawn
        const who = writers.of(passage.by)
        const group = writers.groupOf(passage.by)
        const isByUnit = colouring === 'unit'
        const colour = isByUnit ? group.colour : who.colour
        const mark = isByUnit ? (group.name ?? t('writtenOthers')) : who.name
        return (
          <>
            {known.isSomebodyNew ? <Initials of={{ name: mark, colour }} /> : null}
            <span
              className={`wrote wrote-${passage.how} ${colour}`}
              data-passage={known.index}
              data-current={known.index === selected ? '' : undefined}
              tabIndex={known.begins ? -1 : undefined}
            >
              {known.begins ? (
                <span className="unseen" lang={spoken}>
                  {mark}:{' '}
                </span>
              ) : null}
              {drawn}
            </span>
          </>
        )
      },
    }),
    [passages, writers, colouring, selected, t, spoken],
  )
  return (
    <div className="page-text written-page" lang={language}>
      {passages.blocks.map((block, at) => (
        // The blocks of one moment stay in their places.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="past-block">
          {draw(block, wrapping)}
        </div>
      ))}
    </div>
  )
})
