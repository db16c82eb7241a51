/**
 * `/collab/<pageId>` over WebSockets: the only file of the rooms that knows `ws`. Who it is and
 * what may be done is settled before the upgrade; the socket never outlives the right.
 */
import type { IncomingMessage, Server } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import { AppError } from '#contract/errors.ts'
import type { PageId } from '#contract/ids.ts'
import { SCHEMA_VERSION } from '#contract/page-schema.ts'
import type { Credential, Person } from '#contract/records.ts'
import { closeCode } from '#contract/wire.ts'
import type { Bus } from '../bus/bus.ts'
import { Budget, connectionBudget } from './budget.ts'
import { Follower, type Standing } from './follower.ts'
import { Pace } from './pace.ts'
import { refuseUpgrade } from './refuse-upgrade.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import { type PageRight, Session, type Wire } from './session.ts'
import { Turns } from './turns.ts'

/** A page that is open to somebody, and what they may do with it. */
export interface Admission extends Standing {
  readonly page: PageId
  readonly right: PageRight
}

export interface SocketDeps<C extends Credential> {
  readonly server: Server
  /** Path prefix of the installation, '' or like '/wiki'. A proxy may strip it or not. */
  readonly basePath: string
  readonly rooms: Rooms
  readonly bus: Bus
  /** Whose request it is. AppError 'not-signed-in' or 'foreign-origin'. */
  readonly identify: (request: IncomingMessage) => Promise<C>
  /** Does the sign-in or token still stand? */
  readonly stands: (credential: C) => Promise<boolean>
  /** The page for this person. AppError 'not-found' for absent and forbidden alike. */
  readonly admit: (person: Person, page: string) => Promise<Admission>
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly report: (error: unknown, what: string) => void
}

/** Largest message: a step 2 with weeks of writing, or a large paste. */
const maxMessage = 8 * 1024 * 1024
/** A connection that does not answer a ping within this time is gone, milliseconds. */
const pingEvery = 20_000
/** What reading any message costs, milliseconds. */
const messageCost = 0.005
/** How long what was written before a right ended may take to leave, milliseconds. */
const lastWords = 1_500
/**
 * How long clients get to hear that the server stops, milliseconds. Whoever is cut off while they
 * write never reads what was sent to them last.
 */
const farewell = 1_000

interface Connection<C> {
  readonly ws: WebSocket
  readonly session: Session
  readonly credential: C
  readonly page: PageId
  readonly follower: Follower<Admission>
  /** Set when the session is in the room. */
  room: Room | null
  readonly pace: Pace
  alive: boolean
}

