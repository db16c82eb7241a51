/**
 * The ceiling: a bare `ws` relay that gathers what comes for 20 ms and sends it to everybody as one
 * message. Knows neither Yjs nor pages nor presence, keeps nothing, checks nothing.
 */
import { WebSocketServer } from 'ws'

const windowMs = 20
const wss = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
/** @type {Buffer[]} */
let waiting = []
/** @type {ReturnType<typeof setTimeout> | null} */
let timer = null

/** @param {number} length */
function varUint(length) {
  const bytes = []
  let rest = length
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  return Buffer.from([...bytes, rest])
}

function flush() {
  timer = null
  if (waiting.length === 0) return
  const message = Buffer.concat(waiting)
  waiting = []
  for (const socket of wss.clients) socket.send(message)
}

wss.on('connection', (socket) => {
  socket.on('message', (/** @type {Buffer} */ message) => {
    waiting.push(varUint(message.byteLength), message)
    timer ??= setTimeout(flush, windowMs)
  })
})
wss.on('listening', () => {
  const address = wss.address()
  console.log(`listening on ${typeof address === 'object' ? address?.port : ''}`)
})
process.on('SIGTERM', () => process.exit(0))
