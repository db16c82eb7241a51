/** Headers that keep a browser from doing what a page of ours never asks for. */
import { notFound } from '#contract/errors.ts'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * A strict content policy: nothing inline, nothing from elsewhere. WebSockets are named by scheme
 * and host, because not every browser counts them to 'self'.
 */
export function securityHeaders(publicUrl: URL | null): RequestHandler {
  const secure = publicUrl?.protocol === 'https:'
  return helmet({
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", (request) => socketOrigin(publicUrl, request.headers.host)],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  })
}

function socketOrigin(publicUrl: URL | null, host: string | undefined): string {
  if (publicUrl) return `${publicUrl.protocol === 'https:' ? 'wss' : 'ws'}://${publicUrl.host}`
  // The Host header is the client's word: only what is a plain host may get into the policy.
  return host && /^[\w.\-[\]:]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'"
}

/** Express would tell whoever asks which methods an address has, also who may not know it is there. */
export const hideOptions: RequestHandler = ({ method }, _response, next) => {
  if (method === 'OPTIONS') throw notFound()
  next()
}
