import { useId } from 'react'
import type { Seq } from '#contract/ids.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { HistoryPlace } from '../history-place.ts'
import { useMomentWords } from '../moment-words.ts'
import type { OpenHistory } from '../open-history.ts'
import { versionName } from '../version-name.ts'
import { type Offered, offered, type Span } from './spans.ts'

interface SpanChooserProps {
  readonly history: OpenHistory
  readonly place: HistoryPlace
  readonly span: Span
  readonly onGo: (to: Partial<HistoryPlace>) => void
}

/** Chooses the two moments between which one compares. */
export function SpanChooser({ history, place, span, onGo }: SpanChooserProps) {
  const { t, language } = useHistorySpeech()
  const { short } = useMomentWords(language)
  const id = useId()
  const { facts, moments } = history
  const choices = offered(history, span)
  const time = (seq: Seq) => short(moments.timeOf(Math.max(1, seq)))
  const words = (one: Offered): string => {
    switch (one.is) {
      case 'beginning':
        return t('changesBeginning')
      case 'me':
        return t('changesSinceMe')
      case 'now':
        return t('changesNow')
      case 'version': {
        const version = facts.versions[one.index]
        return version === undefined
          ? time(one.seq)
          : `${versionName(t, version)} · ${time(one.seq)}`
      }
      case 'sitting':
        return t('changesBefore', { when: time(one.seq + 1) })
      case 'moment':
        return t('changesMoment', { when: time(one.seq) })
    }
  }
  const valueOf = (one: Offered) => `${one.is}.${one.seq}`
  const options = (all: readonly Offered[], until: Seq, least: Seq) =>
    all
      .filter(({ seq, is }) => seq >= least && (seq <= until || is === 'now'))
      .map((one) => (
        <option key={valueOf(one)} value={valueOf(one)}>
          {words(one)}
        </option>
      ))
  const isMe = place.from === 'me' || (place.from === null && span.from === facts.lastHere)
  const from =
    choices.from.find(({ is, seq }) => seq === span.from && (is === 'me') === isMe) ??
    choices.from.find(({ seq }) => seq === span.from)
  const to =
    place.at === null
      ? choices.to.find(({ is }) => is === 'now')
      : choices.to.findLast(({ seq }) => seq === span.to)
  return (
    <fieldset className="span-chooser">
      <legend className="unseen">{t('changesSpan')}</legend>
      <label htmlFor={`${id}-from`}>{t('changesFrom')}</label>
      <select
        id={`${id}-from`}
        className="input"
        value={from && valueOf(from)}
        onChange={({ target }) => {
          const chosen = choices.from.find((one) => valueOf(one) === target.value)
          if (chosen !== undefined) onGo({ from: chosen.is === 'me' ? 'me' : chosen.seq })
        }}
      >
        {options(choices.from, span.to, 0)}
      </select>
      <label htmlFor={`${id}-to`}>{t('changesTo')}</label>
      <select
        id={`${id}-to`}
        className="input"
        value={to && valueOf(to)}
        onChange={({ target }) => {
          const chosen = choices.to.find((one) => valueOf(one) === target.value)
          if (chosen !== undefined) onGo({ at: chosen.is === 'now' ? null : chosen.seq })
        }}
      >
        {options(choices.to, moments.head, span.from)}
      </select>
    </fieldset>
  )
}
