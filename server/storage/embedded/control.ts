/**
 * Orders to a running server from the same machine: `talkoot check` and `talkoot backup`. It
 * listens on 127.0.0.1 alone, on any free port, and only for whoever can read the lock file, which
 * holds port and secret and belongs to the server's user.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { StorageFailed } from '#contract/errors.ts'
import { must } from '#contract/asserts.ts'
import { archiveOf } from './backup.ts'
import { checkStorage } from './check.ts'
import type { Report } from './damage-book.ts'
import type { Control } from './lock.ts'
import { announce } from './lock.ts'
import type { EmbeddedStorage } from './open.ts'

export type Order = 'check' | 'backup'

/** The channel of a running server. */
export interface ControlChannel {
  /** Stops listening and cuts orders that are being carried out. */
  close(): Promise<void>
}

function mayOrder(asked: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(asked.headers.authorization ?? '')
  const due = Buffer.from(`Bearer ${secret}`)
  return given.length === due.length && timingSafeEqual(given, due)
}

async function answer(storage: EmbeddedStorage, order: string, reply: ServerResponse) {
  switch (order) {
    case 'POST /check': {
      const checked = await checkStorage(storage)
      reply.setHeader('content-type', 'application/json')
      reply.end(JSON.stringify(checked))
      return
    }
    case 'POST /backup':
      reply.setHeader('content-type', 'application/gzip')
      await pipeline(archiveOf(storage), reply)
      return
    default:
      reply.writeHead(404).end()
  }
}

/**
 * Starts taking orders for an open storage and says in its lock file where. Close the channel
 * before the storage.
 */
export async function serveControl(
  storage: EmbeddedStorage,
  report: Report,
): Promise<ControlChannel> {
  const secret = randomBytes(32).toString('base64url')
  const server = createServer((asked, reply) => {
    if (!mayOrder(asked, secret)) {
      reply.writeHead(403).end()
      return
    }
    answer(storage, `${asked.method} ${asked.url}`, reply).catch((error: unknown) => {
      report('An order from the command line could not be carried out.', error)
      // Cut, not ended: what has arrived must not pass for the whole.
      if (reply.headersSent) reply.destroy()
      else reply.writeHead(503).end(error instanceof StorageFailed ? error.message : '')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = must(server.address(), 'an address')
  await announce(storage.lock, { port: typeof address === 'string' ? 0 : address.port, secret })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * Sends an order to the server that the lock file names. Resolves with the answer as it arrives;
 * rejects with StorageFailed when the server refuses or is not there.
 */
export function sendOrder({ port, secret }: Control, order: Order): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: `/${order}`,
      headers: { authorization: `Bearer ${secret}` },
    })
    asked.once('error', (error) =>
      reject(new StorageFailed('The running server does not answer.', error)),
    )
    asked.once('response', (reply) => {
      if (reply.statusCode === 200) resolve(reply)
      else reject(new StorageFailed('The running server could not carry out the order.'))
    })
    asked.end()
  })
}
