/** The weeks of writing as bars. */
import { escaped } from '../html/escaped.ts'

const width = 640
const height = 120
const gap = 1.5

export interface WeekBar {
  readonly sittings: number
}

/** An SVG that says in words what it shows; a table with the same stands beside it. */
export function weeksPicture(
  weeks: readonly WeekBar[],
  says: { readonly title: string; readonly from: string; readonly to: string },
): string {
  const most = Math.max(1, ...weeks.map(({ sittings }) => sittings))
  const step = width / Math.max(1, weeks.length)
  const wide = Math.max(0.5, Math.min(40, step - gap))
  const round = (n: number) => Math.round(n * 100) / 100
  const bars = weeks.flatMap(({ sittings }, place) => {
    if (sittings <= 0) return []
    const tall = Math.max(2, (sittings / most) * height)
    return `<rect x="${round(place * step)}" y="${round(height + 4 - tall)}" width="${round(wide)}" height="${round(tall)}"/>`
  })
  const base = height + 4
  return `<svg role="img" viewBox="0 0 ${width} ${base + 24}" width="${width}" height="${base + 24}"><title>${escaped(says.title)}</title>${bars.join('')}<path d="M0 ${base}H${width}"/><text x="0" y="${base + 19}">${escaped(says.from)}</text><text class="end" x="${width}" y="${base + 19}" text-anchor="end">${escaped(says.to)}</text></svg>`
}
