/** Unpacks a Snappy block. Null when it is not one, or would become larger than `limit` bytes. */
export function unpackSnappy(packed: Buffer, limit: number): Buffer | null {
  let at = 0
  let size = 0
  for (let shift = 0; ; shift += 7) {
    const byte = packed[at++]
    if (byte === undefined || shift > 28) return null
    size += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) break
  }
  if (size > limit) return null
  const out = Buffer.allocUnsafe(size)
  let end = 0
  while (at < packed.length) {
    const tag = packed[at++] ?? 0
    const kind = tag & 3
    if (kind === 0) {
      let length = (tag >>> 2) + 1
      const extra = length - 60
      if (extra > 0) {
        if (at + extra > packed.length) return null
        length = packed.readUIntLE(at, extra) + 1
        at += extra
      }
      if (at + length > packed.length || end + length > size) return null
      packed.copy(out, end, at, at + length)
      at += length
      end += length
      continue
    }
    const length = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1
    const bytes = kind === 1 ? 1 : kind === 2 ? 2 : 4
    if (at + bytes > packed.length) return null
    const low = packed.readUIntLE(at, bytes)
    const offset = kind === 1 ? ((tag >>> 5) << 8) | low : low
    at += bytes
    if (offset === 0 || offset > end || end + length > size) return null
    // Byte by byte: the copy may overlap what it writes.
    for (let i = 0; i < length; i++, end++) out[end] = out[end - offset] ?? 0
  }
  return end === size ? out : null
}
