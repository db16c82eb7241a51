/**
 * From the table of endpoints to express: identify, check the right, ask for a password given
 * lately where it takes one, parse, call, answer. A handler gets what was loaded by the gate of
 * rights, never an id that nobody has checked.
 */
import { AppError, notFound } from '#contract/errors.ts'
import type { Endpoint, Right } from '#contract/endpoint.ts'
import type { Person } from '#contract/records.ts'
import express, { type Request, type Response, type Router } from 'express'
import type { z } from 'zod'
import type {
  Access,
  InvitationGrant,
  PageGrant,
  PersonGrant,
  StrategyGrant,
  UnitGrant,
} from '../people/access.ts'
import type { Cookie } from '../people/cookie.ts'
import type { Identify, Identity } from '../people/identify.ts'
import { addressKey } from '../people/throttle.ts'
import type { Incoming } from '../storage/storage.ts'
import { type GivenBytes, sendBytes, type TakeBytes } from './bytes.ts'
import { type GivenPacked, sendPacked } from './compressed.ts'
import { invalidInput } from './errors.ts'
import type { RateLimit } from './rate-limit.ts'

/** How long a password that was typed goes for what takes one. */
const confirmedMs = 30 * 60_000
/** A body of JSON arrives within this time, or not at all. */
const jsonWithinMs = 60_000
/** Clocks that are put right go back by less. */
const aheadMs = 60_000

interface Grants {
  'signed-in': { readonly person: Person }
  organisation: { readonly person: Person }
  strategy: StrategyGrant
  page: PageGrant
  person: PersonGrant
  unit: UnitGrant
  invitation: InvitationGrant
}

/** What the caller may be sure of, by the right that the endpoint takes. */
export type GrantOf<R extends Right> = R['by'] extends keyof Grants
  ? Grants[R['by']] & { readonly identity: Identity }
  : null

export interface Call<E extends Endpoint> {
  readonly grant: GrantOf<E['access']>
  readonly params: z.output<E['params']>
  readonly body: z.output<E['body']>
  /** What came in, where the endpoint takes bytes. Dropped afterwards, unless it was kept. */
  readonly bytes: E extends { readonly takesBytes: number } ? Incoming : null
  /** Where the request came from. */
  readonly address: string
  /** What the browser calls itself. */
  readonly agent: string
  /** The X-File-Name header. */
  readonly fileName: string | undefined
  /** The Cookie header. */
  readonly cookies: string | undefined
  /** Adds a Set-Cookie line to the answer. */
  setCookie(line: string): void
  /**
   * Is the right still there? For whoever writes after something slow. Throws as the gate did when
   * the request came.
   */
  stillMay(): Promise<void>
}

/** The answer's body; what its schema does not name is left out. */
export type AnswerOf<E extends Endpoint> = E extends { readonly givesBytes: true }
  ? GivenBytes | GivenPacked
  : z.input<E['reply']>

export type Handler<E extends Endpoint> = (call: Call<E>) => AnswerOf<E> | Promise<AnswerOf<E>>

export interface EndpointDeps {
  readonly identify: Identify
  readonly access: Access
  readonly cookie: Cookie
  readonly clock: () => number
  readonly takeBytes: TakeBytes
  /** For changes by somebody signed in. */
  readonly perPerson: RateLimit
  /** For changes by anybody else. */
  readonly perAddress: RateLimit
}

const json = express.json({ limit: '1mb', strict: false, type: 'application/json' })

