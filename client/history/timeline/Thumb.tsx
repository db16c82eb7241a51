import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import type { Seq } from '#contract/ids.ts'
import { markAfter, markBefore } from './marks.ts'
import type { TimeAxis } from './time-axis.ts'

/** An arrow key goes so far along the line. */
const stride = 0.01

interface ThumbProps {
  readonly kind: 'at' | 'from'
  readonly label: string
  readonly says: string
  readonly how: string
  readonly axis: TimeAxis
  readonly marks: readonly Seq[]
  readonly at: Seq
  readonly least: Seq
  readonly most: Seq
  readonly onMove: (seq: Seq) => void
  readonly onToggle?: (() => void) | undefined
  readonly children: ReactNode
}

/** A moment on the line, to be moved by keys; the line itself moves it by mouse and touch. */
export function Thumb(props: ThumbProps) {
  const { axis, at, children, how, kind, label, least, marks, most, onMove } = props
  const { onToggle, says } = props
  const thumb = useRef<HTMLDivElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    thumb.current?.style.setProperty('--place', String(axis.placeOf(at)))
  }, [axis, at])
  const along = (by: number) => {
    const next = axis.momentAt(axis.placeOf(at) + by)
    return by > 0 ? Math.max(next, at + 1) : Math.min(next, at - 1)
  }
  const keyTo = ({ key, shiftKey }: KeyboardEvent): Seq | null => {
    switch (key) {
      case 'ArrowRight':
      case 'ArrowUp':
        return shiftKey ? at + 1 : along(stride)
      case 'ArrowLeft':
      case 'ArrowDown':
        return shiftKey ? at - 1 : along(-stride)
      case 'PageUp':
        return markBefore(marks, at)
      case 'PageDown':
        return markAfter(marks, at)
      case 'Home':
        return least
      case 'End':
        return most
      default:
        return null
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = keyTo(event)
    if (to !== null) onMove(Math.min(Math.max(to, least), most))
    else if (event.key === ' ' && onToggle !== undefined) onToggle()
    else return
    event.preventDefault()
  }
  // A range input takes the whole line for itself; here two thumbs may stand on one.
  /* oxlint-disable jsx-a11y/prefer-tag-over-role */
  return (
    <div
      ref={thumb}
      className={`time-thumb ${kind}`}
      // An input of the browser's own has no words of its own at its thumb, nor keys for marks.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={at}
      aria-valuetext={says}
      aria-describedby={id}
      onKeyDown={onKeyDown}
    >
      <span className="time-thumb-words" aria-hidden="true">
        {children}
      </span>
      <span id={id} hidden>
        {how}
      </span>
    </div>
  )
}
