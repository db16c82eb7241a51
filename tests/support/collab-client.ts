/**
 * Clients of a page over real sockets: the stock provider of y-websocket, and the same with
 * `?ack=1`, which knows what the server has promised.
 */
import * as decoding from 'lib0/decoding'
import { vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import { messageType } from '#contract/wire.ts'
import { elementFor } from '../../server/rooms/content.ts'

/** Where a client connects, and as whom. */
export interface Entrance {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly page: string
  readonly token: string
}

export interface ClientOptions extends Entrance {
  readonly doc?: Y.Doc
  /** Wants SAVED, REJECTED and STATE. */
  readonly ack?: boolean
  readonly epoch?: number
  readonly schema?: number
  /** False: the test says when. */
  readonly connect?: boolean
}

export interface Closed {
  readonly code: number
  readonly reason: string
}

/** Milliseconds within which whatever a test waits for has to happen. */
export const soon = 10_000

export class CollabClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly entrance: Entrance
  /** Every end of a connection, in order. */
  readonly closes: Closed[] = []
  readonly modes: string[] = []
  readonly rejected: { readonly count: number; readonly code: number }[] = []
  /** When each mode of `modes` arrived, by performance.now(). */
  readonly modesAt: number[] = []
  /** Update and step-2 frames sent on this connection, and how many of them are on disk. */
  sent = 0
  saved = 0
  /** Bytes that came in on all connections. */
  bytes = 0
  /** Texts by the frame that carried them; null: not carried by any frame of this connection. */
  readonly #unsaved = new Map<string, number | null>()
  readonly #acked: string[] = []
  #step2 = 0

  constructor(options: ClientOptions) {
    // Every provider listens for the end of the process.
    process.setMaxListeners(0)
    this.entrance = options
    this.doc = options.doc ?? new Y.Doc()
    const { token, url, page, ack = false, connect = true, epoch, schema } = options
    const frameSent = (frame: Uint8Array) => this.#countSent(frame)
    const received = (bytes: number) => (this.bytes += bytes)
    class Socket extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: { Authorization: `Bearer ${token}` } })
        this.on('message', (data: ArrayBuffer) => received(data.byteLength))
      }
      override send(data: Uint8Array): void {
        frameSent(data)
        super.send(data)
      }
    }
    this.provider = new WebsocketProvider(`${url.replace('http', 'ws')}/collab`, page, this.doc, {
      WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      connect: false,
      maxBackoffTime: 400,
      params: {
        ...(ack && { ack: '1' }),
        ...(epoch !== undefined && { epoch: String(epoch) }),
        ...(schema !== undefined && { schema: String(schema) }),
      },
    })
    this.#listen()
    if (connect) this.provider.connect()
  }

  get root(): Y.XmlFragment {
    return this.doc.getXmlFragment(pageRoot)
  }

  /** The page's text, all of it. */
  get text(): string {
    return this.xml.replace(/<[^>]*>/g, ' ')
  }

  /** The page as Yjs writes it down. */
  get xml(): string {
    return this.root.toJSON()
  }

  /** Texts of `add` that the server has acknowledged. */
  get acked(): readonly string[] {
    return this.#acked
  }

  get synced(): boolean {
    return this.provider.synced
  }

  /** Everything sent is on disk, the step 2 too. */
  get complete(): boolean {
    return this.synced && this.#step2 > 0 && this.saved === this.sent && this.#unsaved.size === 0
  }

  /** Writes a paragraph of its own at the end. */
  add(text: string): void {
    this.#unsaved.set(text, null)
    const before = this.sent
    this.doc.transact(() => {
      this.root.push([elementFor({ type: 'paragraph', content: [{ type: 'text', text }] })])
    })
    if (this.sent > before) this.#unsaved.set(text, this.sent)
  }

  connect(): this {
    this.provider.connect()
    return this
  }

  /** Leaves and stays away until `connect`. */
  disconnect(): void {
    this.provider.disconnect()
  }

  /** The network is cut; the client returns by itself. */
  cut(): void {
    const socket: unknown = this.provider.ws
    if (socket instanceof WebSocket) socket.terminate()
  }

  destroy(): void {
    this.provider.destroy()
    this.provider.awareness.destroy()
  }

  untilSynced(): Promise<this> {
    return this.until(() => this.synced, 'synced')
  }

  /** Polls; rejects, telling `what`, when it takes longer than `soon` milliseconds. */
  async until(holds: () => boolean, what: string, timeout = soon): Promise<this> {
    await vi.waitFor(
      () => {
        if (!holds()) throw new Error(`not ${what}; closed: ${JSON.stringify(this.closes)}`)
      },
      { timeout, interval: 5 },
    )
    return this
  }

  /** Sends bytes as they are; the socket must be open. */
  raw(message: Uint8Array): void {
    this.provider.ws?.send(new Uint8Array(message))
  }

  #listen(): void {
    const { provider } = this
    provider.on('connection-close', (event) => {
      this.closes.push({ code: event?.code ?? 0, reason: event?.reason ?? '' })
      this.#restart()
    })
    provider.on('status', ({ status }) => {
      if (status === 'connecting') this.#restart()
    })
    provider.messageHandlers[messageType.saved] = (_encoder, decoder) => {
      this.saved = Math.max(this.saved, decoding.readVarUint(decoder))
      decoding.readVarUint(decoder)
      this.#settle()
    }
    provider.messageHandlers[messageType.rejected] = (_encoder, decoder) => {
      const count = decoding.readVarUint(decoder)
      this.rejected.push({ count, code: decoding.readVarUint(decoder) })
    }
    provider.messageHandlers[messageType.state] = (_encoder, decoder) => {
      this.modes.push(decoding.readVarString(decoder))
      this.modesAt.push(performance.now())
    }
  }

  #countSent(frame: Uint8Array): void {
    if (frame[0] !== messageType.sync || frame[1] === 0) return
    this.sent++
    // Answered when asked: it carries whatever the document holds by then.
    if (frame[1] !== 1) return
    this.#step2 = this.sent
    for (const [text, carrier] of this.#unsaved) {
      if (carrier === null) this.#unsaved.set(text, this.sent)
    }
  }

  /** What was not acknowledged on the last connection waits for the next step 2. */
  #restart(): void {
    this.sent = 0
    this.saved = 0
    this.#step2 = 0
    for (const text of this.#unsaved.keys()) this.#unsaved.set(text, null)
  }

  #settle(): void {
    for (const [text, carrier] of this.#unsaved) {
      if (carrier === null || carrier > this.saved) continue
      this.#unsaved.delete(text)
      this.#acked.push(text)
    }
  }
}

/** How often `text` occurs. */
export function count(whole: string, text: string): number {
  return whole.split(text).length - 1
}
