import { useCallback, useEffect, useRef } from 'react'

/**
 * Lets the focus follow what is about to go to another place on the screen: call what is returned
 * with the element's id. When it is lost while either of the two changes, the element gets it; where it is not
 * shown any more, the content of the screen. Until somebody does something else.
 */
export function useKeptFocus(one: unknown, other: unknown): (id: string) => void {
  const kept = useRef<string | null>(null)
  useEffect(() => {
    const onDeed = () => {
      kept.current = null
    }
    addEventListener('keydown', onDeed)
    addEventListener('pointerdown', onDeed)
    return () => {
      removeEventListener('keydown', onDeed)
      removeEventListener('pointerdown', onDeed)
    }
  }, [])
  useEffect(() => {
    const content = document.getElementById('content')
    const { activeElement } = document
    const isLost = activeElement === document.body || activeElement === content
    if (kept.current === null || !isLost) return
    const moved = document.getElementById(kept.current)
    if (moved === null) content?.focus()
    else moved.focus()
  }, [one, other])
  return useCallback((id) => {
    kept.current = id
  }, [])
}
