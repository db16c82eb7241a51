import { useCallback, useEffect, useRef, useState } from 'react'
import type { Seq } from '#contract/ids.ts'
import type { TimeAxis } from './time-axis.ts'

/** The whole history takes so long, pauses not counted; milliseconds. */
const whole = 30_000
/** How long it stands still at a version. */
const rest = 1_400
/** Who wants no motion sees so many pictures, one after another. */
const pictures = 30

interface Playing {
  readonly axis: TimeAxis
  readonly head: Seq
  readonly at: Seq
  /** Moments to stand still at, in order. */
  readonly stops: readonly Seq[]
  readonly onMoment: (seq: Seq) => void
  /** It has stopped, by itself or not. */
  readonly onStop: (seq: Seq) => void
  readonly onPlaying: (playing: boolean) => void
}

/** Plays the growth of a page: from the moment shown, or from the beginning when that is the last. */
export function usePlay(given: Playing): {
  readonly playing: boolean
  readonly toggle: () => void
  /** Ends playing for something else, which says where one is. */
  readonly stop: () => void
} {
  const [playing, setPlaying] = useState(false)
  const now = useRef(given)
  useEffect(() => {
    now.current = given
  })
  useEffect(() => {
    if (!playing) return undefined
    const { at, axis, head } = now.current
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    let shown = at >= head ? 0 : at
    let place = axis.placeOf(shown)
    let last: number | null = null
    let waiting = 0
    let frame = 0
    const step = (time: number) => {
      frame = requestAnimationFrame(step)
      // A tab that was hidden goes on where it was.
      const passed = last === null ? 0 : Math.min(time - last, 250)
      last = time
      waiting -= passed
      if (waiting > 0) return
      if (still) waiting = whole / pictures
      place = Math.min(1, place + (still ? 1 / pictures : passed / whole))
      let next = place >= 1 ? now.current.head : now.current.axis.momentAt(place)
      const stop = now.current.stops.find((seq) => seq > shown && seq <= next)
      if (stop !== undefined) {
        next = stop
        place = now.current.axis.placeOf(stop)
        waiting = rest
      }
      if (next !== shown) now.current.onMoment(next)
      shown = next
      if (next < now.current.head) return
      cancelAnimationFrame(frame)
      setPlaying(false)
      now.current.onStop(next)
    }
    frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [playing])
  const { onPlaying } = given
  useEffect(() => onPlaying(playing), [onPlaying, playing])
  const stop = useCallback(() => setPlaying(false), [])
  const toggle = useCallback(() => {
    setPlaying((before) => !before)
    if (playing) now.current.onStop(now.current.at)
  }, [playing])
  return { playing, toggle, stop }
}
