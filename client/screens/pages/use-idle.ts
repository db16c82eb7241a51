import { useEffect, useState } from 'react'

/** So long what is not needed to read and type leaves the network to what is, milliseconds. */
const patience = 2_000

/** Has the screen been there for a moment? For what may come after the text. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIdle(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return idle
}
