import { useState } from 'react'
import { Link } from 'wouter'
import type { Seq } from '#contract/ids.ts'
import { mentionPattern } from '#contract/thread-shape.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { historyAddress, type HistoryPlace } from '../history-place.ts'
import { useMomentWords } from '../moment-words.ts'
import type { Said } from './events.ts'
import { type SaidThere, useSaid } from './said-context.ts'

interface SaidListProps {
  /** The moment shown: what came later is not there yet. */
  readonly at: Seq
  /** The last one: at it everything is shown. */
  readonly head: Seq
  readonly onGo: (to: Partial<HistoryPlace>) => void
}

const shownAtFirst = 12

/** What had been said about the page by a moment, the newest first, with the way to each. */
export function SaidList({ at, head, onGo }: SaidListProps) {
  const { t } = useHistorySpeech()
  const there = useSaid()
  const [all, setAll] = useState(false)
  if (there === null || there.count === 0 || !there.shown) return null
  const byThen = saidBy(there.said, at, head).toReversed()
  const shown = all ? byThen : byThen.slice(0, shownAtFirst)
  return (
    <section className="beside-part" aria-labelledby="said-heading">
      <h2 id="said-heading">{t('said')}</h2>
      {byThen.length === 0 ? <p className="hint">{t('saidNotYet')}</p> : null}
      <ol className="bare said-list">
        {shown.map((one) => (
          <SaidLine
            key={one.key}
            one={one}
            there={there}
            isHere={one.seq === at && at < head}
            onGo={() => onGo({ view: 'replay', at: one.seq })}
          />
        ))}
      </ol>
      {shown.length < byThen.length ? (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t('saidMore', { n: byThen.length - shown.length })}
        </Button>
      ) : null}
    </section>
  )
}

/** What had been said by a moment. */
export function saidBy(said: readonly Said[], at: Seq, head: Seq): readonly Said[] {
  return at >= head ? said : said.filter(({ seq }) => seq <= at)
}

interface SaidLineProps {
  readonly one: Said
  readonly there: SaidThere
  readonly isHere: boolean
  readonly onGo: () => void
}

function SaidLine({ one, there, isHere, onGo }: SaidLineProps) {
  const { t, language, dateTime } = useHistorySpeech()
  const words = useMomentWords(language)
  const { page, nameOf } = there
  const { at, lastThere, text, thread } = one
  const what = useSaidWords()(one, there)
  const when = words.short(at)
  return (
    <li className={`said-line ${one.what}`} aria-current={isHere ? 'true' : undefined}>
      <button type="button" title={t('saidGo', { when: dateTime(at) })} onClick={onGo}>
        <strong>{what}</strong>
        <span className="hint">{when}</span>
      </button>
      {text === '' ? null : (
        <p className="said-words">
          {text.replace(mentionPattern, (_, _kind, id: string) => `@${nameOf(id)}`)}
        </p>
      )}
      <p className="said-ways">
        <Link href={`/pages/${page}?thread=${thread}`} aria-label={t('saidOpenOf', { what, when })}>
          {t('saidOpen')}
        </Link>
        {lastThere === null || one.what === 'answered' ? null : (
          <Link href={historyAddress(page, { view: 'replay', at: lastThere })}>
            {t('saidLastThere')}
          </Link>
        )}
      </p>
    </li>
  )
}

/** Who did what, in a sentence. */
export function useSaidWords(): (one: Said, there: Pick<SaidThere, 'nameOf'>) => string {
  const { t } = useHistorySpeech()
  return ({ what, by, fate }, { nameOf }) => {
    const name = nameOf(by)
    switch (what) {
      case 'ended':
        return t('said_ended', { name, fate: fate === null ? '' : t(`fate_${fate}`) })
      case 'begun':
      case 'proposed':
      case 'answered':
      case 'accepted':
      case 'reopened':
        return t(`said_${what}`, { name })
    }
  }
}
