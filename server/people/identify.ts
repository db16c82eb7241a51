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
import type { SessionCookie } from './cookie.ts'
import type { People } from './people.ts'
import type { Sessions } from './sessions.ts'
import type { Tokens } from './tokens.ts'

/** By what somebody is known; `renew` is the secret of a cookie that should be sent anew. */
export type Identity = Credential &
  (
    | { readonly by: 'session'; readonly id: SessionId; readonly renew: string | null }
    | { readonly by: 'token'; readonly id: TokenId }
  )

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
  readonly cookie: SessionCookie
  /** The only origin there is, or null: then it is the host that was asked. */
  readonly publicUrl: URL | null
}): Identify {
  const { people, sessions, tokens, cookie, publicUrl } = deps

  const person = async (id: PersonId) => {
    const found = await people.get(id)
    if (!found) throw notSignedIn()
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
    return {
      by: 'session',
      id: session.id,
      person: await person(session.person),
      renew: session.renewed ? secret : null,
    }
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
      if ((await people.get(identity.person.id)) === null) return false
      return identity.by === 'session' ? sessions.stands(identity.id) : tokens.stands(identity.id)
    },
  }
}

const notSignedIn = () => new AppError('not-signed-in', 'Please sign in.')

const foreignOrigin = () =>
  new AppError('foreign-origin', 'This request comes from another site, or from an unknown one.')
