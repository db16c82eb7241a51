import { useCallback, useRef } from 'react'
import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import { MomentsAside } from './MomentsAside.tsx'
import { MomentText } from './MomentText.tsx'
import { TextBones } from './TextBones.tsx'
import { useMomentWords } from './moment-words.ts'
import { useNames } from './use-names.ts'
import { useNewest } from './use-newest.ts'
import { usePlaceKept } from './use-place-kept.ts'
import type { ViewProps } from './view-props.ts'

/** The page as it was at a moment, nothing else. */
export function ReplayView(props: ViewProps) {
  const { around, at, draw, go, history, language, playing } = props
  const { engine, moments } = history
  const { t, language: spoken } = useHistorySpeech()
  const words = useMomentWords(spoken)
  const { authorAt } = useNames(history)
  const blocks = useNewest(useCallback(() => engine.page(at), [engine, at]))
  const text = useRef<HTMLElement>(null)
  usePlaceKept(text, blocks === undefined)
  const when = words.full(moments.timeOf(at))
  return (
    <div className="beside-view">
      <section
        className="history-text"
        // It scrolls, also by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('momentPage', { when })}
        ref={text}
      >
        {blocks === undefined ? (
          <TextBones />
        ) : (
          <MomentText
            blocks={blocks}
            language={language}
            draw={draw}
            around={around}
            // What is written just now must not take the text from under who reads it.
            follow={playing ? 'gently' : at < moments.head ? 'at once' : 'never'}
            head={
              <p className="history-when" lang={spoken}>
                {when} · {t('momentWrote', { name: authorAt(at) })}
              </p>
            }
          />
        )}
      </section>
      <MomentsAside history={history} at={at} onGo={(to) => go(to, 'push')} />
    </div>
  )
}
