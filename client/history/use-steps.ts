import { useEffect, useRef } from 'react'

/** Where a letter is written, or chooses. */
const taken = 'input, select, textarea, [contenteditable=true], [role=menu], [role=listbox]'

interface Steps {
  readonly count: number
  /** Where one is; null: nowhere yet. */
  readonly at: number | null
  readonly onStep: (at: number) => void
}

/**
 * Goes from one to the next, round at the ends: by what it gives, and by the keys n and p wherever
 * the focus is but in fields, menus and dialogs, where letters mean something else.
 */
export function useSteps({ count, at, onStep }: Steps): {
  readonly next: () => void
  readonly previous: () => void
} {
  const go = (by: 1 | -1) => {
    if (count === 0) return
    const first = by === 1 ? 0 : count - 1
    onStep(at === null ? first : (at + by + count) % count)
  }
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      if ((key !== 'n' && key !== 'p') || ctrlKey || metaKey || altKey) return
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
      if (target instanceof Element && target.closest(taken) !== null) return
      event.preventDefault()
      latest.current(key === 'n' ? 1 : -1)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return { next: () => go(1), previous: () => go(-1) }
}
