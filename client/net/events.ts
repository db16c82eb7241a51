/**
 * The event channel `/api/events`: small messages that say what to fetch again. Reconnects by
 * itself; after each gap everything is fetched again, since what was missed is unknown.
 */
import type { ServerEvent } from '#contract/api.ts'
import type { PageId } from '#contract/ids.ts'
import { socketAddressOf } from './place.ts'

const firstDelay = 500
const longestDelay = 20_000

export interface EventsListener {
  /** The server says what has changed. */
  readonly onEvent: (event: ServerEvent) => void
  /** Connected again after a gap. */
  readonly onReturn: () => void
  /** The server has ended the session; nothing more comes. */
  readonly onEnd: () => void
}

/**
 * Listens until the returned function is called. With `history` to what is written on that page,
 * and to nothing else. `since`: from that moment on, as the session told it.
 */
export function listenToEvents(
  listener: EventsListener,
  { history, since }: { readonly history?: PageId; readonly since?: string } = {},
): () => void {
  const asked = new URLSearchParams(history === undefined ? {} : { history })
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let delay = firstDelay
  // What was written before it was heard of here has been missed as well.
  let gap = history !== undefined
  let stopped = false

  const connect = () => {
    timer = undefined
    // After a gap everything is fetched again.
    if (since !== undefined && !gap) asked.set('since', since)
    else asked.delete('since')
    socket = new WebSocket(socketAddressOf(`/api/events?${asked}`))
    socket.addEventListener('open', () => {
      delay = firstDelay
      if (gap) listener.onReturn()
      gap = false
    })
    socket.addEventListener('message', ({ data }) => {
      const event = typeof data === 'string' ? eventIn(data) : null
      if (event !== null) listener.onEvent(event)
    })
    socket.addEventListener('close', ({ code }) => {
      socket = null
      gap = true
      if (stopped) return
      // 44xx: the session is over; whoever signs in listens anew.
      if (code >= 4400 && code < 4500) return listener.onEnd()
      timer = setTimeout(connect, delay * (0.75 + Math.random() / 2))
      delay = Math.min(delay * 2, longestDelay)
    })
  }

  const hurry = () => {
    if (socket !== null || stopped || timer === undefined) return
    clearTimeout(timer)
    connect()
  }

  connect()
  globalThis.addEventListener('online', hurry)
  return () => {
    stopped = true
    clearTimeout(timer)
    globalThis.removeEventListener('online', hurry)
    socket?.close()
  }
}

/** Kinds that this client does not know are none of its business. */
function eventIn(data: string): ServerEvent | null {
  const event: ServerEvent = JSON.parse(data)
  switch (event.kind) {
    case 'all':
    case 'strategies':
    case 'pages':
    case 'rights':
    case 'people':
    case 'templates':
    case 'desk':
    case 'scales':
    case 'history':
    case 'threads':
    case 'publishing':
    case 'notices':
      return event
    default:
      return null
  }
}
