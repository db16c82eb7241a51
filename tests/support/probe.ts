/** A bare connection to a page, which tells everything that comes back by its name. */
import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { must } from '#contract/asserts.ts'
import { messageType, syncType } from '#contract/wire.ts'
import type { Entrance } from './collab-client.ts'
import { syncMessage } from './raw-socket.ts'

const syncNames = new Map<number, string>(
  Object.entries(syncType).map(([name, type]) => [type, name]),
)

export class Probe {
  /** The page as it was when the probe came. */
  readonly doc = new Y.Doc()
  /** What came, in order: `step2`, `saved 1`, `rejected 1 2`, `state locked`, `awareness`. */
  readonly heard: string[] = []
  closeCode: number | null = null
  readonly #socket: WebSocket
  #answers = 0
  #tellChange = () => {}

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => {
      this.#hear(data)
      this.#tellChange()
    })
    socket.on('close', (code) => {
      this.closeCode = code
      this.#tellChange()
    })
    socket.on('error', () => {})
  }

  /** Connects and syncs; resolves with the status where the server refuses. */
  static async open({ page, token, url }: Entrance, ack: boolean): Promise<Probe | number> {
    const address = `${url.replace('http', 'ws')}/collab/${page}${ack ? '?ack=1' : ''}`
    const socket = new WebSocket(address, { headers: { Authorization: `Bearer ${token}` } })
    const refused = new Promise<number>((done) => {
      socket.once('unexpected-response', (_request, { statusCode = 0 }) => {
        socket.terminate()
        done(statusCode)
      })
    })
    const probe = new Probe(socket)
    const status = await Promise.race([once(socket, 'open').then(() => 101), refused])
    if (status !== 101) return status
    await probe.settle()
    // Nothing that the server lacks: from now on updates are judged.
    probe.send(syncMessage('step2', Uint8Array.of(0, 0)))
    await probe.settle()
    return probe
  }

  /** Sends bytes, or a text frame. */
  send(message: Uint8Array | string): void {
    this.#socket.send(message)
  }

  /** Resolves when the server has worked off what was sent, or closed. */
  async settle(): Promise<void> {
    const before = this.#answers
    if (this.closeCode === null) {
      this.send(syncMessage('step1', Y.encodeStateVector(this.doc)))
    }
    await this.#until(() => this.closeCode !== null || this.#answers > before)
    if (this.closeCode === null) this.heard.splice(this.heard.lastIndexOf('step2'), 1)
  }

  /** What this person would send for a change of theirs. */
  change(change: (root: Y.XmlFragment) => void): Uint8Array {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    const made: Uint8Array[] = []
    copy.on('update', (update: Uint8Array) => made.push(update))
    copy.transact(() => change(copy.getXmlFragment('default')))
    copy.destroy()
    return must(made[0])
  }

  /** The page as Yjs writes it down. */
  get xml(): string {
    return this.doc.getXmlFragment('default').toJSON()
  }

  close(): void {
    this.#socket.terminate()
  }

  #until(holds: () => boolean): Promise<void> {
    return new Promise((done) => {
      this.#tellChange = () => {
        if (holds()) done()
      }
      this.#tellChange()
    })
  }

  #hear(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data)
    const type = decoding.readVarUint(decoder)
    switch (type) {
      case messageType.sync: {
        const kind = decoding.readVarUint(decoder)
        this.heard.push(syncNames.get(kind) ?? `sync ${kind}`)
        if (kind === syncType.step1) return
        Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder))
        if (kind === syncType.step2) this.#answers += 1
        return
      }
      case messageType.awareness:
        this.heard.push('awareness')
        return
      case messageType.saved:
        this.heard.push(`saved ${decoding.readVarUint(decoder)}`)
        return
      case messageType.rejected: {
        const count = decoding.readVarUint(decoder)
        this.heard.push(`rejected ${count} ${decoding.readVarUint(decoder)}`)
        return
      }
      case messageType.state:
        this.heard.push(`state ${decoding.readVarString(decoder)}`)
        return
      default:
        this.heard.push(`message ${type}`)
    }
  }
}
