import { useCallback, useMemo, useRef, useState } from 'react'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { WrittenNode } from '../../../server/history/written.ts'
import { BesidePanel } from '../BesidePanel.tsx'
import { bringIntoSight } from '../into-sight.ts'
import { Segments } from '../Segments.tsx'
import { TextBones } from '../TextBones.tsx'
import { useNewest } from '../use-newest.ts'
import { usePlaceKept } from '../use-place-kept.ts'
import { useSteps } from '../use-steps.ts'
import type { ViewProps } from '../view-props.ts'
import { useWriters } from '../use-writers.ts'
import type { Colouring } from './colouring.ts'
import { PassageFacts } from './PassageFacts.tsx'
import { passagesOf } from './passages.ts'
import { WrittenLegend } from './WrittenLegend.tsx'
import { WrittenPage } from './WrittenPage.tsx'
import './written.css'

/** Who wrote what of the page as it was at a moment. */
export function WrittenView(props: ViewProps) {
  const { at, history } = props
  const { engine } = history
  const page = useNewest(useCallback(() => engine.askNewest('written', { seq: at }), [engine, at]))
  return page === undefined ? <TextBones /> : <ShownWritten {...props} page={page} />
}

function ShownWritten(props: ViewProps & { readonly page: WrittenNode }) {
  const { around, draw, go, history, language, page } = props
  const { moments } = history
  const { t } = useHistorySpeech()
  const writers = useWriters(history)
  const [colouring, setColouring] = useState<Colouring>('person')
  const [chosen, setChosen] = useState<{ readonly of: WrittenNode; readonly index: number }>()
  const [pointed, setPointed] = useState<number | null>(null)
  const passages = useMemo(
    () =>
      passagesOf(page, {
        authorOf: (seq) => moments.authorOf(seq),
        timeOf: (seq) => moments.timeOf(seq),
      }),
    [page, moments],
  )
  const selected = chosen?.of === page ? chosen.index : null
  const text = useRef<HTMLElement>(null)
  usePlaceKept(text, page)
  const select = (index: number) => {
    setChosen({ of: page, index })
    const passage = text.current?.querySelector<HTMLElement>(`[data-passage="${index}"]`)
    if (!passage) return
    passage.focus({ preventScroll: true })
    bringIntoSight(passage, 'middle')
  }
  const steps = useSteps({ count: passages.all.length, at: selected, onStep: select })
  const shown = selected ?? pointed
  const passage = shown === null ? undefined : passages.all[shown]
  const indexIn = (target: EventTarget) => {
    const mark = target instanceof Element ? target.closest<HTMLElement>('[data-passage]') : null
    return mark === null ? null : Number(mark.dataset['passage'])
  }
  return (
    <div className="beside-view">
      <section
        className="history-text"
        aria-label={t('writtenOnPage')}
        ref={text}
        // It scrolls, also by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        // The buttons beside it do the same by keys.
        onPointerOver={({ target }) => setPointed(indexIn(target))}
        onPointerLeave={() => setPointed(null)}
        onPointerUp={({ target }) => {
          const index = indexIn(target)
          setChosen(index === null ? undefined : { of: page, index })
        }}
      >
        {passages.all.length === 0 ? <p className="changes-none">{t('writtenNobody')}</p> : null}
        {around(
          passages.blocks,
          <WrittenPage {...{ passages, writers, draw, language, colouring, selected }} />,
        )}
      </section>
      <BesidePanel
        heading={t('writtenWho')}
        first={
          <PassageFacts
            {...{ history, passage, passages, steps, text, writers }}
            at={selected === null ? null : { n: selected + 1, all: passages.all.length }}
            onGo={(seq) => go({ view: 'replay', at: seq }, 'push')}
          />
        }
      >
        <Segments
          label={t('writtenColour')}
          value={colouring}
          choices={[
            { value: 'person', name: t('writtenByPerson') },
            { value: 'unit', name: t('writtenByUnit') },
          ]}
          onChoice={setColouring}
        />
        <WrittenLegend passages={passages} writers={writers} colouring={colouring} />
      </BesidePanel>
    </div>
  )
}
