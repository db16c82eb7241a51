/**
 * Cards beside the text, each at its passage where it can be. Only those near the screen are drawn:
 * the others count with the height that they had, or with that of most.
 */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { placed } from './placing.ts'
import { PlacedItem } from './PlacedItem.tsx'
import type { Places } from './use-places.ts'
import { useScreenWindow } from './use-screen-window.ts'

export interface MarginCard {
  readonly id: string
  /** Draws it, where it is near the screen. */
  readonly draw: () => ReactNode
}

interface MarginCardsProps {
  readonly label: string
  /** In the order of the text. */
  readonly cards: readonly MarginCard[]
  readonly places: Places
  readonly chosen: string | null
  /** Nothing stands above this, pixels. */
  readonly least: number
}

const gap = 12
/** How high a card is of which nothing is known. */
const usual = 132

export function MarginCards({ label, cards, places, chosen, least }: MarginCardsProps) {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(() => new Map())
  const [focused, setFocused] = useState<string | null>(null)
  const shown = useScreenWindow()
  const observer = useRef<ResizeObserver | null>(null)
  useEffect(() => () => observer.current?.disconnect(), [])
  const observe = useCallback((item: HTMLElement) => {
    observer.current ??= new ResizeObserver((entries) => {
      // At once: one frame later cards would be seen over one another.
      flushSync(() => setHeights((before) => withHeights(before, entries)))
    })
    const { current } = observer
    current.observe(item)
    return () => current.unobserve(item)
  }, [])
  const tops = useMemo(() => {
    const at = cards.findIndex(({ id }) => id === chosen)
    const standing = cards.map(({ id }) => ({
      want: places.tops.get(id) ?? 0,
      height: heights.get(nameOf(id, id === chosen)) ?? usual,
    }))
    return placed(standing, at < 0 ? null : at, gap, least)
  }, [cards, places, heights, chosen, least])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      className="margin-cards bare"
      aria-label={label}
      onFocus={({ target }) => setFocused(idOf(target))}
      onBlur={() => setFocused(null)}
    >
      {cards.map(({ id, draw }, n) => {
        const top = tops[n] ?? 0
        const isNear =
          top >= least &&
          top < shown.to &&
          top + (heights.get(nameOf(id, false)) ?? usual) > shown.from
        if (!isNear && id !== chosen && id !== focused) return null
        return (
          <PlacedItem
            key={id}
            top={top}
            observe={observe}
            data-item={id}
            data-open={id === chosen || undefined}
            aria-setsize={cards.length}
            aria-posinset={n + 1}
          >
            {draw()}
          </PlacedItem>
        )
      })}
    </ul>
  )
}

function idOf(target: EventTarget): string | null {
  const item = target instanceof Element ? target.closest<HTMLElement>('[data-item]') : null
  return item?.dataset['item'] ?? null
}

/** A card is of another height while it is the chosen one. */
function nameOf(id: string, chosen: boolean): string {
  return chosen ? `${id} chosen` : id
}

function withHeights(
  before: ReadonlyMap<string, number>,
  entries: readonly ResizeObserverEntry[],
): ReadonlyMap<string, number> {
  const next = new Map(before)
  let changed = false
  for (const { target, borderBoxSize } of entries) {
    const id = idOf(target)
    const height = Math.ceil(borderBoxSize[0]?.blockSize ?? 0)
    if (id === null || height === 0) continue
    const name = nameOf(id, target.hasAttribute('data-open'))
    if (next.get(name) === height) continue
    next.set(name, height)
    changed = true
  }
  return changed ? next : before
}
