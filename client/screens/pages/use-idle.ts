import { useEffect, useState } from 'react'

/** So long what is not needed to read and type leaves the network to what is, milliseconds. */
const patience = 2_000

/**
 * Has the screen been there for a moment, or what it is opened for, once that is `there`? For what
 * may come after it.
 */
export function useIdle(there = true): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (!there) return undefined
    const timer = setTimeout(() => setIdle(true), patience)
    return () => clearTimeout(timer)
  }, [there])
  return idle
}
