import { type RefCallback, useCallback, useState } from 'react'

const first = 100
const step = 200

/**
 * How much of a long list is drawn: a hundred to begin with, more as its end comes near. `key` says
 * which list it is; another one begins anew.
 */
export function useGrowing(
  length: number,
  key: string,
): { readonly drawn: number; readonly end: RefCallback<Element> } {
  const [state, setState] = useState({ key, drawn: first })
  const drawn = state.key === key ? state.drawn : first
  const end = useCallback(
    (element: Element | null) => {
      if (element === null) return undefined
      const watcher = new IntersectionObserver(
        ([entry]) => {
          if (entry?.isIntersecting === true) setState({ key, drawn: drawn + step })
        },
        { rootMargin: '1200px' },
      )
      watcher.observe(element)
      return () => watcher.disconnect()
    },
    [key, drawn],
  )
  return { drawn: Math.min(drawn, length), end }
}
