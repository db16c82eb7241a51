/** CRC-32C (Castagnoli), as LevelDB uses it; Node has only the other CRC-32. */

const polynomial = 0x82f63b78

const table0 = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
  return crc
})

// What a zero byte more makes of each: with four tables four bytes are taken at once.
const behind = (table: Uint32Array) => table.map((crc) => (table0[crc & 0xff] ?? 0) ^ (crc >>> 8))
const table1 = behind(table0)
const table2 = behind(table1)
const table3 = behind(table2)

/** One more byte; `state` begins as -1, and its complement is the checksum. */
export const crcStep = (state: number, byte: number): number =>
  (table0[(state ^ byte) & 0xff] ?? 0) ^ (state >>> 8)

/** The checksum of `bytes[start..end)`. */
export function crc32c(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1
  let at = start
  for (; at + 4 <= end; at += 4) {
    crc ^=
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)
    crc =
      (table3[crc & 0xff] ?? 0) ^
      (table2[(crc >>> 8) & 0xff] ?? 0) ^
      (table1[(crc >>> 16) & 0xff] ?? 0) ^
      (table0[crc >>> 24] ?? 0)
  }
  for (; at < end; at++) crc = crcStep(crc, bytes[at] ?? 0)
  return ~crc >>> 0
}

/** LevelDB stores checksums turned and shifted, so that a checksum of checksums is no trouble. */
export const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
