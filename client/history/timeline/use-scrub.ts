import { type PointerEvent, useRef } from 'react'

interface Scrubbing {
  /** From 0 to 1 along the element; called at most once a frame. */
  readonly onPlace: (place: number, kind: 'begin' | 'move') => void
  readonly onEnd: () => void
}

interface Grip {
  readonly pointer: number
  frame: number
  x: number
}

/** Dragging along an element, by mouse, pen or finger; up and down a finger scrolls as ever. */
export function useScrub({ onPlace, onEnd }: Scrubbing) {
  const grip = useRef<Grip | null>(null)
  const tell = (element: HTMLElement, x: number, kind: 'begin' | 'move') => {
    const { left, width } = element.getBoundingClientRect()
    onPlace(Math.min(1, Math.max(0, (x - left) / width)), kind)
  }
  const end = ({ pointerId, currentTarget, clientX }: PointerEvent<HTMLElement>, here: boolean) => {
    if (grip.current?.pointer !== pointerId) return
    cancelAnimationFrame(grip.current.frame)
    const moved = grip.current.frame !== 0
    grip.current = null
    if (here && moved) tell(currentTarget, clientX, 'move')
    onEnd()
  }
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || grip.current !== null) return
      const { currentTarget, clientX, pointerId } = event
      currentTarget.setPointerCapture(pointerId)
      grip.current = { pointer: pointerId, frame: 0, x: clientX }
      tell(currentTarget, clientX, 'begin')
    },
    onPointerMove({ pointerId, clientX, currentTarget }: PointerEvent<HTMLElement>) {
      const { current } = grip
      if (current?.pointer !== pointerId) return
      current.x = clientX
      if (current.frame !== 0) return
      current.frame = requestAnimationFrame(() => {
        current.frame = 0
        tell(currentTarget, current.x, 'move')
      })
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, true),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, false),
  }
}
