import { type RefObject, useEffect, useRef } from 'react'

/** After scrolling it is noted where one is, milliseconds. */
const restMs = 120

/** What is kept with an entry of the browser's history. */
interface Kept {
  /** Tells one entry from another. */
  readonly historyPlace: string
  /** How far the text was scrolled, pixels; null: not yet. */
  readonly top: number | null
}

/**
 * Keeps with each entry of the browser's history how far a text was scrolled: whoever comes back
 * is where they were. Where one comes anew, `begin` brings to what is to be seen first.
 * `shown` is what the text shows; it is looked at anew with it.
 */
export function usePlaceKept(
  text: RefObject<HTMLElement | null>,
  shown: unknown,
  begin?: (text: HTMLElement) => void,
): void {
  const beginning = useRef(begin)
  const last = useRef<string | null>(null)
  useEffect(() => {
    beginning.current = begin
  })
  useEffect(() => {
    const scrolled = text.current
    if (scrolled === null) return
    const kept = keptHere()
    const here = kept ?? { historyPlace: crypto.randomUUID(), top: null }
    if (here.historyPlace === last.current) return
    last.current = here.historyPlace
    if (kept === null) keep(here)
    if (here.top !== null) scrolled.scrollTo({ top: here.top, behavior: 'instant' })
    else beginning.current?.(scrolled)
  }, [text, shown])
  useEffect(() => {
    const scrolled = text.current
    let timer: ReturnType<typeof setTimeout> | undefined
    const note = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const kept = keptHere()
        // Of another place nothing is known yet.
        if (kept === null || kept.historyPlace !== last.current || scrolled === null) return
        keep({ ...kept, top: Math.round(scrolled.scrollTop) })
      }, restMs)
    }
    scrolled?.addEventListener('scroll', note, { passive: true })
    return () => {
      clearTimeout(timer)
      scrolled?.removeEventListener('scroll', note)
    }
  }, [text])
}

function keptHere(): Kept | null {
  const state: unknown = history.state
  if (typeof state !== 'object' || state === null) return null
  const place = 'historyPlace' in state ? state.historyPlace : null
  const top = 'top' in state && typeof state.top === 'number' ? state.top : null
  return typeof place === 'string' ? { historyPlace: place, top } : null
}

function keep(kept: Kept): void {
  history.replaceState({ ...history.state, ...kept }, '')
}
