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
/** So much of a phone's screen the sheet leaves to the text at least (see `comments.css`). */
const leftByTheSheet = 0.42
/** Between a passage and what stands over the text below it, in pixels. */
const air = 24
/** Above the first card of the sheet's list, in pixels. */
const listPadding = 12

/**
 * Brings what is chosen into sight, the passage and the card, and puts the focus on the card when
 * that is wanted. Either may be drawn only later: then it is done when it is there.
 */
export function useSeeking({ chosen, focus, wide, shown }: Seeking): void {
  const sought = useRef<ThreadId | null>(null)
  const listed = useRef<ThreadId | null>(null)
  useEffect(() => {
    sought.current = chosen
    listed.current = chosen
  }, [chosen])
  // With everything that is drawn anew: it costs nothing while nothing is sought.
  useEffect(() => {
    const id = sought.current
    if (id === null) return
    const passage = document.querySelectorAll(`.page-text [data-threads~="${id}"]`)
    if (passage.length === 0) return
    sought.current = null
    intoSight([...passage], wide)
  })
  // In a sheet the card comes to the top of the list, so that as much of it as can be is seen.
  useEffect(() => {
    const id = listed.current
    if (id === null || wide || !shown) return
    const card = document.querySelector(`.sheet-list [data-card="${id}"]`)
    if (card === null) return
    listed.current = null
    toTopOfList(card)
  })
  const put = useRef<object | null>(null)
  useEffect(() => {
    if (focus === null || !shown || put.current === focus) return
    const card = document.querySelector<HTMLElement>(`[data-card="${focus.on}"]`)
    if (card === null) return
    put.current = focus
    // One that is being written in has taken the focus by itself.
    if (!card.contains(document.activeElement)) card.focus({ preventScroll: true })
    if (wide || focus.on !== chosen) card.scrollIntoView({ block: 'nearest' })
    else toTopOfList(card)
  })
}

/** The list alone: nothing else that the sheet is made of shall move. */
function toTopOfList(card: Element): void {
  const list = card.closest('.sheet-list')
  if (list === null) return
  const above = card.getBoundingClientRect().top - list.getBoundingClientRect().top
  list.scrollBy({ top: above - listPadding, behavior: 'instant' })
}

/** All the parts of a passage, which are in the order of the text. */
function intoSight(passage: readonly Element[], wide: boolean): void {
  const parts = passage.map((part) => part.getBoundingClientRect())
  const top = Math.min(...parts.map((part) => part.top))
  const bottom = Math.max(...parts.map((part) => part.bottom))
  // Over the lower part of a phone's screen stands the sheet.
  const end = (innerWidth > 700 ? innerHeight : innerHeight * leftByTheSheet) - air
  if (top >= covered && bottom <= end) return
  const room = wide ? innerHeight * 0.3 : covered
  scrollBy({ top: top - room, behavior: wide ? 'smooth' : 'instant' })
}
