/**
 * Places what floats beside something on the screen: below it, above where there is more room, and
 * always in the part of the window that can be seen, so above a phone's keyboard.
 */
import { type RefObject, useLayoutEffect } from 'react'

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Anchoring {
  /** Where the thing is now, as `getBoundingClientRect` says; null: it can't be seen. */
  readonly at: () => Box | null
  readonly prefer?: 'above' | 'below'
  /** From its left edge, or about its middle. */
  readonly align?: 'start' | 'middle'
}

const gap = 6
const margin = 8

/** Keeps an element that is `position: fixed` at its place while it is drawn. */
export function useAnchored(
  element: RefObject<HTMLElement | null>,
  { at, prefer = 'below', align = 'start' }: Anchoring,
): void {
  useLayoutEffect(() => {
    const place = () => {
      const box = at()
      const floating = element.current
      if (floating === null) return
      floating.toggleAttribute('data-away', box === null)
      if (box !== null) put(floating, box, prefer, align)
    }
    place()
    const viewport = globalThis.visualViewport
    const grown = new ResizeObserver(place)
    if (element.current !== null) grown.observe(element.current)
    globalThis.addEventListener('scroll', place, { capture: true, passive: true })
    globalThis.addEventListener('resize', place)
    viewport?.addEventListener('resize', place)
    viewport?.addEventListener('scroll', place)
    return () => {
      grown.disconnect()
      globalThis.removeEventListener('scroll', place, { capture: true })
      globalThis.removeEventListener('resize', place)
      viewport?.removeEventListener('resize', place)
      viewport?.removeEventListener('scroll', place)
    }
  })
}

/** By the element's own style object, which the content policy allows: it is no markup. */
function put(floating: HTMLElement, box: Box, prefer: string, align: string): void {
  const seen = globalThis.visualViewport
  const top = (seen?.offsetTop ?? 0) + margin
  const left = (seen?.offsetLeft ?? 0) + margin
  const bottom = top + (seen?.height ?? globalThis.innerHeight) - 2 * margin
  const right = left + (seen?.width ?? globalThis.innerWidth) - 2 * margin
  const { style } = floating
  style.setProperty('max-height', 'none')
  const { width, height } = floating.getBoundingClientRect()
  const roomBelow = bottom - box.bottom - gap
  const roomAbove = box.top - gap - top
  const above =
    prefer === 'above'
      ? roomAbove >= height || roomAbove >= roomBelow
      : roomBelow < Math.min(height, 200) && roomAbove > roomBelow
  const room = Math.max(96, above ? roomAbove : roomBelow)
  const shown = Math.min(height, room)
  const x = align === 'middle' ? (box.left + box.right - width) / 2 : box.left
  const y = above ? box.top - gap - shown : box.bottom + gap
  style.setProperty('max-height', `${Math.round(room)}px`)
  style.setProperty('left', `${Math.round(Math.max(left, Math.min(x, right - width)))}px`)
  style.setProperty('top', `${Math.round(Math.max(top, Math.min(y, bottom - shown)))}px`)
}
