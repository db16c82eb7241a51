import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { type MarginCard, MarginCards } from './MarginCards.tsx'
import type { Places } from './use-places.ts'

interface MarginProps {
  readonly tabs: ReactNode
  readonly tools: ReactNode
  readonly shown: boolean
  readonly cards: readonly MarginCard[]
  readonly places: Places
  readonly chosen: string | null
  /** What has no place in the text: above the cards. */
  readonly children: ReactNode
}

/** The margin beside the text: its head, what is said of the whole page, cards at their passages. */
export function Margin({ tabs, tools, shown, cards, places, chosen, children }: MarginProps) {
  const { t } = useCommentsSpeech()
  const flow = useRef<HTMLDivElement>(null)
  const [least, setLeast] = useState(0)
  useEffect(() => {
    const element = flow.current
    if (!shown || element === null) return undefined
    const observer = new ResizeObserver(() =>
      setLeast(Math.ceil(element.offsetTop + element.offsetHeight)),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [shown])
  return (
    <aside className="comments-margin" aria-label={t('comments')}>
      <div className="margin-head">
        {tabs}
        {shown ? tools : null}
      </div>
      {shown ? (
        <>
          <div ref={flow} className="margin-flow">
            {children}
          </div>
          <MarginCards
            label={t('comments_list')}
            cards={cards}
            places={places}
            chosen={chosen}
            least={least}
          />
        </>
      ) : null}
    </aside>
  )
}
