/**
 * Who makes this request? By session cookie or bearer token, over HTTP and on a WebSocket upgrade.
 *
 * A browser adds the cookie by itself, whichever page asked for the request. So with a cookie the
 * Origin decides: it must be ours on an upgrade, and may not be anything else where something is
 * changed. A bearer token is never added by itself and needs no Origin.
 */
import type { IncomingMessage } from 'node:http'
import { AppError } from '#contract/errors.ts'
import type { PersonId, SessionId, TokenId } from '#contract/ids.ts'
import type { Credential } from '#contract/records.ts'
import { isActive, withinStay } from './active.ts'
import type { Cookie } from './cookie.ts'
import type { People } from './people.ts'
import type { Sessions, SessionSecret } from './sessions.ts'
import type { Tokens } from './tokens.ts'

/** Somebody known by a session. */
export interface SessionIdentity extends Credential {
  readonly by: 'session'
  readonly id: SessionId
  /** When the password was typed in this session last, in milliseconds since 1970. */
  readonly provenAt: number | null
  /** The cookie that should be sent anew, if it should. */
  readonly renew: SessionSecret | null
}

/** By what somebody is known. */
export type Identity =
  | SessionIdentity
  | (Credential & { readonly by: 'token'; readonly id: TokenId })

export interface Identify {
  /** AppError not-signed-in, foreign-origin. */
  request(request: IncomingMessage): Promise<Identity>
  /** For a WebSocket upgrade: with a cookie our own Origin must be there. */
  upgrade(request: IncomingMessage): Promise<Identity>
  /** AppError foreign-origin for a request that changes something and comes from elsewhere. */
  refuseForeign(request: IncomingMessage): void
  /** Does what somebody signed in with still stand? For sockets that stay open. */
  stands(identity: Identity): Promise<boolean>
}

export function createIdentify(deps: {
  readonly people: People
  readonly sessions: Sessions
  readonly tokens: Tokens
  readonly cookie: Cookie
  /** The only origin there is, or null: then it is the host that was asked. */
  readonly publicUrl: URL | null
  readonly clock: () => number
}): Identify {
  const { people, sessions, tokens, cookie, publicUrl, clock } = deps

  const person = async (id: PersonId) => {
    const found = await people.get(id)
    if (!found || !isActive(found, clock())) throw notSignedIn()
    return found
  }

  const byToken = async (header: string): Promise<Identity> => {
    const secret = /^bearer +(\S+)$/i.exec(header.trim())?.[1]
    const token = secret ? await tokens.use(secret) : null
    if (!token) throw notSignedIn()
    return { by: 'token', id: token.id, person: await person(token.person) }
  }

  const bySession = async (request: IncomingMessage): Promise<Identity> => {
    const secret = cookie.read(request.headers.cookie)
    const session = secret ? await sessions.use(secret) : null
    if (!session) throw notSignedIn()
    const who = await person(session.person)
    const { id, provenAt, renewMs } = session
    const lifeMs = renewMs === null ? null : withinStay(who, renewMs, clock())
    const renew = secret !== null && lifeMs !== null ? { secret, lifeMs } : null
    return { by: 'session', id, person: who, provenAt, renew }
  }

  const isOwn = (origin: string, host: string | undefined): boolean => {
    if (!URL.canParse(origin)) return false
    const from = new URL(origin)
    if (publicUrl) return from.origin === publicUrl.origin
    return /^https?:$/.test(from.protocol) && host !== undefined && from.host === host.toLowerCase()
  }

  const refuseForeign = ({ headers, method = 'GET' }: IncomingMessage): void => {
    if (headers.authorization !== undefined) return
    if (method === 'GET' || method === 'HEAD') return
    const site = headers['sec-fetch-site']
    const own =
      headers.origin === undefined
        ? // Browsers name the origin of whatever changes something; this is a program.
          site === undefined || site === 'same-origin' || site === 'none'
        : isOwn(headers.origin, headers.host)
    if (!own) throw foreignOrigin()
  }

  return {
    refuseForeign,

    async request(request) {
      const { authorization } = request.headers
      if (authorization !== undefined) return byToken(authorization)
      refuseForeign(request)
      return bySession(request)
    },

    async upgrade(request) {
      const { authorization, origin, host } = request.headers
      if (authorization !== undefined) return byToken(authorization)
      if (cookie.read(request.headers.cookie) === null) throw notSignedIn()
      if (origin === undefined || !isOwn(origin, host)) throw foreignOrigin()
      return bySession(request)
    },

    async stands(identity) {
      const now = await people.get(identity.person.id)
      if (!now || !isActive(now, clock())) return false
      return identity.by === 'session' ? sessions.stands(identity.id) : tokens.stands(identity.id)
    },
  }
}

const notSignedIn = () => new AppError('not-signed-in', 'Please sign in.')

const foreignOrigin = () =>
  new AppError('foreign-origin', 'This request comes from another site, or from an unknown one.')
