/**
 * A y-websocket client without a socket: two queues between it and a room, which the test empties
 * as it likes. Nothing arrives by itself; messages can be delivered one by one, or lost by a cut.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { messageType } from '#contract/wire.ts'
import type { Person } from '#contract/records.ts'
import type { Room } from '../../server/rooms/room.ts'
import { type PageRight, Session } from '../../server/rooms/session.ts'

export interface PeerOptions {
  readonly person: Person
  readonly right?: PageRight
  readonly doc?: Y.Doc
  readonly epoch?: number
}

/** The payloads of whole frames, without their WebSocket headers. */
function payloadsOf(frames: Uint8Array): Uint8Array[] {
  const payloads: Uint8Array[] = []
  const view = new DataView(frames.buffer, frames.byteOffset, frames.byteLength)
  for (let at = 0; at < frames.byteLength;) {
    const short = view.getUint8(at + 1)
    const header = short < 126 ? 2 : short === 126 ? 4 : 10
    const length =
      header === 2
        ? short
        : header === 4
          ? view.getUint16(at + 2)
          : Number(view.getBigUint64(at + 2))
    payloads.push(frames.subarray(at + header, at + header + length))
    at += header + length
  }
  return payloads
}

export class Peer {
  readonly person: Person
  readonly doc: Y.Doc
  /** Update and step-2 frames sent on this connection. */
  sent = 0
  /** How many of them the server said are on disk. */
  saved = 0
  readonly rejected: { count: number; code: number }[] = []
  readonly modes: string[] = []
  closed: { code: number; reason: string } | null = null
  readonly #options: PeerOptions
  #toServer: Uint8Array[] = []
  #toClient: Uint8Array[] = []
  #session: Session | null = null
  #room: Room | null = null

  constructor(options: PeerOptions) {
    this.#options = options
    this.person = options.person
    this.doc = options.doc ?? new Y.Doc()
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.connected) {
        this.#send((encoder) => syncProtocol.writeUpdate(encoder, update))
      }
    })
  }

  get connected(): boolean {
    return this.#session !== null
  }

  /** Frames under way in either direction. */
  get underWay(): number {
    return this.#toServer.length + this.#toClient.length
  }

  connect(room: Room): void {
    this.sent = 0
    this.saved = 0
    this.#toServer = []
    this.#toClient = []
    const session = new Session({
      person: this.person,
      right: this.#options.right ?? 'write',
      outdated: false,
      acknowledged: true,
      unpacks: false,
      epoch: this.#options.epoch ?? 0,
      wire: {
        write: (frame) => {
          if (this.#session === session) this.#toClient.push(...payloadsOf(frame))
        },
        backlog: () => 0,
        untaken: () => 0,
        onceDrained: (callback) => setImmediate(callback),
        spend: () => {},
        close: (code, reason) => {
          if (this.#session !== session) return
          this.closed = { code, reason }
          this.cut()
        },
      },
    })
    this.#session = session
    this.#room = room
    room.join(session)
    this.#send((encoder) => syncProtocol.writeSyncStep1(encoder, this.doc))
  }

  /** The network is gone; what was under way is lost. */
  cut(): void {
    if (this.#session !== null) this.#room?.leave(this.#session)
    this.#session = null
    this.#toServer = []
    this.#toClient = []
  }

  /** The server gives or takes a right. */
  setRight(right: PageRight): void {
    if (this.#session !== null) this.#room?.setRight(this.#session, right)
  }

  /** Sends a raw message. */
  raw(message: Uint8Array): void {
    if (this.#session === null || this.#room === null) return
    try {
      void this.#session.receive(message, this.#room)
    } catch {
      this.#session.close(4400, 'unreadable')
    }
  }

  /** Delivers the oldest frame to the server. */
  deliverToServer(): boolean {
    const message = this.#toServer.shift()
    if (message !== undefined) this.raw(message)
    return message !== undefined
  }

  /** Delivers the oldest frame to the client. */
  deliverToClient(): boolean {
    const message = this.#toClient.shift()
    if (message === undefined) return false
    const decoder = decoding.createDecoder(message)
    switch (decoding.readVarUint(decoder)) {
      case messageType.sync:
        this.#send((encoder) => {
          syncProtocol.readSyncMessage(decoder, encoder, this.doc, this)
        })
        break
      case messageType.saved:
        this.saved = decoding.readVarUint(decoder)
        break
      case messageType.rejected:
        this.rejected.push({
          count: decoding.readVarUint(decoder),
          code: decoding.readVarUint(decoder),
        })
        break
      case messageType.state:
        this.modes.push(decoding.readVarString(decoder))
        break
    }
    return true
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    const body = encoding.encode(write)
    if (body.byteLength === 0) return
    if (body[0] !== 0) this.sent++
    const message = new Uint8Array(body.byteLength + 1)
    message[0] = messageType.sync
    message.set(body, 1)
    this.#toServer.push(message)
  }
}

/** Delivers everything, both ways, until nothing is under way and everything is stored. */
export async function settle(room: Room, peers: readonly Peer[]): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    let moved = false
    for (const peer of peers) {
      while (peer.deliverToServer()) moved = true
      while (peer.deliverToClient()) moved = true
    }
    await room.stored()
    // Fan-out of a large room leaves with a timer.
    await new Promise((resolve) => setTimeout(resolve, 1))
    quiet = moved ? 0 : quiet + 1
  }
}
