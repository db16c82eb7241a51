import { type RefObject, useEffect } from 'react'
import { bringIntoSight } from '../into-sight.ts'

/** Marks what has this class as the one that is looked at, and brings the first of it into sight. */
export function useCurrentMark(
  place: RefObject<HTMLElement | null>,
  className: string | null,
): void {
  useEffect(() => {
    if (className === null) return undefined
    const marked = [...(place.current?.getElementsByClassName(className) ?? [])]
    for (const one of marked) one.setAttribute('data-current', '')
    if (marked[0] !== undefined) bringIntoSight(marked[0], 'middle')
    return () => {
      for (const one of marked) one.removeAttribute('data-current')
    }
  }, [place, className])
}
