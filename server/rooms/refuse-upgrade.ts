import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** Answers a request for a WebSocket with an HTTP status and nothing else, and lets go of it. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
    'Connection: close',
    'Content-Length: 0',
    'Cache-Control: no-store',
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options: nosniff',
  ]
  // Whoever does not close their own end would hold it for ever.
  socket.end(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy())
}
