/**
 * A WebSocket client that costs next to nothing, so that the load generator is not what is
 * measured: frames are made in advance and written as they are, and what comes is only counted
 * unless somebody listens.
 */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** Where to connect. */
export interface Address {
  readonly port: number
  readonly path: string
  /** `Authorization` of the upgrade, or null. */
  readonly authorization: string | null
}

/**
 * A whole binary frame with the mask that a client must use; a mask of zeros leaves the bytes as
 * they are, so that one buffer can be sent by many.
 */
export function clientFrame(message: Uint8Array): Buffer {
  const length = message.byteLength
  const header = length < 126 ? 6 : length < 65_536 ? 8 : 14
  const bytes = Buffer.alloc(header + length)
  bytes[0] = 0x82
  if (header === 6) bytes[1] = 0x80 | length
  else if (header === 8) {
    bytes[1] = 0xfe
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 0xff
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.set(message, header)
  return bytes
}

const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])
const none: Buffer = Buffer.alloc(0)

export class LoadSocket {
  /** Bytes of messages that have come, with their headers. */
  bytes = 0
  /** Messages that have come. */
  frames = 0
  closed = false
  /** Told of every message, if somebody wants to know. */
  onMessage: ((message: Buffer) => void) | null = null
  onClose: (() => void) | null = null
  readonly #socket: Socket
  #rest: Buffer = none

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('close', () => {
      this.closed = true
      this.onClose?.()
    })
    // The end is told by 'close'; a server that is killed resets.
    socket.on('error', () => socket.destroy())
  }

  /** Connects and upgrades. `listen` gets every message from the first. */
  static open(address: Address, listen: (message: Buffer) => void): Promise<LoadSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: address.port, host: '127.0.0.1', noDelay: true })
      const opening = new LoadSocket(socket)
      opening.onMessage = listen
      opening.onClose = () => reject(new Error(`${address.path}: closed while connecting`))
      let answer: Buffer = none
      const onData = (data: Buffer) => {
        answer = answer.length === 0 ? data : Buffer.concat([answer, data])
        const end = answer.indexOf('\r\n\r\n')
        if (end < 0) return
        socket.off('data', onData)
        const status = answer.toString('latin1', 0, answer.indexOf('\r\n'))
        if (!status.startsWith('HTTP/1.1 101')) {
          reject(new Error(`${address.path}: ${status}`))
          socket.destroy()
          return
        }
        opening.onClose = null
        socket.on('data', (next: Buffer) => opening.#take(next))
        resolve(opening)
        if (answer.length > end + 4) opening.#take(answer.subarray(end + 4))
      }
      socket.on('data', onData)
      socket.write(requestFor(address))
    })
  }

  /** Sends a frame. False when the other side does not take it as fast as it is sent. */
  write(frame: Buffer): boolean {
    return this.#socket.write(frame)
  }

  /** Resolves when everything that was written has been handed to the system. */
  drained(): Promise<void> {
    if (!this.#socket.writableNeedDrain) return Promise.resolve()
    return new Promise((resolve) => this.#socket.once('drain', resolve))
  }

  /** Stops reading; the other side has to keep what it sends. */
  pause(): void {
    this.#socket.pause()
  }

  /** Cuts the connection as a broken network does. */
  destroy(): void {
    this.#socket.destroy()
  }

  #take(data: Buffer): void {
    const bytes = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data])
    let at = 0
    while (bytes.length - at >= 2) {
      const short = bytes[at + 1] ?? 0
      const header = short < 126 ? 2 : short === 126 ? 4 : 10
      if (bytes.length - at < header) break
      const length =
        header === 2
          ? short
          : header === 4
            ? bytes.readUInt16BE(at + 2)
            : Number(bytes.readBigUInt64BE(at + 2))
      const end = at + header + length
      if (bytes.length < end) break
      const opcode = (bytes[at] ?? 0) & 0x0f
      if (opcode === 2) {
        this.frames++
        this.bytes += end - at
        this.onMessage?.(bytes.subarray(at + header, end))
      } else if (opcode === 9) this.#socket.write(pong)
      else if (opcode === 8) this.#socket.end()
      at = end
    }
    this.#rest = at === bytes.length ? none : bytes.subarray(at)
  }
}

function requestFor({ port, path, authorization }: Address): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(authorization === null ? [] : [`Authorization: ${authorization}`]),
    '\r\n',
  ].join('\r\n')
}
