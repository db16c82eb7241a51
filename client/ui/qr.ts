/** QR codes as one SVG path: dark modules as rectangles of one run each, the quiet zone outside. */
import { correction, generate } from 'lean-qr/nano'

/** Light modules around the code; scanners need four. */
const quietZone = 4

/**
 * Draws a text as a QR code: an SVG file, black on white whatever is behind it, which stays
 * readable with 15 % of it dirty or hidden.
 */
export function qrFile(text: string): string {
  const bitmap = generate(text, { minCorrectionLevel: correction.M })
  let path = ''
  for (let y = 0; y < bitmap.size; y += 1) {
    for (let x = 0; x < bitmap.size; x += 1) {
      if (!bitmap.get(x, y)) continue
      const from = x
      while (bitmap.get(x + 1, y)) x += 1
      const run = x - from + 1
      path += `M${from + quietZone} ${y + quietZone}h${run}v1h-${run}z`
    }
  }
  const size = bitmap.size + 2 * quietZone
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 16}" ` +
    `height="${size * 16}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>\n`
  )
}
