/**
 * Dragging a page in the tree: with a mouse at once, with a finger after holding it for a moment,
 * so that the list can still be scrolled. Escape calls it off.
 */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { PageId } from '#contract/ids.ts'
import { isPageId } from '../../net/ids.ts'

export interface Drop {
  readonly at: PageId
  readonly where: 'before' | 'after' | 'in'
}

interface DragOptions {
  /** Holds the rows: `li[data-page]`, each with a `.tree-row`. */
  readonly tree: RefObject<HTMLElement | null>
  /** Goes with the pointer. */
  readonly ghost: RefObject<HTMLElement | null>
  readonly enabled: boolean
  readonly onDrop: (page: PageId, drop: Drop) => void
}

/** So long a finger rests before it drags, milliseconds; so far a mouse goes, pixels. */
const hold = 350
const threshold = 6
/** So near the end of the list it scrolls by itself, pixels; and so far each time. */
const edge = 48
const scrollStep = 9

/** What is dragged, where it would go, and what a row listens to. */
export function usePageDrag({ tree, ghost, enabled, onDrop }: DragOptions) {
  const [dragged, setDragged] = useState<PageId | null>(null)
  const [drop, setDrop] = useState<Drop | null>(null)
  const dragging = useRef(false)
  const stop = useRef<(() => void) | null>(null)
  const drops = useRef(onDrop)
  useEffect(() => {
    drops.current = onDrop
  })
  useEffect(() => () => stop.current?.(), [])
  useEffect(() => {
    // The browser asks before it scrolls only where somebody listened from the start.
    const list = tree.current
    const onTouch = (event: TouchEvent) => {
      if (dragging.current && event.cancelable) event.preventDefault()
    }
    list?.addEventListener('touchmove', onTouch, { passive: false })
    return () => list?.removeEventListener('touchmove', onTouch)
  }, [tree])

  const onPointerDown = (event: PointerEvent<HTMLElement>, page: PageId) => {
    const { target, pointerType, pointerId } = event
    if (!enabled || event.button !== 0 || !event.isPrimary) return
    if (!(target instanceof Element) || target.closest('button') !== null) return
    stop.current?.()
    const touch = pointerType === 'touch'
    const start = { x: event.clientX, y: event.clientY }
    let at = start
    let where: Drop | null = null
    let frame = 0

    const look = () => {
      const found = tree.current === null ? null : dropAt(tree.current, page, at)
      if (found?.at !== where?.at || found?.where !== where?.where) {
        where = found
        setDrop(found)
      }
      ghost.current?.style.setProperty('translate', `${at.x + 14}px ${at.y + 10}px`)
    }
    const scroll = () => {
      const list = tree.current?.closest('.rail') ?? null
      if (list !== null) {
        const { top, bottom } = list.getBoundingClientRect()
        const by = at.y < top + edge ? -scrollStep : at.y > bottom - edge ? scrollStep : 0
        if (by !== 0) {
          list.scrollBy(0, by)
          look()
        }
      }
      frame = requestAnimationFrame(scroll)
    }
    const begin = () => {
      dragging.current = true
      setDragged(page)
      look()
      frame = requestAnimationFrame(scroll)
    }
    const timer = touch ? setTimeout(begin, hold) : undefined
    const end = () => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      ending.abort()
      stop.current = null
      dragging.current = false
      setDragged(null)
      setDrop(null)
    }
    const ending = new AbortController()
    const { signal } = ending
    stop.current = end
    const mine = (move: globalThis.PointerEvent) => move.pointerId === pointerId
    addEventListener(
      'pointermove',
      (move) => {
        if (!mine(move)) return
        at = { x: move.clientX, y: move.clientY }
        if (dragging.current) return look()
        if (Math.hypot(at.x - start.x, at.y - start.y) < threshold) return
        if (touch) end()
        else begin()
      },
      { signal },
    )
    addEventListener(
      'pointerup',
      (up) => {
        if (!mine(up)) return
        const was = dragging.current
        const last = where
        end()
        if (!was) return
        // What is let go over a link is no click on it.
        const swallow = (click: Event) => {
          click.preventDefault()
          click.stopPropagation()
        }
        addEventListener('click', swallow, { capture: true, once: true })
        setTimeout(() => removeEventListener('click', swallow, { capture: true }))
        if (last !== null) drops.current(page, last)
      },
      { signal },
    )
    addEventListener('pointercancel', (cancel) => (mine(cancel) ? end() : undefined), { signal })
    addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape' || !dragging.current) return
        key.preventDefault()
        key.stopPropagation()
        end()
      },
      { signal, capture: true },
    )
    // Holding a link would open the browser's menu.
    addEventListener('contextmenu', (menu) => (touch ? menu.preventDefault() : undefined), {
      signal,
    })
  }
  return { dragged, drop, onPointerDown }
}

/** Where a page would go if it were let go at a point; null: nowhere else. */
function dropAt(
  tree: HTMLElement,
  dragged: PageId,
  point: { readonly x: number; readonly y: number },
): Drop | null {
  const rows = [...tree.querySelectorAll('.tree-row')].flatMap((row) => {
    const item = row.closest('li')
    return item === null || item.closest(`[data-page="${dragged}"]`) !== null
      ? []
      : [{ item, box: row.getBoundingClientRect() }]
  })
  const row = rows.find(({ box }) => point.y < box.bottom) ?? rows.at(-1)
  if (row === undefined) return null
  const { top, height } = row.box
  const part = (point.y - top) / height
  if (part < 0.28) return dropOn(row.item, 'before')
  if (part <= 0.72) return dropOn(row.item, 'in')
  const first = row.item.querySelector('li')
  if (first !== null && first.dataset['page'] !== dragged) return dropOn(first, 'before')
  // Below the last of some, how far left one is says how far out it goes.
  let item = row.item
  while (isLast(item, dragged)) {
    const around = item.parentElement?.closest('li') ?? null
    if (around === null || point.x >= item.getBoundingClientRect().left) break
    item = around
  }
  return dropOn(item, 'after')
}

function isLast(item: Element, dragged: PageId): boolean {
  const next = item.nextElementSibling
  return next === null || (next.matches(`[data-page="${dragged}"]`) && isLast(next, dragged))
}

function dropOn(item: HTMLElement, where: Drop['where']): Drop | null {
  const at = item.dataset['page'] ?? ''
  return isPageId(at) ? { at, where } : null
}
