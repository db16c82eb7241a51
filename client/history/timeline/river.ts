/** The shape of the river: how much of the page each band had, over time. */
import type { Seq } from '#contract/ids.ts'
import type { Band } from './bands.ts'
import type { TimeAxis } from './time-axis.ts'

/** Each band's outline as an SVG path, in a picture of this width and height. */
export function riverPaths(
  bands: readonly Band[],
  seqs: readonly Seq[],
  axis: TimeAxis,
  { width, height }: { readonly width: number; readonly height: number },
): readonly string[] {
  const xs = seqs.map((seq) => axis.placeOf(seq) * width)
  const totals = seqs.map((_, step) =>
    bands.reduce((all, band) => all + (band.characters[step] ?? 0), 0),
  )
  const most = Math.max(1, ...totals)
  const beneath = seqs.map(() => 0)
  return bands.map(({ characters }) => {
    const lower = [...beneath]
    characters.forEach((n, step) => (beneath[step] = (beneath[step] ?? 0) + n))
    const y = (n: number) => height - (n / most) * height
    const top = outline(axis, seqs, xs, width, (step) => y(beneath[step] ?? 0))
    const bottom = outline(axis, seqs, xs, width, (step) => y(lower[step] ?? 0)).toReversed()
    return `M${[...top, ...bottom].map(([a, b]) => `${round(a)} ${round(b)}`).join('L')}Z`
  })
}

/** Points from left to right; over a pause everything stays as it was. */
function outline(
  axis: TimeAxis,
  seqs: readonly Seq[],
  xs: readonly number[],
  width: number,
  y: (step: number) => number,
): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [[0, y(0)]]
  const starts = axis.stretches.map(({ start }) => start * width)
  let next = 1
  xs.forEach((x, step) => {
    while (next < starts.length && (starts[next] ?? 0) <= x) {
      if (step > 0) points.push([starts[next] ?? 0, y(step - 1)])
      next++
    }
    if (seqs[step] !== seqs[step - 1]) points.push([x, y(step)])
  })
  return points
}

function round(n: number | undefined): number {
  return Math.round((n ?? 0) * 10) / 10
}
