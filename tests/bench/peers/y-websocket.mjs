/** The y-websocket reference server as its `bin/server.cjs` runs it, on a free port. */
import { createRequire } from 'node:module'
import http from 'node:http'
import { WebSocketServer } from 'ws'

const data = process.env.BENCH_DATA
if (data) process.env.YPERSISTENCE = data
const utils = createRequire(import.meta.url)('y-websocket/bin/utils')

const persistence = utils.getPersistence()
if (persistence !== null) {
  let pending = 0
  const store = persistence.provider.storeUpdate.bind(persistence.provider)
  persistence.provider.storeUpdate = async (/** @type {unknown[]} */ ...args) => {
    pending++
    try {
      return await store(...args)
    } finally {
      pending--
    }
  }
  Reflect.set(globalThis, 'benchPending', () => pending)
}

const server = http.createServer((_request, response) => response.end('okay'))
const wss = new WebSocketServer({ server, perMessageDeflate: false })
wss.on('connection', utils.setupWSConnection)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`listening on ${typeof address === 'object' ? address?.port : ''}`)
})

// Its own bin simply ends; what is still to be stored is given the time here.
process.on('SIGTERM', () => {
  const pending = Reflect.get(globalThis, 'benchPending')
  const wait = () => {
    if (typeof pending !== 'function' || pending() === 0) process.exit(0)
    setTimeout(wait, 10)
  }
  wait()
})
