/**
 * What goes over a socket, ready to be written: one binary WebSocket frame (RFC 6455 section 5.2,
 * unmasked as a server's are), so that a message to five hundred people is framed once.
 */
import { deflateRawSync } from 'node:zlib'
import * as encoding from 'lib0/encoding'
import {
  messageType,
  syncType,
  type RejectionName,
  rejection,
  type RoomMode,
} from '#contract/wire.ts'

/** A message with its WebSocket header. Never changed after it was made. */
export type Frame = Uint8Array

const binaryAndFinal = 0x82

/** Two messages in one write. */
export function joined(first: Frame, second: Frame): Frame {
  const bytes = Buffer.allocUnsafeSlow(first.byteLength + second.byteLength)
  bytes.set(first)
  bytes.set(second, first.byteLength)
  return bytes
}

/** Wraps a message. */
export function frame(message: Uint8Array): Frame {
  const length = message.byteLength
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafeSlow(header + length)
  bytes[0] = binaryAndFinal
  if (header === 2) bytes[1] = length
  else if (header === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.set(message, header)
  return bytes
}

function encoded(write: (encoder: encoding.Encoder) => void): Frame {
  return frame(encoding.encode(write))
}

/** "This is what I have; send me the rest." */
export function step1Frame(stateVector: Uint8Array): Frame {
  return syncFrame(syncType.step1, stateVector)
}

/** The answer to a step 1. */
export function step2Frame(update: Uint8Array): Frame {
  return syncFrame(syncType.step2, update)
}

/** Messages of these lengths are packed: it is worth it, and takes few milliseconds. */
const packing = { from: 8 * 1024, to: 2 * 1024 * 1024 }
/** Four fifths of what the best packing would take away, in a third of its time. */
const quick = { level: 3 }

/** The same for one who understands packed messages; a copy of it, made smaller where it is long. */
export function packed(answer: Frame): Frame {
  const length = answer.byteLength
  if (length < packing.from || length > packing.to) return answer
  // A message of this length has a header of four bytes, or of ten.
  const message = answer.subarray((answer[1] ?? 0) === 126 ? 4 : 10)
  const small = deflateRawSync(message, quick)
  const bytes = new Uint8Array(small.byteLength + 1)
  bytes[0] = messageType.packed
  bytes.set(small, 1)
  return frame(bytes)
}

/** Somebody changed something. */
export function updateFrame(update: Uint8Array): Frame {
  return syncFrame(syncType.update, update)
}

function syncFrame(type: number, bytes: Uint8Array): Frame {
  return encoded((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

/** Who is here: states as JSON texts by Yjs client id. Empty, it only keeps the socket awake. */
export function awarenessFrame(
  states: Iterable<readonly [client: number, clock: number, json: string]>,
): Frame {
  const list = [...states]
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, list.length)
    for (const [client, clock, json] of list) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, json)
    }
  })
  return encoded((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, body)
  })
}

/** The first `count` update and step-2 frames of the connection are on disk, up to entry `seq`. */
export function savedFrame(count: number, seq: number): Frame {
  return encoded((encoder) => {
    encoding.writeVarUint(encoder, messageType.saved)
    encoding.writeVarUint(encoder, count)
    encoding.writeVarUint(encoder, seq)
  })
}

/** The `count`th update or step-2 frame of the connection was refused. */
export function rejectedFrame(count: number, why: RejectionName): Frame {
  return encoded((encoder) => {
    encoding.writeVarUint(encoder, messageType.rejected)
    encoding.writeVarUint(encoder, count)
    encoding.writeVarUint(encoder, rejection[why].code)
    encoding.writeVarString(encoder, rejection[why].text)
  })
}

/** What can be done with the page now. */
export function stateFrame(mode: RoomMode): Frame {
  return encoded((encoder) => {
    encoding.writeVarUint(encoder, messageType.state)
    encoding.writeVarString(encoder, mode)
  })
}
