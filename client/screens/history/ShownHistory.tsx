import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Seq } from '#contract/ids.ts'
import { mayInOrganisation, mayInStrategy } from '#contract/permissions.ts'
import { AroundPast } from '../../editor/blocks/AroundPast.tsx'
import { drawnBlock } from '../../editor/drawn.tsx'
import { ChangesView } from '../../history/changes/ChangesView.tsx'
import type { DrawPart } from '../../history/drawing.ts'
import { type HistoryPlace, placeIn, searchOf } from '../../history/history-place.ts'
import type { OpenHistory } from '../../history/open-history.ts'
import { ReplayView } from '../../history/ReplayView.tsx'
import { SaidPlace } from '../../history/said/SaidPlace.tsx'
import { Timeline } from '../../history/timeline/Timeline.tsx'
import type { ViewProps } from '../../history/view-props.ts'
import { WrittenView } from '../../history/written/WrittenView.tsx'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import type { Branch } from '../../net/page-tree.ts'
import { useMe } from '../me.ts'
import { blockLabels } from '../pages/block-labels.ts'
import { HistoryBar } from './HistoryBar.tsx'
import { HistoryDeedsPlace } from './HistoryDeedsPlace.tsx'
import { MomentDeeds } from './MomentDeeds.tsx'

const shownBy = { changes: ChangesView, written: WrittenView, replay: ReplayView } as const

interface ShownHistoryProps {
  readonly record: Reply<'getPage'>
  readonly title: string
  readonly history: OpenHistory
}

/** A page's history, open: one of its views, and time below. */
export function ShownHistory({ record, title, history }: ShownHistoryProps) {
  const { t } = useHistorySpeech()
  const { person } = useMe()
  const [search, setSearch] = useSearchParams()
  const place = useMemo(() => placeIn(search), [search])
  const { moments } = history
  /** Where one is on the way through time; the address follows when one rests. */
  const [passing, setPassing] = useState<Seq | null>(null)
  const [playing, setPlaying] = useState(false)
  const at = moments.within(passing ?? place.at ?? moments.head)
  const from = Math.min(fromOf(place, history, at), at)

  const go = useCallback(
    (to: Partial<HistoryPlace>, how: 'push' | 'replace') => {
      setPassing(null)
      const replace = how === 'replace'
      // With the entry stays how far one had scrolled.
      const state: unknown = replace ? globalThis.history.state : null
      setSearch((now) => searchOf({ ...placeIn(now), ...to }), { replace, state })
    },
    [setSearch],
  )
  const onRest = useCallback((seq: Seq) => go({ at: seq }, 'replace'), [go])
  const onFrom = useCallback((seq: Seq) => go({ from: seq }, 'replace'), [go])

  const draw: DrawPart = useMemo(() => {
    const labels = blockLabels(t)
    return (part, wrapping) => drawnBlock(part, labels, wrapping)
  }, [t])
  const { id, strategy, language } = record
  const here = useMemo(
    () => ({ person: person.id, page: id, strategy, role: 'reader', language }) as const,
    [person.id, id, strategy, language],
  )
  const around = useCallback(
    (blocks: readonly Branch[], text: ReactNode) => (
      <AroundPast here={here} blocks={blocks} today={t('answersToday')}>
        {text}
      </AroundPast>
    ),
    [here, t],
  )
  const onChanged = useCallback(() => go({ at: null }, 'push'), [go])
  const mayWrite =
    mayInStrategy(record.role, 'page.write') && record.locked === null && !record.trashed
  const mayRedact =
    mayInStrategy(record.role, 'history.redact') &&
    mayInOrganisation(person.role, 'organisation.manage')
  const shown: ViewProps = { history, place, at, from, playing, go, draw, around, language }
  const View = shownBy[place.view]
  return (
    <div className="history">
      <HistoryDeedsPlace
        page={id}
        history={history}
        mayWrite={mayWrite}
        mayRedact={mayRedact}
        onChanged={onChanged}
      >
        <SaidPlace page={id} person={person.id} history={history}>
          <HistoryBar page={id} title={title} place={place}>
            <MomentDeeds at={at} head={moments.head} />
          </HistoryBar>
          <main
            id="content"
            tabIndex={-1}
            className="history-middle"
            aria-label={t('historyOf', { title })}
          >
            <View key={place.view} {...shown} />
          </main>
          <Timeline
            history={history}
            at={at}
            from={place.view === 'changes' ? from : null}
            onMoment={setPassing}
            onRest={onRest}
            onFrom={onFrom}
            onPlaying={setPlaying}
          />
        </SaidPlace>
      </HistoryDeedsPlace>
    </div>
  )
}

/**
 * Since which moment: the one asked for; else that of my last visit, the newest named one, or the
 * beginning of the last sitting, whichever has something after it first.
 */
function fromOf({ from }: HistoryPlace, { facts, moments }: OpenHistory, at: Seq): Seq {
  const { lastHere, versions } = facts
  if (typeof from === 'number') return from
  if (from === 'me') return lastHere ?? 0
  if (lastHere !== null && lastHere < at) return lastHere
  const named = versions.find(({ seq }) => seq < at)
  if (named !== undefined) return named.seq
  const sitting = moments.sittings.find(({ to }) => at <= to)
  return (sitting?.from ?? 1) - 1
}
