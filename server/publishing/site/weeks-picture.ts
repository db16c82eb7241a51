/** The weeks of writing as bars. */
import { escaped } from '../html/escaped.ts'

const width = 640
const height = 120
const gap = 1.5

export interface WeekBar {
  readonly sittings: number
}

/** An SVG that says in words what it shows; a table with the same stands beside it. */
export function weeksPicture(weeks: readonly WeekBar[], title: string): string {
  const most = Math.max(1, ...weeks.map(({ sittings }) => sittings))
  const step = width / Math.max(1, weeks.length)
  const wide = Math.max(0.5, Math.min(40, step - gap))
  const round = (n: number) => Math.round(n * 100) / 100
  const bars = weeks.flatMap(({ sittings }, place) => {
    if (sittings <= 0) return []
    const tall = Math.max(2, (sittings / most) * height)
    return `<rect x="${round(place * step)}" y="${round(height - tall)}" width="${round(wide)}" height="${round(tall)}"/>`
  })
  return `<svg role="img" viewBox="0 0 ${width} ${height + 2}" width="${width}" height="${height + 2}"><title>${escaped(title)}</title>${bars.join('')}<path d="M0 ${height + 1}H${width}"/></svg>`
}
