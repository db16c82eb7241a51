/** A snapshot in LevelDB: checksum(4) seq(6, big-endian) bytes. */
import { crc32 } from 'node:zlib'
import type { Snapshot } from '../storage.ts'

const header = 10

/** Copies the bytes. */
export function encodeSnapshot({ seq, bytes }: Snapshot): Buffer {
  const value = Buffer.allocUnsafe(header + bytes.length)
  value.writeUIntBE(seq, 4, 6)
  value.set(bytes, header)
  value.writeUInt32BE(crc32(value.subarray(4)), 0)
  return value
}

/** Null when the bytes are not those that were written. */
export function decodeSnapshot(value: Buffer): Snapshot | null {
  if (value.length < header || value.readUInt32BE(0) !== crc32(value.subarray(4))) return null
  return { seq: value.readUIntBE(4, 6), bytes: new Uint8Array(value.subarray(header)) }
}
