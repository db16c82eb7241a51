import { useEffect, useRef, useState } from 'react'

/**
 * The newest answer of an engine that is asked anew with each `ask`; what came before it stays
 * until then. The engine answers in order, and leaves out (null) what was overtaken. A failure is
 * thrown.
 */
export function useNewest<T>(ask: () => Promise<T | null>): T | undefined {
  const [answer, setAnswer] = useState<T>()
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  useEffect(() => {
    ask().then(
      (next) => {
        if (here.current && next !== null) setAnswer(() => next)
      },
      (error: unknown) => {
        if (!here.current) return
        setAnswer(() => {
          throw error
        })
      },
    )
  }, [ask])
  return answer
}