/** Answers upgrades of `/collab/…`; leaves all others alone. */
export function attachCollab<C extends Credential>(
  deps: SocketDeps<C>,
): { close(): Promise<void> } {
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessage,
    perMessageDeflate: false,
    clientTracking: false,
  })
  const connections = new Set<Connection<C>>()
  const turns = new Turns()

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = targetOf(request, deps.basePath)
    if (target === null) return
    // Without a listener an error on a raw socket ends the process.
    const failed = (error: Error) => deps.report(error, 'upgrade')
    socket.on('error', failed)
    admit(request, target.page).then(
      (admitted) => {
        socket.off('error', failed)
        wss.handleUpgrade(request, socket, head, (ws) => open(ws, socket, target.query, admitted))
      },
      (error: unknown) => refuse(socket, error, deps.report),
    )
  }

  async function admit(request: IncomingMessage, pageText: string) {
    const credential = await deps.identify(request)
    return { credential, ...(await deps.admit(credential.person, pageText)) }
  }

  function open(
    ws: WebSocket,
    socket: Duplex,
    query: URLSearchParams,
    admitted: Awaited<ReturnType<typeof admit>>,
  ): void {
    const outdated = (numberIn(query, 'schema') ?? SCHEMA_VERSION) < SCHEMA_VERSION
    const pace = new Pace(ws, new Budget(connectionBudget, performance.now()))
    const session = new Session({
      wire: wireOf(ws, socket, pace),
      person: admitted.credential.person,
      right: outdated ? 'read' : admitted.right,
      outdated,
      acknowledged: query.get('ack') === '1',
      unpacks: query.get('pack') === '1',
      epoch: numberIn(query, 'epoch') ?? 0,
    })
    const { credential, page } = admitted
    let isIn = false
    let askedInRoom = false
    /** Reads on, once it is known what may be done by somebody who is in the room. */
    const letIn = () => {
      if (isIn || !askedInRoom) return
      isIn = true
      ws.resume()
    }
    const follower = new Follower({
      turns,
      clock: deps.clock,
      ask() {
        askedInRoom = connection.room !== null
        return standing(credential, page)
      },
      allowed({ right }) {
        connection.room?.setRight(session, outdated ? 'read' : right)
        letIn()
      },
      refused(error) {
        letIn()
        if (error.code === 'not-signed-in') session.close(closeCode.notSignedIn, 'Signed out')
        else revoke(connection)
      },
      failed(error) {
        // Not known now: coming back asks again, and loses nobody their text as a refusal would.
        letIn()
        deps.report(error, 'rights')
        session.close(1011, 'Something went wrong')
      },
    })
    const connection: Connection<C> = {
      ws,
      session,
      credential,
      page,
      follower,
      room: null,
      pace,
      alive: true,
    }
    connections.add(connection)
    follower.endsAt(admitted.until)
    ws.on('error', (error) => deps.report(error, 'socket'))
    ws.on('pong', () => {
      connection.alive = true
    })
    ws.on('close', () => {
      follower.stop()
      // After all that came before it.
      pace.run(() => {
        connections.delete(connection)
        session.state = { is: 'closed' }
        if (connection.room !== null) deps.rooms.left(connection.room, session)
      })
    })
    // What comes before the room is there waits in the socket.
    ws.pause()
    deps.rooms.join(page, session).then(
      (room) => {
        connection.room = room
        if (!connections.has(connection)) {
          deps.rooms.left(room, session)
          return
        }
        ws.on('message', (data, isBinary) =>
          pace.run(() => receive(connection, room, data, isBinary)),
        )
        // What was taken away since the request was admitted has been announced already, so nothing
        // is read, and nothing answered, before it is known what holds now.
        follower.ask()
      },
      (error: unknown) => {
        const known = error instanceof AppError ? error : null
        if (known === null) deps.report(error, 'join')
        ws.resume()
        session.close(known?.closeCode ?? 1011, known?.message ?? 'Something went wrong')
      },
    )
  }

  function receive(
    connection: Connection<C>,
    room: Room,
    data: RawData,
    isBinary: boolean,
  ): void | Promise<void> {
    const { pace, session } = connection
    connection.alive = true
    pace.spend(messageCost)
    if (!isBinary || !(data instanceof Buffer)) {
      return session.close(closeCode.protocol, 'Only binary messages')
    }
    try {
      return session.receive(data, room)
    } catch {
      // Not ours to report: anybody can send anything.
      return session.close(closeCode.protocol, 'The message could not be read')
    }
  }

  /** What the person may do now. AppError where that is nothing. */
  async function standing(credential: C, page: PageId): Promise<Admission> {
    const admission = await deps.admit(credential.person, page)
    if (!(await deps.stands(credential))) {
      throw new AppError('not-signed-in', 'The sign-in has ended.')
    }
    return admission
  }

  function revoke({ session, room }: Connection<C>): void {
    session.tell('revoked')
    session.close(closeCode.revoked, 'Your rights to this page were taken away')
    room?.leave(session)
  }

  const unsubscribe = deps.bus.subscribe((message) => {
    for (const connection of connections) {
      const { credential, follower, page, session } = connection
      switch (message.kind) {
        case 'ended':
          if (message.credential === credential.id) {
            session.close(closeCode.notSignedIn, 'Signed out')
          }
          break
        case 'rights':
          if (message.person === null || message.person === credential.person.id) follower.ask()
          break
        case 'page-rights':
          if (message.page === page) follower.ask()
          break
        default:
          return
      }
    }
  })

  const pinging = setInterval(() => {
    for (const connection of connections) {
      // While nothing is read from it, no answer can be.
      if (connection.alive || connection.pace.holds) {
        connection.alive = false
        connection.ws.ping()
        // A sign-in also ends by its age, which nobody announces.
        connection.follower.ask()
      } else connection.ws.terminate()
    }
  }, pingEvery)
  pinging.unref()

  /** Resolves when every connection has closed, or after so many milliseconds. */
  async function untilGone(within: number): Promise<void> {
    const deadline = performance.now() + within
    while (connections.size > 0 && performance.now() < deadline) await pause(10)
  }

  deps.server.on('upgrade', upgrade)
  return {
    async close() {
      deps.server.off('upgrade', upgrade)
      unsubscribe()
      clearInterval(pinging)
      await deps.rooms.close()
      await untilGone(farewell)
      for (const { ws } of connections) ws.terminate()
    },
  }
}

/** Frames go straight to the raw socket, so that one buffer serves everybody. */
function wireOf(ws: WebSocket, socket: Duplex, pace: Pace): Wire {
  return {
    write(frame) {
      if (ws.readyState === WebSocket.OPEN) socket.write(frame)
    },
    backlog: () => socket.writableLength,
    untaken: () => queueOf(socket),
    onceDrained(callback) {
      if (socket.writableLength === 0) setImmediate(callback)
      else socket.once('drain', callback)
    },
    spend: (milliseconds) => pace.spend(milliseconds),
    close(code, reason) {
      ws.close(code, reason)
      // Who takes nothing takes no good-bye either, and what waits for them is memory.
      if (code === closeCode.tooSlow) ws.terminate()
      // What was written before a right ended must not arrive long after it.
      if (code === closeCode.revoked || code === closeCode.notSignedIn) {
        setTimeout(() => dropAll(socket), lastWords).unref()
      }
      // Whoever else does not answer the closing handshake is cut off by ws after 30 s.
    },
  }
}

/** Ends a socket with all that waits in it, here and in the system. */
function dropAll(socket: Duplex): void {
  if (socket instanceof Socket && !socket.destroyed) socket.resetAndDestroy()
  else socket.destroy()
}

/** What the system holds of a socket. `writableLength` falls only when a whole write is done. */
function queueOf(socket: Duplex): number {
  const handle: unknown = '_handle' in socket ? socket._handle : null
  if (!(handle instanceof Object) || !('writeQueueSize' in handle)) return socket.writableLength
  return Number(handle.writeQueueSize)
}

/** The page and the query of an upgrade that is ours, otherwise null. */
function targetOf(
  request: IncomingMessage,
  basePath: string,
): { page: string; query: URLSearchParams } | null {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const inside = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path
  const match = /^\/collab\/([^/]+)$/.exec(inside)
  return match?.[1] === undefined ? null : { page: match[1], query: new URLSearchParams(query) }
}

function numberIn(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** Refuses an upgrade, before there is a WebSocket. */
function refuse(socket: Duplex, error: unknown, report: SocketDeps<Credential>['report']): void {
  const known = error instanceof AppError ? error : null
  if (known === null) report(error, 'upgrade')
  refuseUpgrade(socket, known?.status ?? 500)
}
