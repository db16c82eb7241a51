/**
 * How a page's bundle lies beside its log: who contributed, which is asked for often, and then the
 * bundle itself as it goes out, packed with brotli.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Contributions } from './contributions.ts'

const version = 1

export interface StoredBundle {
  readonly contributions: Contributions
  /** Of the history engine, packed with brotli. */
  readonly packed: Uint8Array
}

export function encodeStored(contributions: Uint8Array, packed: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, version)
    encoding.writeVarUint8Array(encoder, contributions)
    encoding.writeVarUint8Array(encoder, packed)
  })
}

/** Null for what is of another version or spoilt: a bundle is derived, and made anew then. */
export function decodeStored(bytes: Uint8Array): StoredBundle | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    if (decoding.readVarUint(decoder) !== version) return null
    const contributions = Contributions.decode(decoding.readVarUint8Array(decoder))
    return { contributions, packed: decoding.readVarUint8Array(decoder) }
  } catch {
    return null
  }
}
