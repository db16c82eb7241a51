/**
 * `/api/events`: tells open clients what to fetch again. A WebSocket, because browsers allow six
 * HTTP/1.1 connections to a host and one event stream per tab would hang the sixth.
 *
 * Nothing but ids goes out, and ids of a strategy only to those who may read it at that moment.
 *
 * With `?since=<moment>`, as the header `X-Moment` of an answer told it, it begins with what happened
 * since that answer.
 *
 * With `?history=<page>` it tells of nothing but what is written on that page, to who may see its
 * history: for those who look at it.
 */
import type { Bus, BusMessage } from '../bus/bus.ts'
import type { ServerEvent } from '#contract/api.ts'
import { AppError, notFound } from '#contract/errors.ts'
import { mayInOrganisation } from '#contract/permissions.ts'
import { closeCode } from '#contract/wire.ts'
import { type WebSocket, WebSocketServer } from 'ws'
import { type PageId, pageId } from '#contract/ids.ts'
import type { Access } from '../people/access.ts'
import { isActive } from '../people/active.ts'
import type { Identify, Identity } from '../people/identify.ts'
import type { People } from '../people/people.ts'
import { Follower, type Standing } from '../rooms/follower.ts'
import { Turns } from '../rooms/turns.ts'
import type { Report } from './errors.ts'
import type { Moments } from './moments.ts'
import type { Upgrade } from './upgrades.ts'

const beatMs = 20_000
const perPerson = 100
const bufferedAtMost = 1_000_000

interface Listener {
  readonly socket: WebSocket
  readonly identity: Identity
  readonly follower: Follower<Standing>
  /** It listens to what is written on this page, and to nothing else; null: to all but that. */
  readonly history: PageId | null
  /** What it will be told of when it is its turn: of which strategy or page. */
  readonly waiting: Set<string>
  /** Has it answered since the last beat? */
  alive: boolean
}

/** What only those who may read it are told of. */
type AboutOne = Extract<
  BusMessage,
  { readonly kind: 'history' | 'pages' | 'publishing' | 'scales' | 'threads' }
>

/** The right without which somebody is not told. */
const takes = { history: 'history.read', scales: 'page.read', threads: 'page.read' } as const

export interface Events {
  /** Takes over an upgrade. Rejects with AppError not-signed-in, foreign-origin and the like. */
  accept(upgrade: Upgrade): Promise<void>
  /** Sockets that are open. */
  count(): number
  /** Tells everybody that the server stops. */
  close(): void
}

