/** For whoever keeps the server running: alive, ready, figures. */
import type { IncomingMessage } from 'node:http'
import { notFound } from '#contract/errors.ts'
import type { Router } from 'express'
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Config } from '../config.ts'
import { sameSecret } from '../people/secrets.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Storage } from '../storage/storage.ts'

const readyWithinMs = 1_000

/** Puts `/healthz` and `/readyz` on the router. */
export function mountHealth(
  router: Router,
  deps: {
    readonly storage: Storage
    readonly setupNeeded: () => Promise<boolean>
    readonly closing: () => boolean
  },
): void {
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ ok: true })
  })

  router.get('/readyz', async (_request, response) => {
    const storage = await isSaving(deps.storage)
    const ready = storage && !deps.closing()
    const setUp = storage ? !(await deps.setupNeeded()) : null
    response
      .set('Cache-Control', 'no-store')
      .status(ready ? 200 : 503)
      .json({ ready, storage: storage ? 'writable' : 'not writable', setUp })
  })
}

/** Can what is written be stored? Answers within a second. */
export const isSaving = ({ log }: Storage): Promise<boolean> => within(log.ready(), readyWithinMs)

async function within(promise: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([
      promise.then(
        () => true,
        () => false,
      ),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Puts `/metrics` on the router and measures every request that passes it. The figures are for this
 * machine, and for whoever has the token; to others nothing is there.
 */
export function mountMetrics(
  router: Router,
  deps: {
    readonly config: Pick<Config, 'metricsToken'>
    readonly rooms: Rooms
    readonly storage: Storage
    readonly eventSockets: () => number
  },
): void {
  const register = new Registry()
  // Unless told otherwise it wakes the process a hundred times a second.
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 100 })
  const seconds = new Histogram({
    name: 'talkoot_http_seconds',
    help: 'Time taken to answer, by route.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [register],
  })
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [register],
      collect() {
        this.set(value())
      },
    })
  gauge('talkoot_rooms', 'Pages that are open.', () => deps.rooms.figures().rooms)
  gauge('talkoot_connections', 'Sockets on pages.', () => deps.rooms.figures().connections)
  gauge('talkoot_event_sockets', 'Sockets of /api/events.', deps.eventSockets)
  gauge('talkoot_damage', 'Findings of damage in the storage.', () => deps.storage.damage().length)

  router.use((request, response, next) => {
    const stop = seconds.startTimer()
    response.once('finish', () => {
      // Only routes we know: a label for every address somebody tries would grow without end.
      const route = response.locals['route']
      const name = typeof route === 'string' ? route : 'other'
      stop({ method: request.method, route: name, status: response.statusCode })
    })
    next()
  })

  router.get('/metrics', async (request, response) => {
    if (!mayReadFigures(request, deps.config.metricsToken)) throw notFound()
    const text = await register.metrics()
    response.set('Cache-Control', 'no-store').type(register.contentType).send(text)
  })
}

function mayReadFigures({ headers, socket }: IncomingMessage, token: string | null): boolean {
  const given = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (token !== null && given !== undefined && sameSecret(given, token)) return true
  // A proxy on this machine asks for others, and so does a browser that a foreign page sent here.
  const forwarded = Object.keys(headers).some((name) => forwarding.test(name))
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(headers.host ?? '')
  return (
    local && !forwarded && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '')
  )
}

const forwarding = /^(forwarded|via|x-forwarded-.*|x-real-ip|.*-client-ip|.*-connecting-ip)$/
