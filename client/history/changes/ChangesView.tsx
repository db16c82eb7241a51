import { useCallback, useMemo, useRef, useState } from 'react'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { PageChanges } from '../../../server/history/page-changes.ts'
import { BesidePanel } from '../BesidePanel.tsx'
import { bringIntoSight } from '../into-sight.ts'
import { TextBones } from '../TextBones.tsx'
import { useNewest } from '../use-newest.ts'
import { usePlaceKept } from '../use-place-kept.ts'
import { useSteps } from '../use-steps.ts'
import { useWriters } from '../use-writers.ts'
import type { ViewProps } from '../view-props.ts'
import { changeClass } from './change-wrapping.tsx'
import { changedParts } from './changed-parts.ts'
import { ChangedPage } from './ChangedPage.tsx'
import { ChangeList } from './ChangeList.tsx'
import { ChangesHead } from './ChangesHead.tsx'
import { ChangeSteps } from './ChangeSteps.tsx'
import { useCurrentMark } from './use-current-mark.ts'
import './changes.css'

/** What changed between two moments: the page in the middle, the changes as a list beside it. */
export function ChangesView(props: ViewProps) {
  const { at, from, history } = props
  const { engine } = history
  const made = useNewest(
    useCallback(
      () => engine.askNewest('changes', { from: Math.min(from, at), to: at }),
      [engine, from, at],
    ),
  )
  return made === undefined ? <TextBones /> : <ShownChanges {...props} made={made} />
}

function ShownChanges(props: ViewProps & { readonly made: PageChanges }) {
  const { around, draw, go, history, language, made, place } = props
  const { t } = useHistorySpeech()
  const writers = useWriters(history)
  const [newestFirst, setNewestFirst] = useState(true)
  const [chosen, setChosen] = useState<{ readonly of: PageChanges; readonly index: number }>()
  // Another comparison has changes of its own.
  const selected = chosen?.of === made ? chosen.index : null
  const parts = useMemo(() => changedParts(made.page), [made])
  const order = useMemo(() => {
    const all = [...made.changes.keys()]
    if (!newestFirst) return all
    return all.toSorted((a, b) => (made.changes[b]?.at ?? 0) - (made.changes[a]?.at ?? 0))
  }, [made, newestFirst])
  const select = useCallback((index: number) => setChosen({ of: made, index }), [made])
  const text = useRef<HTMLElement>(null)
  usePlaceKept(text, made, (scrolled) => {
    const first = scrolled.querySelector('[class*=of-change-]')
    if (first !== null) bringIntoSight(first, 'middle', 'at once')
  })
  useCurrentMark(text, selected === null ? null : changeClass(selected))
  const steps = useSteps({
    count: order.length,
    at: selected === null ? null : order.indexOf(selected),
    onStep: (step) => {
      const index = order[step]
      if (index !== undefined) select(index)
    },
  })
  return (
    <div className="beside-view">
      <section
        className="history-text"
        aria-label={t('changesOnPage')}
        ref={text}
        // It scrolls, also by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        // The list beside it does the same by keys.
        onPointerUp={({ target }) => {
          if (getSelection()?.isCollapsed === false || !(target instanceof Element)) return
          const mark = target.closest('[class*=of-change-]')
          const number = /of-change-(\d+)/.exec(mark?.className ?? '')?.[1]
          if (number !== undefined) select(Number(number))
        }}
      >
        {made.changes.length === 0 ? (
          <p className="changes-none">
            {t('changesSame')} <span className="hint">{t('changesSameHint')}</span>
          </p>
        ) : null}
        {around(parts.blocks, <ChangedPage {...{ made, parts, writers, draw, language }} />)}
      </section>
      <BesidePanel
        heading={t('changesListed', { n: made.changes.length })}
        last={
          made.changes.length === 0 ? undefined : (
            <ChangeSteps
              {...{ made, order, parts, selected, steps, writers }}
              onGo={(to) => go(to, 'push')}
            />
          )
        }
      >
        <ChangesHead
          {...{ history, made, place, newestFirst }}
          onNewestFirst={setNewestFirst}
          onGo={(to) => go(to, 'push')}
        />
        <ChangeList {...{ order, writers, selected }} changes={made.changes} onSelect={select} />
      </BesidePanel>
    </div>
  )
}
