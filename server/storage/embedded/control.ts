/**
 * Orders to a running server from the same machine: `talkoot check`, `talkoot backup` and what
 * `main` takes besides. It listens on 127.0.0.1 alone, on any free port, and only for whoever can read the lock file, which
 * holds port and secret and belongs to the server's user.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { AppError, StorageFailed } from '#contract/errors.ts'
import { must } from '#contract/asserts.ts'
import { archiveOf } from './backup.ts'
import type { CheckMore } from './check.ts'
import { checkStorage } from './check.ts'
import type { Report } from './damage-book.ts'
import type { Control } from './lock.ts'
import { announce } from './lock.ts'
import type { EmbeddedStorage } from './open.ts'

/**
 * Orders that storage knows nothing of, by name: JSON in, JSON out. The text of an AppError reaches
 * the terminal.
 */
export type OtherOrders = ReadonlyMap<string, (given: unknown) => Promise<unknown>>

/** What the server adds to the orders that storage knows. */
export interface Adding {
  readonly others?: OtherOrders
  /** To be checked, too. */
  readonly more?: CheckMore
}

const bytesAtMost = 10_000

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

/** What came with the order. AppError when it is too long. */
async function readGiven(asked: IncomingMessage): Promise<unknown> {
  if (!(Number(asked.headers['content-length']) <= bytesAtMost)) {
    throw new AppError('too-large', 'The order is too long.')
  }
  return JSON.parse(await text(asked))
}

async function answer(
  storage: EmbeddedStorage,
  { others = new Map(), more }: Adding,
  asked: IncomingMessage,
  reply: ServerResponse,
) {
  const order = `${asked.method} ${asked.url}`
  switch (order) {
    case 'POST /check': {
      const checked = await checkStorage(storage, more)
      reply.setHeader('content-type', 'application/json')
      reply.end(JSON.stringify(checked))
      return
    }
    case 'POST /backup':
      reply.setHeader('content-type', 'application/gzip')
      await pipeline(archiveOf(storage), reply)
      return
    default: {
      const other = others.get(order.replace(/^POST \//, ''))
      if (!other) reply.writeHead(404).end()
      else reply.end(JSON.stringify(await other(await readGiven(asked))))
    }
  }
}

/**
 * Starts taking orders for an open storage and says in its lock file where. Close the channel
 * before the storage.
 */
export async function serveControl(
  storage: EmbeddedStorage,
  report: Report,
  adding: Adding = {},
): Promise<ControlChannel> {
  const secret = randomBytes(32).toString('base64url')
  const server = createServer((asked, reply) => {
    if (!mayOrder(asked, secret)) {
      reply.writeHead(403).end()
      return
    }
    answer(storage, adding, asked, reply).catch((error: unknown) => {
      if (error instanceof AppError) {
        reply.writeHead(error.status).end(error.message)
        return
      }
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
 * rejects with StorageFailed when the server fails or is not there, and with an AppError when it
 * says why not.
 */
export function sendOrder(
  { port, secret }: Control,
  order: string,
  given?: unknown,
): Promise<IncomingMessage> {
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
      else reasonOf(reply).then(reject, reject)
    })
    asked.end(given === undefined ? undefined : JSON.stringify(given))
  })
}

async function reasonOf(reply: IncomingMessage): Promise<Error> {
  const why = await text(reply)
  const refused = reply.statusCode !== 503 && why !== ''
  if (refused) return new AppError('conflict', why)
  return new StorageFailed('The running server could not carry out the order.')
}
