import { type ReactNode, useMemo, useRef } from 'react'
import type { Seq } from '#contract/ids.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useMomentWords } from '../moment-words.ts'
import type { OpenHistory } from '../open-history.ts'
import type { Said } from '../said/events.ts'
import { useSaid } from '../said/said-context.ts'
import { SaidSwitch } from '../said/SaidSwitch.tsx'
import { useNames } from '../use-names.ts'
import { bandsOf } from './bands.ts'
import { Legend } from './Legend.tsx'
import { markAfter, markBefore, marksOf, versionsInOrder } from './marks.ts'
import { River } from './River.tsx'
import { spanWords } from './span-words.ts'
import { Thumb } from './Thumb.tsx'
import { TimeAxis } from './time-axis.ts'
import { usePlay } from './use-play.ts'
import { useScrub } from './use-scrub.ts'
import { useWidth } from './use-width.ts'
import { VersionLabels } from './VersionLabels.tsx'

/** Height of the river, pixels; where the screen is narrow, it is low as well. */
const riverHeight = (width: number) => (width < 600 ? 56 : 84)
/** A tap so near to a version is meant for it, pixels. */
const near = 9

const nothingSaid: readonly Said[] = []
/** Single answers are no marks to go to: there may be hundreds. */
const told = (said: readonly Said[]) =>
  said.filter(({ what }) => what !== 'answered').map(({ seq }) => seq)

interface TimelineProps {
  readonly history: OpenHistory
  /** The moment shown. */
  readonly at: Seq
  /** The moment it is compared with; null where nothing is compared. */
  readonly from: Seq | null
  /** While it goes through time: many a second. */
  readonly onMoment: (seq: Seq) => void
  /** Where it came to rest. */
  readonly onRest: (seq: Seq) => void
  readonly onFrom: (seq: Seq) => void
  readonly onPlaying: (playing: boolean) => void
}

/** The page's whole time: how it grew, its sittings and versions, and where in it one is. */
export function Timeline(props: TimelineProps) {
  const { at, from, history, onFrom, onMoment, onRest } = props
  const { t, language } = useHistorySpeech()
  const { authorAt, versionName } = useNames(history)
  const words = useMomentWords(language)
  const { moments } = history
  const axis = useMemo(() => new TimeAxis(moments.sittings), [moments])
  const bands = useMemo(() => bandsOf(history), [history])
  const versions = useMemo(() => versionsInOrder(history), [history])
  const there = useSaid()
  const said = there?.said ?? nothingSaid
  const marks = useMemo(() => marksOf(history, told(said)), [history, said])
  const stops = useMemo(() => versions.map(({ seq }) => seq), [versions])
  const line = useRef<HTMLDivElement>(null)
  const width = useWidth(line)
  const { playing, toggle, stop } = usePlay({
    axis,
    head: moments.head,
    at,
    stops,
    onMoment,
    onStop: onRest,
    onPlaying: props.onPlaying,
  })

  const moved = useRef(at)
  /** Which of the two is being moved. */
  const held = useRef<'at' | 'from'>('at')
  const scrub = useScrub({
    onPlace: (place, kind) => {
      stop()
      if (kind === 'begin') {
        const nearer = (seq: Seq) => Math.abs(axis.placeOf(seq) - place)
        held.current = from !== null && nearer(from) < nearer(at) ? 'from' : 'at'
      }
      const pin = [...stops, ...told(said)].find(
        (seq) => Math.abs(axis.placeOf(seq) - place) * width < near,
      )
      const seq = pin ?? axis.momentAt(place)
      if (held.current === 'from') {
        onFrom(Math.min(seq, at))
        return
      }
      moved.current = Math.max(seq, from ?? 1)
      onMoment(moved.current)
    },
    onEnd: () => (held.current === 'at' ? onRest(moved.current) : undefined),
  })
  const go = (seq: Seq) => {
    stop()
    onRest(seq)
  }
  const says = (seq: Seq) =>
    t('momentValue', { when: words.full(moments.timeOf(seq)), name: authorAt(seq) })

  const first = moments.timeOf(1)
  // Clocks may have been set back.
  const last = Math.max(first, moments.timeOf(moments.head))
  return (
    <section className="time" aria-label={t('timeline')}>
      <div className="time-row">
        <button
          type="button"
          className="time-play"
          aria-label={t(playing ? 'pause' : 'play')}
          onClick={toggle}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <Step label={t('markBefore')} onStep={() => go(markBefore(marks, at))}>
          <Icon name="back" />
        </Step>
        <Step label={t('markAfter')} onStep={() => go(markAfter(marks, at))}>
          <Icon name="on" />
        </Step>
        <SaidSwitch />
        <p className="time-span">
          <strong>{spanWords(t, last - first)}</strong> <span>{words.span(first, last)}</span>
        </p>
        <p className="time-now" aria-hidden="true">
          {words.short(moments.timeOf(at))}
        </p>
        <Legend bands={bands} />
      </div>
      <div className="time-line" ref={line} {...scrub}>
        {width === 0 ? null : (
          <River
            label={t('river')}
            bands={bands}
            moments={moments}
            axis={axis}
            versions={versions}
            said={said}
            width={width}
            height={riverHeight(width)}
            day={words.day}
          />
        )}
        {from === null ? null : (
          <Thumb
            kind="from"
            label={t('timelineFrom')}
            says={from === 0 ? t('momentBefore') : says(from)}
            how={t('timelineHow')}
            axis={axis}
            marks={marks}
            at={from}
            least={0}
            most={at}
            onMove={onFrom}
          >
            {null}
          </Thumb>
        )}
        <Thumb
          kind="at"
          label={t('timelineMoment')}
          says={says(at)}
          how={t('timelineHow')}
          axis={axis}
          marks={marks}
          at={at}
          least={Math.max(1, from ?? 1)}
          most={moments.head}
          onMove={go}
          onToggle={toggle}
        >
          {words.short(moments.timeOf(at))}
        </Thumb>
      </div>
      <VersionLabels
        versions={versions.map((version) => {
          const { id, seq } = version
          const name = versionName(version)
          const when = words.full(moments.timeOf(seq))
          return { id, seq, name, says: t('versionAt', { name, when }), place: axis.placeOf(seq) }
        })}
        width={width}
        at={at}
        onGo={go}
      />
    </section>
  )
}

interface StepProps {
  readonly label: string
  readonly onStep: () => void
  readonly children: ReactNode
}

function Step({ label, onStep, children }: StepProps) {
  return (
    <button type="button" className="time-step" aria-label={label} title={label} onClick={onStep}>
      {children}
    </button>
  )
}