/** Puts one endpoint on the router. */
export function mount<E extends Endpoint>(
  router: Router,
  endpoint: E,
  handler: Handler<E>,
  deps: EndpointDeps,
): void {
  const method = endpoint.method.toLowerCase() as Lowercase<E['method']>
  const changes = endpoint.method !== 'GET'

  router[method](endpoint.path, async (request: Request, response: Response) => {
    response.set('Cache-Control', 'no-store')
    response.locals['route'] = endpoint.path
    const address = request.ip ?? ''

    if (endpoint.access.by === 'anyone' && changes) {
      deps.perAddress.take(addressKey(address))
      if (!endpoint.oneClick) deps.identify.refuseForeign(request)
    }
    const ask = () => open(endpoint.access, request, response, deps)
    let grant = await ask()
    if (grant && changes) deps.perPerson.take(grant.person.id)
    if (grant && endpoint.confirm) requireConfirmed(grant.identity, deps.clock())
    const params = endpoint.params.safeParse(request.params)
    if (!params.success) throw notFound()
    const { takesBytes } = endpoint
    const taken =
      grant && takesBytes !== undefined
        ? await deps.takeBytes(request, grant.person.id, takesBytes)
        : null
    try {
      const body =
        taken === null && !endpoint.oneClick
          ? await readBody(endpoint, request, response)
          : endpoint.body.parse(undefined)
      // A body takes minutes to arrive, and what was loaded before it is old by then.
      if (grant && (body !== undefined || taken !== null)) grant = await ask()

      const answer = await handler({
        // The gate opened by the endpoint's own right; TypeScript cannot follow that.
        grant: grant as GrantOf<E['access']>,
        params: params.data as z.output<E['params']>,
        body: body as z.output<E['body']>,
        bytes: taken as Call<E>['bytes'],
        address,
        agent: request.headers['user-agent'] ?? '',
        fileName: request.get('x-file-name'),
        cookies: request.headers.cookie,
        setCookie: (line) => response.append('Set-Cookie', line),
        stillMay: async () => void (await ask()),
      })
      response.status(endpoint.status)
      if (endpoint.givesBytes) {
        const given = answer as GivenBytes | GivenPacked
        if ('packed' in given) await sendPacked(given, request, response)
        else await sendBytes(given, request, response)
      } else if (endpoint.status === 204) response.end()
      else response.json(endpoint.reply.parse(answer))
    } finally {
      await taken?.drop()
    }
  })
}

async function open(right: Right, request: Request, response: Response, deps: EndpointDeps) {
  if (right.by === 'anyone') return null
  const identity = await deps.identify.request(request)
  if (identity.by === 'session' && identity.renew !== null) {
    const { secret, lifeMs } = identity.renew
    response.append('Set-Cookie', deps.cookie.set(secret, lifeMs))
  }
  const { person } = identity
  const id = String(request.params['id'])
  switch (right.by) {
    case 'signed-in':
      return { person, identity }
    case 'organisation':
      deps.access.organisation(person, right.action)
      return { person, identity }
    case 'strategy':
      return { ...(await deps.access.strategy(person, id, right.action)), identity }
    case 'page':
      return { ...(await deps.access.page(person, id, right.action)), identity }
    case 'person':
      return { ...(await deps.access.person(person, id, right.action)), identity }
    case 'unit':
      return { ...(await deps.access.unit(person, id, right.action)), identity }
    case 'invitation':
      return { ...(await deps.access.invitation(person, id)), identity }
  }
}

/**
 * The password was typed lately, in this very session; nobody can do that for a token. AppError
 * confirmation-needed, forbidden. `now` in milliseconds since 1970.
 */
export function requireConfirmed(identity: Identity, now: number): void {
  if (identity.by === 'token') {
    throw new AppError('forbidden', 'This takes a password, and a token has none.')
  }
  // Who has no e-mail address came by a link and has no password that could be asked for.
  if (identity.person.email === null) throw new AppError('forbidden', 'This takes a password.')
  const { provenAt } = identity
  // Later than now: the clock has been set back, and nobody knows when it was.
  const isLate = provenAt === null || now - provenAt > confirmedMs || provenAt > now + aheadMs
  if (isLate) {
    throw new AppError('confirmation-needed', 'Please type your password once more for this.')
  }
}

/** Only JSON, and only after the gate: nobody without the right makes us read a megabyte. */
async function readBody<E extends Endpoint>(
  endpoint: E,
  request: Request,
  response: Response,
): Promise<z.output<E['body']>> {
  const takesNone = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  const sent = encoding !== undefined || (length !== undefined && length !== '0')
  if (!takesNone && sent) {
    if (!request.is('application/json')) {
      throw new AppError('invalid-input', 'The body must be JSON (Content-Type: application/json).')
    }
    const late = setTimeout(() => request.destroy(), jsonWithinMs)
    try {
      await new Promise<void>((done, fail) => {
        json(request, response, (error?: Error) => (error ? fail(error) : done()))
      })
    } finally {
      clearTimeout(late)
    }
  }
  const parsed = endpoint.body.safeParse(takesNone ? undefined : request.body)
  if (!parsed.success) throw invalidInput(parsed.error)
  return parsed.data as z.output<E['body']>
}
