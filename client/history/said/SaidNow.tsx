import type { Seq } from '#contract/ids.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { mentionPattern } from '#contract/thread-shape.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useSaid } from './said-context.ts'
import { saidBy, useSaidWords } from './SaidList.tsx'

interface SaidNowProps {
  readonly at: Seq
  readonly head: Seq
}

/** Where the list is folded away: what was said last by the moment shown. */
export function SaidNow({ at, head }: SaidNowProps) {
  const { t } = useHistorySpeech()
  const there = useSaid()
  const words = useSaidWords()
  if (there === null || !there.shown || at >= head) return null
  const last = saidBy(there.said, at, head).at(-1)
  if (last === undefined) return null
  const text = last.text.replace(mentionPattern, (_, _kind, id: string) => `@${there.nameOf(id)}`)
  return (
    <p className="said-now">
      <Icon name="comment" />
      <span>
        <span className="unseen">{t('saidLast')}: </span>
        <strong>{words(last, there)}</strong>
        {text === '' ? null : <span className="said-now-words"> {text}</span>}
      </span>
    </p>
  )
}
