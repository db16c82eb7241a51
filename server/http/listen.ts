/** Listening, and saying so. */
import type { Server } from 'node:http'
import { createServer, type Server as NetServer } from 'node:net'
import { ConfigError } from '../config.ts'

export interface Listening {
  readonly port: number
  /** Takes no more connections at the second address; the first is the server's own. */
  close(): void
}

/**
 * Listens. `localhost` means both loopback addresses, because a browser and a script do not agree
 * which of the two it is. Throws ConfigError in one sentence when the address cannot be had.
 */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  const both = host === 'localhost'
  const first = both ? '127.0.0.1' : host
  try {
    await listening(server, first, port)
  } catch (error) {
    throw new ConfigError(sentence(error, first, port), { cause: error })
  }
  const address = server.address()
  const taken = typeof address === 'object' && address ? address.port : port
  if (!both) return { port: taken, close: () => {} }

  // The second listener only hands its connections to the server.
  const second = createServer((socket) => server.emit('connection', socket))
  try {
    await listening(second, '::1', taken)
  } catch (error) {
    const code = codeOf(error)
    const without = code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'
    if (!without && port !== 0) {
      server.close()
      throw new ConfigError(sentence(error, '::1', taken), { cause: error })
    }
  }
  return { port: taken, close: () => second.close() }
}

function listening(server: NetServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function sentence(error: unknown, host: string, port: number): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use already; stop what uses it or set PORT to another.`
    case 'EACCES':
      return `Port ${port} may not be used by this account; set PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is "${host}", which is not an address of this machine.`
    default:
      return `Cannot listen on ${host}, port ${port}: ${String(error)}.`
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}
