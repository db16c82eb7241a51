/**
 * Requests for a WebSocket. Pages (`/collab/<page>`) have a listener of their own in
 * `rooms/socket.ts`; the others are sent where they belong, and what nobody knows is refused.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError } from '#contract/errors.ts'
import { refuseUpgrade } from '../rooms/refuse-upgrade.ts'
import type { Report } from './errors.ts'
import { withoutBase } from './base-path.ts'

export interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

export interface Upgrades {
  /** Cuts off whoever has not closed, pages included: the server's end waits for their sockets. */
  destroyAll(): void
}

/** Takes over every upgrade but those of pages. A handler that rejects gets its error answered. */
export function routeUpgrades(deps: {
  readonly server: Server
  readonly basePath: string
  readonly routes: Readonly<Record<string, (upgrade: Upgrade) => Promise<void>>>
  readonly report: Report
}): Upgrades {
  const sockets = new Set<Duplex>()
  const routes = new Map(Object.entries(deps.routes))
  deps.server.on('upgrade', (request, socket, head) => {
    // Without a listener an error on the bare socket would end the process.
    socket.on('error', () => socket.destroy())
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    const path = withoutBase(request.url ?? '/', deps.basePath).split('?', 1)[0] ?? '/'
    if (/^\/collab\/[^/]+$/.test(path)) return
    const route = routes.get(path)
    if (!route) {
      refuseUpgrade(socket, 404)
      return
    }
    route({ request, socket, head }).catch((error: unknown) => {
      if (!(error instanceof AppError)) deps.report(error, `upgrade of ${path}`)
      refuseUpgrade(socket, error instanceof AppError ? error.status : 500)
    })
  })
  return {
    destroyAll() {
      for (const socket of sockets) socket.destroy()
    },
  }
}
