import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useAnchored } from './anchored.ts'
import { overContent } from './over-content.ts'

interface FloatingMenuProps {
  readonly label: string
  readonly className?: string
  /** What it belongs to, as `getBoundingClientRect` says. */
  readonly at: () => DOMRect | null
  readonly align?: 'start' | 'middle'
  /** It is to close; `back`: the focus is to go to where it was before. */
  readonly onClose: (back: boolean) => void
  /** Its items: buttons with a role of a menu's item. */
  readonly children: ReactNode
}

/** A menu over the screen. Takes the focus; arrows move in it, Escape and Tab leave it. */
export function FloatingMenu(props: FloatingMenuProps) {
  const { label, className, at, align, onClose, children } = props
  const menu = useRef<HTMLDivElement>(null)
  useAnchored(menu, { at, ...(align && { align }) })
  useEffect(() => itemsOf(menu.current)[0]?.focus({ preventScroll: true }), [])
  useEffect(() => {
    const onPointer = ({ target }: PointerEvent) => {
      if (target instanceof Node && menu.current?.contains(target) !== true) onClose(false)
    }
    document.addEventListener('pointerdown', onPointer, true)
    return () => document.removeEventListener('pointerdown', onPointer, true)
  }, [onClose])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      event.stopPropagation()
      onClose(true)
      return
    }
    const items = itemsOf(menu.current)
    const now = items.findIndex((item) => item === document.activeElement)
    const to = nextPlace(event.key, now, items)
    if (to === null) return
    event.preventDefault()
    items[to]?.focus()
  }
  return createPortal(
    // Its items take the focus.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      aria-orientation="vertical"
      className={className === undefined ? 'floating-menu' : `floating-menu ${className}`}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>,
    overContent(),
  )
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
}

function nextPlace(key: string, now: number, items: readonly HTMLElement[]): number | null {
  const count = items.length
  switch (key) {
    case 'ArrowDown':
      return (now + 1) % count
    case 'ArrowUp':
      return (now + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default: {
      if (key.length !== 1 || key === ' ') return null
      const begins = (item: HTMLElement) =>
        item.textContent?.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase()) === true
      const after = items.findIndex((item, n) => n > now && begins(item))
      const found = after < 0 ? items.findIndex(begins) : after
      return found < 0 ? null : found
    }
  }
}