export function createEvents(deps: {
  readonly bus: Bus
  readonly identify: Identify
  readonly people: People
  readonly access: Access
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly moments: Pick<Moments, 'since'>
  readonly report: Report
}): Events {
  const { bus, identify, people, access, clock, moments, report } = deps
  const listeners = new Set<Listener>()
  const turns = new Turns()
  const wss = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 1_024,
  })
  let closing = false

  const send = ({ socket }: Listener, event: ServerEvent) => {
    // Somebody who does not read has missed things anyway and will fetch all on return.
    if (socket.bufferedAmount > bufferedAtMost) socket.terminate()
    else socket.send(JSON.stringify(event))
  }

  /** May this person read the strategy or page now? Their record and role may have changed since. */
  async function mayRead({ identity }: Listener, event: AboutOne): Promise<boolean> {
    const person = await people.get(identity.person.id)
    if (!person) return false
    try {
      if ('strategy' in event) await access.strategy(person, event.strategy, 'strategy.read')
      else await access.page(person, event.page, takes[event.kind])
      return true
    } catch (error) {
      if (error instanceof AppError) return false
      throw error
    }
  }

  /** Tells of one strategy or page when it is the listener's turn, once for all until then. */
  function tellInTurn(listener: Listener, event: AboutOne): void {
    const isWritten = event.kind === 'pages' && event.written === true
    const place = 'strategy' in event ? event.strategy : event.page
    const about = `${event.kind} ${place}${isWritten ? ' written' : ''}`
    if (listener.waiting.has(about)) return
    listener.waiting.add(about)
    turns.run(() => void tellIfMay(listener, event, about))
  }

  async function tellIfMay(listener: Listener, event: AboutOne, about: string): Promise<void> {
    listener.waiting.delete(about)
    try {
      const may = await mayRead(listener, event)
      if (may && listeners.has(listener)) send(listener, event)
    } catch (error) {
      report(error, 'an event')
    }
  }

  /** Is the person still one of us, by this sign-in? AppError not-signed-in. */
  async function standing(identity: Identity): Promise<Standing> {
    const person = await people.get(identity.person.id)
    if (!person || !isActive(person, clock()) || !(await identify.stands(identity))) {
      throw new AppError('not-signed-in', 'The sign-in has ended.')
    }
    return { until: person.endsAt === null ? null : Date.parse(person.endsAt) }
  }

  function tell(listener: Listener, message: BusMessage): void {
    const { history, identity, socket } = listener
    // Whoever looks at a history has a socket of its own for it: of each word only they are told.
    if (history !== null && tellsOfAll(message)) return
    switch (message.kind) {
      case 'written':
        if (message.page === history) tellInTurn(listener, { ...message, kind: 'history' })
        break
      case 'strategies':
      case 'people':
        send(listener, { kind: message.kind })
        break
      case 'templates':
        if (mayInOrganisation(identity.person.role, 'templates.read')) {
          send(listener, { kind: 'templates' })
        }
        break
      case 'pages':
      case 'publishing':
      case 'scales':
      case 'history':
      case 'threads':
        tellInTurn(listener, message)
        break
      case 'desk':
      case 'notices':
        if (message.person === identity.person.id) send(listener, { kind: message.kind })
        break
      case 'rights':
        if (message.person === null || message.person === identity.person.id) {
          if (history === null) send(listener, { kind: 'rights' })
          listener.follower.ask()
        }
        break
      case 'page-rights':
        // Of whoever has the page open, its socket knows; the lists are told by `pages`.
        break
      case 'ended':
        if (message.credential === identity.id) socket.close(closeCode.notSignedIn)
        break
    }
  }

  const hear = (message: BusMessage): void => {
    for (const listener of listeners) tell(listener, message)
  }

  /** Tells what was missed between an answer and now; everything, when that is not known any more. */
  function catchUp(listener: Listener, since: string): void {
    const missed = moments.since(since)
    if (missed === null) send(listener, { kind: 'all' })
    else for (const message of missed) tell(listener, message)
  }

  const beat = setInterval(() => {
    for (const listener of listeners) {
      if (!listener.alive) {
        listener.socket.terminate()
        continue
      }
      listener.alive = false
      listener.socket.ping()
      // A sign-in also ends by its age, which nobody announces.
      listener.follower.ask()
    }
  }, beatMs)
  const unsubscribe = bus.subscribe(hear)

  return {
    count: () => listeners.size,

    async accept({ request, socket, head }) {
      if (closing) throw new AppError('shutting-down', 'The server is stopping.')
      const identity = await identify.upgrade(request)
      const history = historyIn(request)
      const since = asked(request).get('since')
      if (history !== null) await access.page(identity.person, history, 'history.read')
      const open = [...listeners].filter((one) => one.identity.person.id === identity.person.id)
      if (open.length >= perPerson) {
        throw new AppError('too-many-requests', 'Too many windows are open.')
      }
      wss.handleUpgrade(request, socket, head, (ws) => {
        const follower = new Follower({
          turns,
          clock,
          ask: () => standing(identity),
          allowed: () => {},
          refused: () => ws.close(closeCode.notSignedIn),
          failed(error) {
            report(error, 'checking a session')
            ws.close(1011)
          },
        })
        const listener: Listener = {
          socket: ws,
          identity,
          follower,
          history,
          waiting: new Set(),
          alive: true,
        }
        listeners.add(listener)
        if (since !== null && history === null) catchUp(listener, since)
        ws.on('error', () => ws.terminate())
        ws.on('close', () => {
          follower.stop()
          listeners.delete(listener)
        })
        ws.on('pong', () => {
          listener.alive = true
        })
        // It may have ended while the connection was made, and nobody would say so again.
        follower.ask()
        if (closing) ws.close(closeCode.goingAway)
      })
    },

    close() {
      closing = true
      clearInterval(beat)
      unsubscribe()
      for (const { socket } of listeners) socket.close(closeCode.goingAway)
    },
  }
}

/** Is it for everybody who listens, rather than about a sign-in or what is written on a page? */
const tellsOfAll = ({ kind }: BusMessage) =>
  kind !== 'written' && kind !== 'rights' && kind !== 'ended'

/** The page of `?history=`. AppError not-found for what is none. */
function historyIn(request: Upgrade['request']): PageId | null {
  const value = asked(request).get('history')
  if (value === null) return null
  const page = pageId.safeParse(value)
  if (!page.success) throw notFound()
  return page.data
}

const asked = ({ url = '' }: Upgrade['request']) => new URL(url, 'http://host').searchParams
