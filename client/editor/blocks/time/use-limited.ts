import { useCallback, useEffect, useRef } from 'react'

/** Least time between two writes while something is dragged, milliseconds. */
const every = 400

type Values = Readonly<Record<string, number>>

/**
 * Writes what changes quickly, a slider under a finger, a few times a second at most; `flush`
 * writes the rest at once. What was not written is not lost when the part goes away.
 */
export function useLimited(write: (values: Values) => void) {
  const latest = useRef(write)
  const waiting = useRef<Values | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    latest.current = write
  }, [write])
  const flush = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    const values = waiting.current
    waiting.current = null
    if (values !== null) latest.current(values)
  }, [])
  const set = useCallback(
    (values: Values) => {
      waiting.current = { ...waiting.current, ...values }
      timer.current ??= setTimeout(flush, every)
    },
    [flush],
  )
  useEffect(() => flush, [flush])
  return { set, flush }
}
