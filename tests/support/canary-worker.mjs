// @ts-check
/**
 * Writes a letter every 25 ms on a page of its own and measures how long each takes until it is
 * acknowledged. In a thread of its own, so that what the test does cannot be what is slow.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'

const every = 25
const { url, page, token } = workerData
const doc = new Y.Doc()
const text = new Y.XmlText()
let sent = 0
/** @type {Map<number, number>} */
const underWay = new Map()
/** @type {number[]} */
let waits = []
let ends = 0

class Socket extends WebSocket {
  /** @param {string} address */
  constructor(address) {
    super(address, { headers: { Authorization: `Bearer ${token}` } })
  }
  /**
   * @override
   * @param {Uint8Array} data
   */
  send(data) {
    if (data[0] === 0 && data[1] !== 0) underWay.set(++sent, performance.now())
    super.send(data)
  }
}

const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/collab`, page, doc, {
  // @ts-expect-error ws is what a browser's WebSocket is, as far as it is used.
  WebSocketPolyfill: Socket,
  disableBc: true,
  params: { ack: '1' },
})
provider.messageHandlers[100] = (
  /** @type {unknown} */ _encoder,
  /** @type {decoding.Decoder} */ decoder,
) => {
  const saved = decoding.readVarUint(decoder)
  for (const [frame, since] of underWay) {
    if (frame > saved) break
    underWay.delete(frame)
    waits.push(performance.now() - since)
  }
}
provider.on('connection-close', () => ends++)
provider.once('sync', () => {
  const paragraph = new Y.XmlElement('paragraph')
  doc.getXmlFragment('default').push([paragraph])
  paragraph.insert(0, [text])
  setInterval(() => {
    if (text.length > 500) text.delete(0, 400)
    else text.insert(text.length, 'a')
  }, every)
  parentPort?.postMessage('ready')
})
parentPort?.on('message', () => {
  const now = performance.now()
  parentPort?.postMessage({
    waits: [...waits, ...[...underWay.values()].map((at) => now - at)],
    ends,
  })
  waits = []
})
