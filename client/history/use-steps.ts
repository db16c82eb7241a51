import { type RefObject, useEffect, useRef } from 'react'

interface Steps {
  readonly count: number
  /** Where one is; null: nowhere yet. */
  readonly at: number | null
  readonly onStep: (at: number) => void
}

/**
 * Goes from one to the next, round at the ends: by what it gives, and by the keys n and p as long
 * as the focus is in the view or on what holds it, and in no field.
 */
export function useSteps(
  view: RefObject<HTMLElement | null>,
  { count, at, onStep }: Steps,
): { readonly next: () => void; readonly previous: () => void } {
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
    const main = view.current?.closest('main') ?? view.current
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event
      if ((key !== 'n' && key !== 'p') || ctrlKey || metaKey || altKey) return
      if (target instanceof Element && target.closest('input, select, textarea, dialog') !== null)
        return
      event.preventDefault()
      latest.current(key === 'n' ? 1 : -1)
    }
    main?.addEventListener('keydown', onKey)
    return () => main?.removeEventListener('keydown', onKey)
  }, [view])
  return { next: () => go(1), previous: () => go(-1) }
}
