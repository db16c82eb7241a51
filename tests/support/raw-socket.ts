/** A socket that speaks WebSocket as well or as badly as the test wants. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import * as encoding from 'lib0/encoding'
import { messageType, syncType } from '#contract/wire.ts'
import type { Entrance } from './collab-client.ts'

export interface FrameOptions {
  /** 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong. */
  readonly opcode?: number
  readonly fin?: boolean
  /** The three reserved bits, 0 to 7. */
  readonly reserved?: number
  readonly masked?: boolean
  /** What the header says, in place of the truth; 8 bytes from 65,536 on. */
  readonly length?: bigint
}

/** A frame as clients send it, with whatever is to be wrong about it. */
export function rawFrame(payload: Uint8Array, options: FrameOptions = {}): Buffer {
  const { opcode = 2, fin = true, reserved = 0, masked = true } = options
  const length = options.length ?? BigInt(payload.byteLength)
  const short = length < 126n
  const header = Buffer.alloc(short ? 2 : length < 65_536n ? 4 : 10)
  header[0] = (fin ? 0x80 : 0) | (reserved << 4) | opcode
  header[1] = (masked ? 0x80 : 0) | (short ? Number(length) : length < 65_536n ? 126 : 127)
  if (header.length === 4) header.writeUInt16BE(Number(length), 2)
  if (header.length === 10) header.writeBigUInt64BE(length, 2)
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([header, masked ? Buffer.alloc(4) : Buffer.alloc(0), payload])
}

/** A sync message around `body`. */
export function syncMessage(type: keyof typeof syncType, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, syncType[type])
    encoding.writeVarUint8Array(encoder, body)
  })
}

/** An awareness message around `body`. */
export function awarenessMessage(body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, body)
  })
}

export class RawSocket {
  readonly socket: Socket
  /** Everything that came, also the HTTP head. */
  received = Buffer.alloc(0)
  /** Counts also when `received` is not kept. */
  bytes = 0
  ended = false

  private constructor(socket: Socket, keep: boolean) {
    this.socket = socket
    socket.on('data', (part: Buffer) => {
      this.bytes += part.length
      if (keep) this.received = Buffer.concat([this.received, part])
    })
    socket.on('error', () => (this.ended = true))
    socket.on('end', () => (this.ended = true))
    socket.on('close', () => (this.ended = true))
  }

  /** Connects; sends nothing. */
  static async connect(url: string, keep = true): Promise<RawSocket> {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    const raw = new RawSocket(socket, keep)
    await once(socket, 'connect')
    return raw
  }

  /** Connects and asks for the page's socket; resolves when it is open or refused. */
  static async open(entrance: Entrance, query = '', keep = true): Promise<RawSocket> {
    const raw = await RawSocket.connect(entrance.url, keep)
    raw.socket.write(upgradeRequest(entrance, query))
    await raw.until(() => raw.bytes > 0 || raw.ended)
    return raw
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d+)/.exec(this.received.toString('latin1'))?.[1] ?? 0)
  }

  get text(): string {
    return this.received.toString('latin1')
  }

  /** The code of a closing frame, when one has come. */
  get closeCode(): number | null {
    let at = this.received.indexOf('\r\n\r\n') + 4
    while (at + 4 <= this.received.length) {
      if (this.received[at] === 0x88) return this.received.readUInt16BE(at + 2)
      const short = (this.received[at + 1] ?? 0) & 0x7f
      if (short < 126) at += 2 + short
      else if (short === 126) at += 4 + this.received.readUInt16BE(at + 2)
      else if (at + 10 > this.received.length) return null
      else at += 10 + Number(this.received.readBigUInt64BE(at + 2))
    }
    return null
  }

  send(bytes: Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(bytes)
  }

  destroy(): void {
    this.socket.destroy()
  }

  async until(holds: () => boolean, timeout = 10_000): Promise<void> {
    const deadline = performance.now() + timeout
    while (!holds()) {
      if (performance.now() > deadline) throw new Error(`not within ${timeout} ms`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

/** The head of a good request for a page's socket, with headers added or replaced. */
export function upgradeRequest(
  { page, token, url }: Entrance,
  query = '',
  headers: Readonly<Record<string, string | null>> = {},
): string {
  const all: Record<string, string | null> = {
    Host: new URL(url).host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    Authorization: `Bearer ${token}`,
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  )
  return `GET /collab/${page}${query} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}
