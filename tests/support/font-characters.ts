/** Which characters a WOFF2 file has, read from its table of them. */
import { brotliDecompressSync } from 'node:zlib'

const isTransformed = (tag: number, version: number) =>
  // The outlines and their places: 3 says that they are as they were; of all others 0 does.
  tag === 10 || tag === 11 ? version !== 3 : version !== 0

/** The code points that a WOFF2 file has glyphs for. Throws where it is none. */
export function charactersOf(font: Buffer): Set<number> {
  if (font.toString('latin1', 0, 4) !== 'wOF2') throw new Error('This is not WOFF2')
  let at = 48
  const length = (): number => {
    let value = 0
    for (;;) {
      const byte = font.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
  let start = 0
  let characters: number | null = null
  for (let left = font.readUInt16BE(12); left > 0; left -= 1) {
    const flags = font.readUInt8(at++)
    const tag = flags & 63
    if (tag === 63) at += 4
    if (tag === 0) characters = start
    const whole = length()
    start += isTransformed(tag, flags >> 6) ? length() : whole
  }
  if (characters === null) throw new Error('The font has no table of its characters')
  const tables = brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20)))
  return inTable(tables.subarray(characters))
}

function inTable(table: Buffer): Set<number> {
  const found = new Set<number>()
  const count = table.readUInt16BE(2)
  for (let n = 0; n < count; n += 1) {
    const part = table.subarray(table.readUInt32BE(8 + n * 8))
    const format = part.readUInt16BE(0)
    if (format === 4) for (const code of inSegments(part)) found.add(code)
    else if (format === 12) for (const code of inGroups(part)) found.add(code)
  }
  return found
}

function* inSegments(part: Buffer): Iterable<number> {
  const size = part.readUInt16BE(6)
  for (let at = 0; at < size; at += 2) {
    const last = part.readUInt16BE(14 + at)
    const first = part.readUInt16BE(16 + size + at)
    // The last segment, which every table ends with, has no glyph.
    for (let code = first; code <= last && code < 0xff_ff; code += 1) yield code
  }
}

function* inGroups(part: Buffer): Iterable<number> {
  const count = part.readUInt32BE(12)
  for (let n = 0; n < count; n += 1) {
    const last = part.readUInt32BE(20 + n * 12)
    for (let code = part.readUInt32BE(16 + n * 12); code <= last; code += 1) yield code
  }
}
