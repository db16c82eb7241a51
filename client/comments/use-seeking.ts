import { useEffect, useRef } from 'react'
import type { ThreadId } from '#contract/ids.ts'

interface Seeking {
  readonly chosen: ThreadId | null
  readonly focus: { readonly on: string } | null
  readonly wide: boolean
  readonly shown: boolean
}

/** What stands over the text at the top of the window, in pixels. */
const covered = 120

/**
 * Brings what is chosen into sight, the passage and the card, and puts the focus on the card when
 * that is wanted. Either may be drawn only later: then it is done when it is there.
 */
export function useSeeking({ chosen, focus, wide, shown }: Seeking): void {
  const sought = useRef<ThreadId | null>(null)
  useEffect(() => {
    sought.current = chosen
  }, [chosen])
  // With everything that is drawn anew: it costs nothing while nothing is sought.
  useEffect(() => {
    const id = sought.current
    if (id === null) return
    const passage = document.querySelector(`.page-text [data-threads~="${id}"]`)
    if (passage === null) return
    sought.current = null
    intoSight(passage, wide)
  })
  const put = useRef<object | null>(null)
  useEffect(() => {
    if (focus === null || !shown || put.current === focus) return
    const card = document.querySelector<HTMLElement>(`[data-card="${focus.on}"]`)
    if (card === null) return
    put.current = focus
    // One that is being written in has taken the focus by itself.
    if (!card.contains(document.activeElement)) card.focus({ preventScroll: wide })
    card.scrollIntoView({ block: 'nearest' })
  })
}

function intoSight(passage: Element, wide: boolean): void {
  const { top, bottom } = passage.getBoundingClientRect()
  // Over the lower half of a phone's screen stands the sheet.
  const end = innerWidth > 700 ? innerHeight - 24 : innerHeight * 0.4
  if (top >= covered && bottom <= end) return
  const room = wide ? innerHeight * 0.3 : covered
  scrollBy({ top: top - room, behavior: wide ? 'smooth' : 'instant' })
}
