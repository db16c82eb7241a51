import type { TimeAxis } from '../timeline/time-axis.ts'
import type { Said } from './events.ts'

interface SaidMarksProps {
  readonly said: readonly Said[]
  readonly axis: TimeAxis
  readonly width: number
  /** Where the middle of the marks is. */
  readonly y: number
}

/** So near to one another they are one mark, pixels. */
const apart = 11
/** So wide is half a mark. */
const half = 6

/** What is shown where several fall together: the first of these. */
const order = [
  'accepted',
  'ended',
  'proposed',
  'begun',
  'reopened',
  'answered',
] as const satisfies readonly Said['what'][]

/** What was said, as marks of their own shapes along the line of time. */
export function SaidMarks({ said, axis, width, y }: SaidMarksProps) {
  return (
    <g className="said-marks">
      {together(said, axis, width).map(({ x, what }) => (
        <g key={x} className={`said-mark ${what}`} transform={`translate(${x} ${y})`}>
          <path d={shapes[what]} />
        </g>
      ))}
    </g>
  )
}

const bubble = 'M-4.500 -4h9v6.500h-4l-2.500 2.500v-2.500h-2.500z'
/** Open: an empty bubble. Ended: a full one. Put in: a tick. Said in between: a dot. */
const shapes: Readonly<Record<Said['what'], string>> = {
  begun: bubble,
  proposed: `${bubble}M-2 -.7h4`,
  answered: 'M-1.500 0a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0 -3 0z',
  ended: bubble,
  accepted: 'M-4.500 .2l3 3l6 -6.400',
  reopened: bubble,
}

function together(said: readonly Said[], axis: TimeAxis, width: number) {
  const marks: { x: number; what: Said['what'] }[] = []
  const bySeq = said.toSorted((a, b) => a.seq - b.seq)
  for (const { seq, what } of bySeq) {
    // At the ends of the line it stays within it.
    const place = Math.round(axis.placeOf(seq) * (width - 1))
    const x = Math.min(Math.max(place, half), width - half) + 0.5
    const last = marks.at(-1)
    if (last === undefined || x - last.x >= apart) marks.push({ x, what })
    else if (order.indexOf(what) < order.indexOf(last.what)) last.what = what
  }
  return marks
}
