import { memo, useId } from 'react'
import { fitting } from './fitting.ts'
import type { Moments } from '../moments.ts'
import type { Version } from '../open-history.ts'
import type { Said } from '../said/events.ts'
import { SaidMarks } from '../said/SaidMarks.tsx'
import type { Band } from './bands.ts'
import { Pattern } from './Pattern.tsx'
import { riverPaths } from './river.ts'
import type { TimeAxis } from './time-axis.ts'

interface RiverProps {
  readonly label: string
  readonly bands: readonly Band[]
  readonly moments: Moments
  readonly axis: TimeAxis
  readonly versions: readonly Version[]
  /** What was said about the page; has a line of its own where there is anything. */
  readonly said: readonly Said[]
  readonly width: number
  /** Of the river itself, with its pins. */
  readonly height: number
  /** The day of a time, in short. */
  readonly day: (time: number) => string
}

/** About so wide is a letter; pixels. */
const letter = 6.4
/** Room for the bars and days of sittings, and for what was said between the two. */
const beneath = 22
const forSaid = 15

/** The picture of how the page grew; beneath it sittings as bars with their days, over it versions as pins. */
export const River = memo(function River(props: RiverProps) {
  const { axis, bands, day, height, label, moments, said, versions, width } = props
  const lane = said.length === 0 ? 0 : forSaid
  const id = useId()
  const top = 14
  const paths = riverPaths(bands, moments.growth.seqs, axis, { width, height: height - top })
  const days = moments.sittings.map(({ startedAt }, i) => {
    const words = day(startedAt)
    const left = (axis.stretches[i]?.start ?? 0) * width
    return { words, left, width: words.length * letter + 10 }
  })
  return (
    <figure aria-label={label}>
      <svg className="river" aria-hidden="true" width={width} height={height + lane + beneath}>
        <defs>
          {bands.map(({ pattern }, i) => (
            <Pattern key={i} id={`${id}-${i}`} kind={pattern} />
          ))}
        </defs>
        <g transform={`translate(0 ${top})`}>
          {bands.map(({ id: band, colour, pattern }, i) => (
            <g key={band} className={`river-band ${colour}`}>
              <path d={paths[i]} className="river-water" />
              {pattern > 1 ? <path d={paths[i]} fill={`url(#${id}-${i})`} /> : null}
            </g>
          ))}
        </g>
        <line className="river-bed" x1="0" x2={width} y1={height + 0.5} y2={height + 0.5} />
        {axis.stretches.map(({ from, start, end }) => (
          <rect
            key={from}
            className="river-sitting"
            x={start * width}
            width={Math.max(2, (end - start) * width - 1)}
            y={height + 1}
            height="4"
          />
        ))}
        {fitting(days.filter((one, i) => one.words !== days[i - 1]?.words))
          .filter((one) => one.left + one.width < width + 10)
          .map(({ words, left }) => (
            <text key={left} x={left} y={height + lane + 18}>
              {words}
            </text>
          ))}
        <SaidMarks said={said} axis={axis} width={width} y={height + 13} />
        {versions.map(({ id: version, seq }) => {
          const x = Math.round(axis.placeOf(seq) * (width - 1)) + 0.5
          return (
            <g key={version} className="river-pin">
              <line x1={x} x2={x} y1="4" y2={height} />
              <circle cx={x} cy="4" r="3.500" />
            </g>
          )
        })}
      </svg>
    </figure>
  )
})
