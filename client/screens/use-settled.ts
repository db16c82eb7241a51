import { useEffect, useState } from 'react'

/** Milliseconds after which what can wait has waited long enough. */
const patience = 1_500

/** Has what is needed been there for a while? Then what is not may be fetched. */
export function useSettled(ready: boolean): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    if (!ready) return undefined
    const timer = setTimeout(() => setSettled(true), patience)
    return () => clearTimeout(timer)
  }, [ready])
  return settled
}
